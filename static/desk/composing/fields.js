/* Plain fields of the text: as high as their words, with a counter, and with keys that lead on. */

import { mount, mounted, unmount } from "prose/lazy";
import { interpolate, ngettext } from "prose/words";

const form = document.querySelector("form[data-composing]");

function counter(field) {
  const most = Number(field.dataset.count);
  if (!most) return () => {};
  const said = document.createElement("output");
  said.className = "compose-counter";
  field.after(said);
  return () => {
    const left = most - field.value.length;
    said.hidden = left > most * 0.4;
    said.classList.toggle("is-over", left < 0);
    said.textContent = interpolate(ngettext("%(left)s character left", "%(left)s characters left", left), { left });
  };
}

for (const field of form.querySelectorAll("textarea[data-count]")) {
  const count = counter(field);
  field.addEventListener("input", count);
  count();
}

/* Where Enter leads from a field of one line: the next field of the text. */
function next(field) {
  const all = [...form.querySelectorAll(".compose-text :is(textarea, input:not([type=hidden], [type=checkbox]))")];
  const following = all.slice(all.indexOf(field) + 1).find((one) => one.offsetParent || one.dataset.prose);
  if (following?.dataset.prose) mount(following);
  else following?.focus();
}

form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!field.matches?.("textarea[data-one-line], .exchange-question")) return;
  event.preventDefault();
  next(field);
});

form.addEventListener("focusin", ({ target }) => {
  // Another field has the cursor: the editor becomes text again.
  const open = mounted();
  if (open && target.matches("textarea, input") && !target.closest(".prose-editor, dialog")) unmount();
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s" || event.altKey) return;
  event.preventDefault();
  document.querySelector("[name=_continue][form]")?.click();
});
