/* Copies the address of a piece, and takes the words that a reader has marked into the mail about a
   mistake; while something is enlarged, nothing behind it can be reached, and the Escape key closes it.
   Without this file the address can be marked and copied, the words typed, and what is enlarged closed
   by its own button. */

const field = document.getElementById("adresse");
const button = field?.parentElement.querySelector("button");
const said = field?.parentElement.querySelector("[role=status]");

/* Where the browser refuses, the address is marked: it is copied by the keyboard then. */
async function copy() {
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = said.dataset.copied;
  } catch {
    field.focus();
  }
}

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", copy);
  field.addEventListener("focus", () => field.select());
}

const MOST = 1000; // characters: mail programs take no address of any length
const mistake = document.querySelector("a[data-mistake][href^='mailto:']");
let marked = "";

/* A touch on the link ends the selection, so what was marked last is remembered. */
document.addEventListener("selectionchange", () => {
  const now = [...getSelection().toString().trim()].slice(0, MOST).join(""); // no emoji is cut in two
  if (now && document.activeElement !== field) marked = now;
});

mistake?.addEventListener("click", () => {
  if (!marked) return;
  const [before, ...after] = mistake.dataset.mistake.split("%0A%0A");
  mistake.href = [before, encodeURIComponent(marked), ...after].join("%0A%0A");
});

/* Whatever covers the page is all that there is, for the keyboard and for screen readers as well. */
function reachAlone(enlarged, alone) {
  for (let one = enlarged; one !== document.body; one = one.parentElement) {
    for (const beside of one.parentElement.children) if (beside !== one) beside.inert = alone;
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.matches(".zoom-in")) reachAlone(target.parentElement, target.checked);
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") document.querySelector(".zoom-in:checked")?.click();
});
