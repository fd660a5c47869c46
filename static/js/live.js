/* Coverage while typing, for those who switch it on.

It follows the saves: a moment after the server holds a text, the same text is compared. So it never
runs beside a save that it could hold up; htmx drops it when another begins (hx-sync), and an answer
to a text that has been typed on since is not shown. */

const REST_OF_PAUSE_MS = 700; // after the 800 that a save waits (see the Save button's hx-trigger)

const editor = document.getElementById("editor");
const live = document.getElementById("live");
const coverage = document.getElementById("live-coverage");
const points = document.getElementById("live-points");
const text = () => document.getElementById("answer").value;
const place = `prepbank:${editor.dataset.owner}:live`;
let askedText;
let timer;

// On this device alone, like the switch of a lamp. Where nothing can be kept, it begins as off.
function recall() {
    try {
        return localStorage.getItem(place) !== null;
    } catch {
        return false;
    }
}

function remember(isOn) {
    try {
        if (isOn) localStorage.setItem(place, "on");
        else localStorage.removeItem(place);
    } catch {
        return;
    }
}

function follow(control) {
    const show = (words) => {
        coverage.textContent = words;
        points.replaceChildren();
    };

    function askIn(milliseconds) {
        clearTimeout(timer);
        timer = setTimeout(() => control.checked && htmx.trigger(coverage, "coverage-asked"), milliseconds);
    }

    control.checked = recall();
    control.addEventListener("change", () => {
        remember(control.checked);
        if (control.checked) askIn(0);
        else show("");
    });
    editor.addEventListener("input", () => clearTimeout(timer));
    document.addEventListener("draft-stored", () => askIn(REST_OF_PAUSE_MS));

    coverage.addEventListener("htmx:beforeRequest", () => {
        askedText = text();
    });
    coverage.addEventListener("htmx:beforeSwap", (event) => {
        if (!control.checked || text() !== askedText) event.preventDefault();
    });
    for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
        coverage.addEventListener(failure, (event) => {
            // The page's own word on failures is for what was to be kept.
            event.stopPropagation();
            show("No coverage just now: the server did not answer. It is asked again after the next save.");
        });
    }
    live.hidden = false;
    if (text().trim()) askIn(REST_OF_PAUSE_MS);
}

if (live) follow(document.getElementById("live-switch"));
