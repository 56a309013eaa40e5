/* Other words in the place of some, in every text of the piece; tags and addresses are left alone. */

import { write } from "prose/lazy";
import { interpolate, ngettext } from "prose/words";

const form = document.querySelector("form[data-composing]");
const dialog = document.getElementById("compose-replace");

const fields = () =>
  [...form.querySelectorAll(".compose-text :is(textarea, input[type=text])")].filter((one) => !one.closest(".is-gone"));

const count = (text, words) => text.split(words).length - 1;

/* Return the HTML with its words replaced, and how often they stood in it. */
function inHtml(html, words, by) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const walker = document.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  let number = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    number += count(node.data, words);
    if (by !== null) node.data = node.data.replaceAll(words, by);
  }
  return { number, text: page.body.innerHTML };
}

/* Replace words everywhere, or with `by` null only count them. Returns how often they stood there. */
export function replace(words, by = null) {
  let all = 0;
  for (const field of words ? fields() : []) {
    const found = field.dataset.prose
      ? inHtml(field.value, words, by)
      : { number: count(field.value, words), text: by === null ? "" : field.value.replaceAll(words, by) };
    all += found.number;
    if (!found.number || by === null) continue;
    if (field.dataset.prose) write(field, found.text);
    else {
      field.value = found.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  return all;
}

const [words, by] = dialog.querySelectorAll("input[type=text]");
const said = dialog.querySelector("[role=status]");

function tell(text, number) {
  said.textContent = interpolate(text, { number });
}

function tellPlaces() {
  const number = replace(words.value);
  tell(ngettext("%(number)s place", "%(number)s places", number), number);
}

words.addEventListener("input", tellPlaces);
dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  const number = replace(words.value, by.value);
  tell(ngettext("%(number)s place replaced", "%(number)s places replaced", number), number);
});

function open(other) {
  const chosen = String(document.getSelection()).trim();
  other.showModal();
  if (other !== dialog) return;
  if (chosen && chosen.length < 80) words.value = chosen;
  words.select();
  tellPlaces();
}

const keys = document.getElementById("compose-keys");
document.querySelector("[data-keys]").addEventListener("click", () => open(keys));
document.querySelector("[data-replacing]").addEventListener("click", () => open(dialog));
for (const one of [dialog, keys]) one.querySelector("[data-close]").addEventListener("click", () => one.close());

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "h" && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    open(dialog);
  } else if (event.key === "?" && !event.target.closest("input, textarea, select, [contenteditable=true]")) {
    event.preventDefault();
    open(keys);
  }
});
