"use strict";

// Set before htmx starts, which it does once the page has been read: the CSP allows neither.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
// A form that is refused comes back with what is wrong with it.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];
// Decisions are kept as they are made, so the buttons for browsers without scripts go.
document.documentElement.classList.add("keeps-decisions");

// --- Uploading: say at once what the server would refuse, and how far it is -----------------------

function checkFiles(field) {
  const files = [...field.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const mebibytes = (size) => `${Math.ceil(size / 1048576)} MiB`;
  let trouble = "";
  if (files.length > Number(field.dataset.mostFiles)) {
    trouble = `These are ${files.length} files, and ${field.dataset.mostFiles} can be sent at a time. Put them into one .zip file.`;
  } else if (bytes > Number(field.dataset.mostBytes)) {
    trouble = `These files have ${mebibytes(bytes)} together, and ${mebibytes(Number(field.dataset.mostBytes))} can be sent at a time.`;
  }
  field.setCustomValidity(trouble);
  if (trouble) field.reportValidity();
}
document.addEventListener("change", (event) => {
  if (event.target.matches(".import-files")) checkFiles(event.target);
});

function say(form, words) {
  form.querySelector(".import-working").textContent = words;
}

function showProgress(event, isShown) {
  if (event.target.id !== "upload") return;
  const bar = event.target.querySelector("progress");
  bar.hidden = !isShown;
  bar.removeAttribute("value");
  say(event.target, isShown ? "Sending the documents …" : "");
}
document.addEventListener("htmx:beforeRequest", (event) => showProgress(event, true));
document.addEventListener("htmx:afterRequest", (event) => {
  // A page that comes next keeps the bar until it is there.
  if (!event.detail.xhr?.getResponseHeader("HX-Redirect")) showProgress(event, false);
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const { loaded, total, lengthComputable } = event.detail;
  const bar = event.target.querySelector?.("#upload progress, progress");
  if (!bar || event.target.id !== "upload" || !lengthComputable) return;
  if (loaded < total) {
    bar.max = total;
    bar.value = loaded;
  } else if (bar.hasAttribute("value")) {
    bar.removeAttribute("value");
    say(event.target, "Reading the documents …");
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "upload") event.target.querySelector(".errornote")?.focus();
});

// --- What did not reach the server ----------------------------------------------------------------

function sayThatItFailed(event) {
  const failed = event.detail.elt;
  const words = "That did not reach the server, and nothing was changed there. Try again.";
  const status = failed.querySelector?.(".import-decided, .import-working");
  if (status) status.textContent = words;
}
document.addEventListener("htmx:responseError", sayThatItFailed);
document.addEventListener("htmx:sendError", sayThatItFailed);

// --- What takes a while says so, and is not sent twice -------------------------------------------------

document.addEventListener("submit", (event) => {
  const { working } = event.target.dataset;
  if (!working || event.defaultPrevented) return;
  say(event.target, working);
  if (event.submitter) setTimeout(() => (event.submitter.disabled = true));
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-working]")) {
    say(form, "");
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
});
