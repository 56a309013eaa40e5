/* On a draft: words that somebody marks can be commented on with one touch. Without it they are copied by hand. */

const button = document.querySelector("[data-quote]");
const passage = document.getElementById("id_quote");
const about = document.getElementById("id_exchange");
const article = document.querySelector(".article");
const LONGEST = 500;
let marked = null;

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const words = String(selection).trim();
  const within = selection.anchorNode && article.contains(selection.anchorNode);
  marked = within && words && words.length <= LONGEST ? { words, from: selection.anchorNode.parentElement } : null;
  button.hidden = !marked;
});

button.addEventListener("pointerdown", (event) => event.preventDefault()); // what is marked stays marked
button.addEventListener("click", () => {
  passage.value = marked.words.replace(/\u00ad/g, "");
  const asked = [...article.querySelectorAll(".exchange")];
  const place = asked.indexOf(marked.from.closest(".exchange"));
  if (about?.options[place + 1]) about.selectedIndex = place + 1;
  document.getSelection().removeAllRanges();
  document.getElementById("id_text").focus();
});
