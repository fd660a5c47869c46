/* A net under a story's page: what is typed stays in this browser until the server has answered that it
stored it, and comes back on the next visit after a crash, a closed tab, a link away or a lost connection. */

const ANSWER_FROM_LIVING_PAGE_MS = 1000;
// What the page says of itself, and what is asked for and not written.
const NOT_TYPED = ["csrfmiddlewaretoken", "signed_in", "seen", "ask", "q"];

const place = document.getElementById("story-form");
const form = () => place.querySelector("form");
const shelfOf = (owner) => `prepbank:${owner}:story:`;
const shelf = shelfOf(place.dataset.owner);
const keyOf = (story) => `${shelf}${story}:${writer}`;
let { story } = place.dataset;
let writer = `${Date.now()}-${Math.random()}`;
let sent = "";
let canKeepHere = true;

// --- What stands in the form ----------------------------------------------------------------------

function valuesOf(field, isRendered) {
    if (field.type === "checkbox") {
        return (isRendered ? field.defaultChecked : field.checked) ? [field.value] : [];
    }
    if (field.type === "select-one") {
        const rendered = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
        return [isRendered ? rendered.value : field.value];
    }
    return [isRendered ? field.defaultValue : field.value];
}

// As the server rendered it, the browser's own memory of a reloaded form is left out.
function typed(isRendered = false) {
    const fields = {};
    for (const field of form().elements) {
        if (!field.name || field.type === "submit" || NOT_TYPED.includes(field.name)) continue;
        fields[field.name] = [...(fields[field.name] ?? []), ...valuesOf(field, isRendered)];
    }
    return JSON.stringify(fields);
}

const saved = typed(true);

// --- What is kept in this browser -----------------------------------------------------------------

function keepHere() {
    const kept = { fields: typed(), seen: form().elements.seen.value, at: Date.now() };
    try {
        if (kept.fields === saved) localStorage.removeItem(keyOf(story));
        else localStorage.setItem(keyOf(story), JSON.stringify(kept));
    } catch {
        canKeepHere = false;
    }
}

function forget() {
    try {
        localStorage.removeItem(keyOf(story));
    } catch {
        canKeepHere = false;
    }
}

function keysBelow(start) {
    try {
        return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch {
        return [];
    }
}

// Like the server, an account claims what was typed here before signing in.
function claimFromVisitor() {
    const visitors = shelfOf("visitor");
    if (shelf === visitors) return;
    for (const key of keysBelow(visitors)) {
        localStorage.setItem(shelf + key.slice(visitors.length), localStorage.getItem(key));
        localStorage.removeItem(key);
    }
}

function keptTexts() {
    const start = `${shelf}${story}:`;
    return keysBelow(start)
        .map((key) => ({ writer: key.slice(start.length), ...JSON.parse(localStorage.getItem(key)) }))
        .sort((one, other) => other.at - one.at);
}

// Another open page keeps its own words here: leave them to it.
const pages = new BroadcastChannel("prepbank-stories");
pages.addEventListener("message", ({ data }) => {
    if (data.isAnyone === writer) pages.postMessage({ iAm: data.isAnyone });
});

function isOpenElsewhere(other) {
    return new Promise((resolve) => {
        const hear = ({ data }) => data.iAm === other && resolve(true);
        pages.addEventListener("message", hear);
        pages.postMessage({ isAnyone: other });
        setTimeout(() => resolve(false), ANSWER_FROM_LIVING_PAGE_MS);
    });
}

// --- Bringing it back -----------------------------------------------------------------------------

async function bringBack() {
    claimFromVisitor();
    for (const kept of keptTexts()) {
        if (kept.fields === saved) {
            localStorage.removeItem(`${shelf}${story}:${kept.writer}`);
        } else if (kept.fields === typed()) {
            // The browser itself has brought it back, as some do for a reloaded form.
            writer = kept.writer;
            return;
        } else if (!(await isOpenElsewhere(kept.writer))) {
            // Whoever types already goes on: the words wait for the next visit.
            if (typed() === saved) await show(kept);
            return;
        }
    }
}

// The server makes a form of what is kept, with as many rows and questions as that takes.
async function show(kept) {
    const { csrfmiddlewaretoken: token, signed_in: signedIn } = form().elements;
    const values = { ...JSON.parse(kept.fields), seen: kept.seen, ask: "find" };
    values.csrfmiddlewaretoken = token.value;
    if (signedIn) values.signed_in = signedIn.value;
    place.inert = true;
    const request = { source: place, target: place, swap: "innerHTML", values };
    // Where that fails, the words stay kept for the next visit.
    await htmx.ajax("POST", form().action, request).catch(() => {});
    place.inert = false;
    if (typed() === saved) return;
    writer = kept.writer;
    const at = new Date(kept.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    document.getElementById("story-kept-at").textContent = ` (${at})`;
    document.getElementById("story-kept").hidden = false;
}

document.getElementById("story-discard").addEventListener("click", () => {
    forget();
    // Not a reload, which some browsers fill with what was typed.
    location.replace(location.pathname + location.search);
});

// --- Typing, and what the server answers ----------------------------------------------------------

for (const kind of ["input", "change"]) {
    place.addEventListener(kind, (event) => {
        if (!NOT_TYPED.includes(event.target.name)) keepHere();
    });
}

document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb === "post") sent = typed();
});

document.addEventListener("story-stored", () => {
    if (typed() === sent) forget();
});

// Deleted in another tab: the words belong to no story any more, so they are a new one's.
document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 404) return;
    forget();
    story = "new";
    form().elements.seen.value = "";
    keepHere();
    document.getElementById("story-gone").hidden = false;
});

window.addEventListener("beforeunload", (event) => {
    if (!canKeepHere && typed() !== saved) event.preventDefault();
});

bringBack();
