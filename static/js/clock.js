/* The clock beside the editor. The server keeps the time (see practice/timing.py); this page counts on
from what it was told, says when a zone changes, and stops the clock when it is left. */

const form = document.getElementById("editor");
const state = document.getElementById("clock-state");
const spoken = document.getElementById("clock-zone");
const itself = document.getElementById("clock-itself");
const button = document.getElementById("clock-button");
const place = `prepbank:${form.dataset.owner}:${form.dataset.question}:clock`;
const face = () => state.querySelector(".clock__time");
let toldSeconds = Number(face().dataset.seconds);
let toldAt = Date.now();
let lastZone;

const isRunning = () => "running" in face().dataset;
const seconds = () => toldSeconds + (isRunning() ? Math.floor((Date.now() - toldAt) / 1000) : 0);

function zone() {
    const { targetMin, targetMax } = face().dataset;
    if (seconds() < Number(targetMin)) return "under";
    return seconds() <= Number(targetMax) ? "in" : "over";
}

const words = () => `${zone()} ${face().dataset.measure}`;

function show() {
    const shown = seconds();
    button.value = isRunning() ? "stop" : "start";
    button.textContent = isRunning() ? "Pause the clock" : "Start the clock";
    face().textContent = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    if (!shown && !isRunning()) return;
    state.querySelector(".clock__zone").textContent = isRunning() ? words() : `${words()}, paused`;
    state.dataset.zone = zone();
    if (isRunning() && lastZone && lastZone !== zone()) spoken.textContent = `Now ${words()}`;
    lastZone = zone();
    const interruptsAfter = Number(form.dataset.interruptsAfter);
    if (interruptsAfter && shown >= interruptsAfter) {
        // The save's answer brings the interruption.
        delete form.dataset.interruptsAfter;
        document.getElementById("save").click();
    }
}

document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "clock-state") return;
    toldSeconds = Number(face().dataset.seconds);
    toldAt = Date.now();
    show();
});

function recall() {
    try {
        return sessionStorage.getItem(place) !== null;
    } catch {
        return false;
    }
}

function remember(wasRunning) {
    try {
        if (wasRunning) sessionStorage.setItem(place, "running");
        else sessionStorage.removeItem(place);
    } catch {
        return;
    }
}

window.addEventListener("pagehide", () => {
    remember(isRunning());
    if (!isRunning()) return;
    const body = new FormData();
    body.set("clock", "leave");
    for (const name of ["csrfmiddlewaretoken", "writer"]) body.set(name, form.elements[name].value);
    fetch(itself.dataset.url, {
        method: "POST",
        body,
        keepalive: true,
        headers: { "HX-Request": "true" },
    });
});

// Where a person left on purpose, such as to compare, the clock waits for them. A clock that runs is told
// as well whose it is now: the page before may still be about to stop it.
function goOn(isReturn) {
    if (isRunning() || (isReturn && recall()) || "starts" in form.dataset) {
        htmx.trigger(itself, "clock-start");
    }
    remember(false);
}
window.addEventListener("pageshow", (event) => event.persisted && goOn(true));
// Not before htmx knows the page.
document.addEventListener("DOMContentLoaded", () => {
    goOn(["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type));
});
setInterval(show, 1000);
