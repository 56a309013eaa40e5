/* Ask before leaving a form in which something was typed but not saved. */

const form = document.querySelector("#content-main form");

function start() {
  // A form that came back with mistakes holds what was typed, too.
  let typed = Boolean(document.querySelector(".errornote"));
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", () => (typed = false));
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

// What other scripts set in the form as the page loads is nobody's typing.
if (form) document.addEventListener("DOMContentLoaded", start);
