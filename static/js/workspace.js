/* The workspace's editor: the pace while typing, and an honest word about what is saved.

htmx saves by the Save button: at a click, and after each pause in typing. (The form itself would send to
whichever button was clicked last.) Until the server has answered that it holds a text, this
page keeps it on the device as well, and brings it back after a crash, a reload or a lost connection. */

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30000;
const ANSWER_FROM_LIVING_PAGE_MS = 1000;

const form = document.getElementById("editor");
const answer = () => document.getElementById("answer");
const shelfOf = (owner) => `prepbank:${owner}:${form.dataset.question}:`;
const shelf = shelfOf(form.dataset.owner);
let sentText = answer().value;
let retryDelay = FIRST_RETRY_MS;
let retryTimer;
let canKeepHere = true;

// --- What is kept on this device ------------------------------------------------------------------

function keepHere() {
    const kept = { text: answer().value, base: form.elements.version.value, at: Date.now() };
    try {
        localStorage.setItem(shelf + form.elements.writer.value, JSON.stringify(kept));
    } catch {
        canKeepHere = false;
    }
}

function canReadHere() {
    try {
        return localStorage.length >= 0;
    } catch {
        return false;
    }
}

function forget(writer) {
    try {
        localStorage.removeItem(shelf + writer);
    } catch {
        canKeepHere = false;
    }
}

// Like the server, an account claims what was typed here before signing in. That text began from the
// visitor's draft, so from none of the account's versions.
function claimFromVisitor() {
    const visitors = shelfOf("visitor");
    if (shelf === visitors) return;
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(visitors))) {
        const kept = { ...JSON.parse(localStorage.getItem(key)), base: 0 };
        localStorage.setItem(shelf + key.slice(visitors.length), JSON.stringify(kept));
        localStorage.removeItem(key);
    }
}

function keptTexts() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(shelf));
    return keys
        .map((key) => ({ writer: key.slice(shelf.length), ...JSON.parse(localStorage.getItem(key)) }))
        .sort((one, other) => other.at - one.at);
}

// Another open page of this question keeps its own text here: leave that to it.
const pages = new BroadcastChannel("prepbank-editors");
pages.addEventListener("message", ({ data }) => {
    if (data.isAnyone === form.elements.writer.value) pages.postMessage({ iAm: data.isAnyone });
});

function isOpenElsewhere(writer) {
    return new Promise((resolve) => {
        const hear = ({ data }) => data.iAm === writer && resolve(true);
        pages.addEventListener("message", hear);
        pages.postMessage({ isAnyone: writer });
        setTimeout(() => resolve(false), ANSWER_FROM_LIVING_PAGE_MS);
    });
}

// As the draft, or beside it for the person to choose; or within a later version, where the save on
// leaving arrived and another page or device has written on.
function isOnServer({ text, base }) {
    const beside = [...document.querySelectorAll("#conflict .answer")].map((each) => each.textContent);
    const saved = [answer().value, ...beside];
    const isOlder = Number(base) !== Number(form.elements.version.value);
    return saved.includes(text) || (isOlder && saved.some((each) => each.includes(text)));
}

async function bringBack() {
    if (!canReadHere()) return;
    claimFromVisitor();
    for (const kept of keptTexts()) {
        if (await isOpenElsewhere(kept.writer)) continue;
        if (isOnServer(kept)) {
            forget(kept.writer);
            continue;
        }
        if (answer().value !== sentText) return;
        // The page that typed it is gone; this one goes on in its name, so that it is no conflict.
        form.elements.writer.value = kept.writer;
        form.elements.version.value = kept.base;
        answer().value = kept.text;
        noteEdit();
        say("unsaved", "Brought back from this device; saving");
        saveNow();
        return;
    }
}

// --- What the page says of it ---------------------------------------------------------------------

function say(state, words) {
    const text = document.querySelector("#save-state .save-state__text");
    text.className = `save-state__text save-state--${state}`;
    text.textContent = words;
}

function noteEdit() {
    const sequence = form.elements.sequence;
    sequence.value = Math.max(Date.now(), Number(sequence.value) + 1);
    keepHere();
    showPace();
}

function showPace() {
    const meter = document.getElementById("pace-meter");
    const words = answer().value.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
    const seconds = Math.round((words * 60) / Number(meter.dataset.wordsPerMinute));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    document.getElementById("pace-words").textContent = `${words} ${words === 1 ? "word" : "words"}`;
    document.getElementById("pace-time").textContent = `${clock} spoken`;
    meter.value = seconds;
}

form.addEventListener("input", () => {
    noteEdit();
    say("unsaved", "Not saved yet");
});

// --- Saving, and what can go wrong ----------------------------------------------------------------

function saveNow() {
    document.getElementById("save").click();
}

function isOurs(event) {
    const source = event.detail.requestConfig?.elt ?? event.detail.elt;
    return source === form || source.form === form;
}

document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isOurs(event)) return;
    clearTimeout(retryTimer);
    sentText = answer().value;
    say("saving", "Saving …");
});

// The server holds the text that was sent, as the draft or beside it.
document.addEventListener("draft-stored", () => {
    retryDelay = FIRST_RETRY_MS;
    if (answer().value === sentText) forget(form.elements.writer.value);
});

document.addEventListener("htmx:afterSettle", (event) => {
    if (!isOurs(event)) return;
    if (event.detail.target.id === "answer-field") {
        forget(form.elements.writer.value);
        sentText = answer().value;
        answer().focus();
    }
    showPace();
    if (answer().value !== sentText) say("unsaved", "Not saved yet");
});

function notSaved(why) {
    const here = canKeepHere ? "Kept on this device, trying again." : "Keep this page open; trying again.";
    say("failed", `Not saved: ${why}. ${here}`);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(saveNow, retryDelay);
    retryDelay = Math.min(2 * retryDelay, LONGEST_RETRY_MS);
}

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => isOurs(event) && notSaved("no connection"));
}
document.addEventListener("htmx:responseError", (event) => {
    if (isOurs(event)) notSaved(`the server answered ${event.detail.xhr.status}`);
});
window.addEventListener("online", saveNow);

window.addEventListener("beforeunload", (event) => {
    if (!canKeepHere && answer().value !== sentText) event.preventDefault();
});

// Leaving within the pause before a save: the server gets the last words all the same.
function saveOnLeaving() {
    sentText = answer().value;
    const body = new FormData(form);
    body.set("leaving", "1");
    return fetch(form.action, {
        method: "POST",
        body,
        keepalive: true,
        headers: { "HX-Request": "true" },
    });
}

window.addEventListener("pagehide", () => {
    if (answer().value !== sentText) saveOnLeaving();
});

// Logging out ends the right to save, so its turn comes after.
document.addEventListener("submit", async (event) => {
    if (event.target === form || answer().value === sentText) return;
    event.preventDefault();
    const response = await saveOnLeaving().catch(() => null);
    if (response?.ok) forget(form.elements.writer.value);
    event.target.requestSubmit(event.submitter);
});

document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    saveNow();
});

htmx.config.timeout = 15000;
bringBack();
