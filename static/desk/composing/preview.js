/* The reader's page beside the text, of what is typed, without saving it. It follows the cursor. */

import { answer, rows } from "desk/composing/exchanges";

const form = document.querySelector("form[data-composing]");
const pane = document.querySelector(".compose-preview");
const button = document.querySelector("[data-preview]");
const PAUSE = 900;
const DESK = 1100;
let [shown, coming] = pane.querySelectorAll("iframe");
let place = null;
let waiting = 0;

/* Send the form into the hidden frame; it changes places with the shown one once it has loaded. */
function look() {
  const copy = document.createElement("form");
  Object.assign(copy, { method: "post", action: form.dataset.look, target: coming.name, hidden: true });
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    copy.append(field);
  }
  document.body.append(copy);
  copy.submit();
  copy.remove();
}

function arrived() {
  const page = coming.contentDocument;
  if (!page || page.URL === "about:blank") return;
  const incomplete = page.body.hasAttribute("data-incomplete");
  pane.querySelector("[role=status]").textContent = incomplete ? page.body.textContent : "";
  if (incomplete) return;
  const top = shown.contentWindow?.scrollY || 0;
  coming.contentWindow.scrollTo(0, top);
  for (const link of page.querySelectorAll("a[href]")) link.target = "_blank";
  [shown, coming] = [coming, shown];
  coming.hidden = true;
  shown.hidden = false;
  follow();
}

function follow() {
  const page = shown.contentDocument;
  const target = place?.(page);
  if (!target) return;
  const { top, bottom } = target.getBoundingClientRect();
  if (top < 0 || bottom > shown.contentWindow.innerHeight) {
    target.scrollIntoView({ block: top < 0 ? "start" : "center" });
  }
}

const PLACES = {
  title: "h1",
  standfirst: ".standfirst",
  image: "figure",
  body: ".prose",
  closing: ".closing",
  discuss: ".discuss",
};

function placeOf(element) {
  const row = element.closest(".exchange");
  if (row) {
    const number = rows().filter((one) => one === row || answer(one)).indexOf(row);
    return (page) => page.querySelectorAll(".exchange")[number];
  }
  const name = element.closest("[data-field]")?.dataset.field;
  return name in PLACES ? (page) => page.querySelector(PLACES[name]) : null;
}

/* The page is light or dark as is chosen here, whatever the machine prefers. */
function colour() {
  const { value } = pane.querySelector("[name=preview-scheme]:checked");
  for (const frame of pane.querySelectorAll("iframe")) frame.style.colorScheme = value;
}

function fit() {
  const phone = pane.dataset.width === "phone";
  const room = pane.querySelector(".preview-frames");
  const scale = phone ? 1 : Math.min(1, room.clientWidth / DESK);
  for (const frame of pane.querySelectorAll("iframe")) {
    frame.style.width = phone ? "390px" : `${DESK}px`;
    frame.style.height = `${room.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
  }
}

function open(wanted) {
  pane.hidden = !wanted;
  form.classList.toggle("previews", wanted);
  button.setAttribute("aria-pressed", String(wanted));
  if (!wanted) return;
  fit();
  colour();
  look();
}

function soon() {
  if (pane.hidden) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

button.addEventListener("click", (event) => {
  event.preventDefault();
  open(pane.hidden);
});
pane.addEventListener("change", ({ target }) => {
  if (target.name === "preview-width") pane.dataset.width = target.value;
  fit();
  colour();
});
pane.querySelector("[data-close]").addEventListener("click", () => {
  open(false);
  button.focus();
});
pane.addEventListener("load", ({ target }) => target === coming && arrived(), true);
form.addEventListener("focusin", ({ target }) => {
  place = placeOf(target) || place;
  if (!pane.hidden) follow();
});
for (const kind of ["input", "change"]) form.addEventListener(kind, soon);
addEventListener("resize", () => pane.hidden || fit());
