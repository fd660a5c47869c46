"use strict";

// Signing in or out in another tab gives the browser a new CSRF token: send the one it has now.
document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && event.detail.parameters.csrfmiddlewaretoken) {
        event.detail.parameters.csrfmiddlewaretoken = token[1];
    }
});

// The server writes times in its own zone; the reader lives in theirs.
function showLocalTimes() {
    // A day without a clock ("2026-11-26") is the same day everywhere.
    for (const time of document.querySelectorAll("time[datetime*=T]")) {
        const moment = new Date(time.dateTime);
        if (Number.isNaN(moment.getTime())) continue;
        time.textContent =
            "clock" in time.dataset
                ? moment.toLocaleTimeString(document.documentElement.lang)
                : moment.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    }
}
showLocalTimes();
document.addEventListener("htmx:afterSettle", showLocalTimes);

// A page that could not reach the server says so. The workspace's editor has words of its own.
const unreached = document.createElement("p");
unreached.className = "notice notice--error notice--floating";

function sayUnreached(event, why) {
    if (event.detail.elt.closest("#editor, [form=editor]")) return;
    unreached.textContent = `That did not reach the server: ${why}. Nothing was changed there; try again.`;
    document.getElementById("messages").append(unreached);
    event.detail.target.closest("[data-outcome]")?.replaceChildren("Not kept");
}
document.addEventListener("htmx:sendError", (event) => sayUnreached(event, "no connection"));
document.addEventListener("htmx:timeout", (event) => sayUnreached(event, "it took too long"));
document.addEventListener("htmx:responseError", (event) => {
    sayUnreached(event, `it answered ${event.detail.xhr.status}`);
});
document.addEventListener("htmx:beforeSwap", () => unreached.remove());

// A rung's button goes away when the rung opens: take the keyboard to what it opened.
document.addEventListener("htmx:afterSettle", (event) => {
    const button = event.detail.requestConfig?.elt;
    if (button?.name === "rung" && document.activeElement === document.body) {
        document.getElementById(`rung-${button.value}`)?.focus();
    }
});

// What takes a while says so once its form is sent, and is not sent twice.
document.addEventListener("submit", (event) => {
    const { working } = event.target.dataset;
    if (!working || event.defaultPrevented) return;
    const words = document.createElement("p");
    words.className = "notice notice--info";
    words.textContent = working;
    document.getElementById("messages").replaceChildren(words);
    if (event.submitter) setTimeout(() => (event.submitter.disabled = true));
});
window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const button of document.querySelectorAll("[data-working] button")) button.disabled = false;
});
