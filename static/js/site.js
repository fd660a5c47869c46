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
    for (const time of document.querySelectorAll("time[datetime]")) {
        const moment = new Date(time.dateTime);
        if (Number.isNaN(moment.getTime())) continue;
        time.textContent =
            "clock" in time.dataset
                ? moment.toLocaleTimeString()
                : moment.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    }
}
showLocalTimes();
document.addEventListener("htmx:afterSettle", showLocalTimes);

// A rung's button goes away when the rung opens: take the keyboard to what it opened.
document.addEventListener("htmx:afterSettle", (event) => {
    const button = event.detail.requestConfig?.elt;
    if (button?.name === "rung" && document.activeElement === document.body) {
        document.getElementById(`rung-${button.value}`)?.focus();
    }
});
