/* Ask before leaving a form in which something was typed but not saved. */
"use strict";
{
  const start = () => {
    const form = document.querySelector("#content-main form");
    if (!form) return;
    // A form that came back with mistakes holds what was typed, too.
    let typed = Boolean(document.querySelector(".errornote"));
    form.addEventListener("input", () => (typed = true));
    form.addEventListener("submit", () => (typed = false));
    window.addEventListener("beforeunload", (event) => {
      if (typed) event.preventDefault();
    });
  };
  document.addEventListener("DOMContentLoaded", start);
}
