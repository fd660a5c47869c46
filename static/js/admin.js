"use strict";

// Set before htmx starts, which it does once the page has been read: the CSP allows neither.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;

function sayThatItFailed(event) {
  event.detail.target.textContent =
    "No preview could be made. You may be logged out: copy what you wrote before you save.";
}

document.addEventListener("htmx:responseError", sayThatItFailed);
document.addEventListener("htmx:sendError", sayThatItFailed);

// Django's autocomplete draws a search field of its own and leaves it without a name.
function nameSearchFields() {
  for (const search of document.querySelectorAll(".select2-search__field")) {
    const field = search.closest(".form-row, .fieldBox")?.querySelector("label");
    search.setAttribute("aria-label", `Search ${field?.textContent.trim() ?? ""}`);
  }
}

// jQuery keeps the order of what waits for the page, so this comes after the fields are drawn.
window.addEventListener("load", () => django.jQuery(nameSearchFields));
