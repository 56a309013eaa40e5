/* The outline: what the piece consists of, how long it is, what is unanswered; to jump and to reorder. */

import { answer, fold, move, question, renumber, rows } from "desk/composing/exchanges";
import { mount } from "prose/lazy";
import { gettext, interpolate, ngettext } from "prose/words";

const form = document.querySelector("form[data-composing]");
const list = form.querySelector(".compose-outline ol");
const lengthSaid = document.querySelector("[data-length]");
const WORDS_A_MINUTE = 220;
const TK = /(?:^|[^\p{L}])TK(?![\p{L}])/u;
const reader = document.createElement("div");
let dragged = null;

function plain(html) {
  reader.innerHTML = html.replaceAll(/<\/(?:p|h\d|li|td|th)>|<br\s*\/?>/g, " $&");
  return reader.textContent.trim();
}

const wordsIn = (text) => text.match(/[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu)?.length || 0;

/* Lead to a place: a text becomes an editor, anything else gets the cursor. */
function jump(field) {
  const row = field.closest(".exchange");
  if (row) fold(row, false);
  (row || field.closest(".compose-field")).scrollIntoView({ block: "center" });
  if (field.dataset.prose) mount(field);
  else field.focus({ preventScroll: true });
}

function entry(words, count, field, doubt = "") {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  const text = Object.assign(document.createElement("span"), { className: "outline-words", textContent: words });
  const number = Object.assign(document.createElement("span"), {
    className: "outline-count",
    textContent: count || "",
  });
  button.append(text, number);
  if (doubt) {
    const dot = Object.assign(document.createElement("span"), { className: "outline-dot", title: doubt });
    dot.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: doubt }));
    button.prepend(dot);
  }
  button.addEventListener("click", () => jump(field));
  item.append(button);
  return item;
}

function movable(item, row) {
  item.draggable = true;
  item.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
  });
  item.addEventListener("dragover", (event) => dragged && event.preventDefault());
  item.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!dragged || dragged === row) return;
    const all = rows();
    if (all.indexOf(dragged) < all.indexOf(row)) row.after(dragged);
    else row.before(dragged);
    dragged = null;
    renumber();
  });
  item.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    move(row, step);
    draw();
    list.children[[...list.children].findIndex((one) => one.dataset.row === row.id)]?.firstElementChild.focus();
  });
}

function ofRow(row, index) {
  const asked = question(row).value.trim();
  const said = plain(answer(row).value);
  const doubt = !said ? gettext("not answered") : TK.test(asked + said) ? gettext("to come (TK)") : "";
  const words = `${index + 1}. ${asked || gettext("further answer")}`;
  const item = entry(words, wordsIn(said), question(row), doubt);
  item.dataset.row = row.id;
  movable(item, row);
  return item;
}

function ofText(name, words) {
  const field = form.querySelector(`.compose-text [name=${name}]`);
  if (!field) return [];
  const said = plain(field.value);
  const entries = [entry(words, wordsIn(said), field, TK.test(said) ? gettext("to come (TK)") : "")];
  if (field.dataset.prose !== "article") return entries;
  reader.innerHTML = field.value;
  for (const heading of reader.querySelectorAll("h2, h3")) {
    const item = entry(heading.textContent, "", field);
    item.className = `outline-${heading.localName}`;
    entries.push(item);
  }
  return entries;
}

function draw() {
  const texts = [["title", gettext("Title")], ["standfirst", gettext("Standfirst")], ["body", gettext("Text")]];
  const first = texts.flatMap(([name, words]) =>
    ofText(name, rows().length && name === "body" ? gettext("Introduction") : words)
  );
  const middle = rows().map(ofRow);
  list.replaceChildren(...first, ...middle, ...ofText("closing", gettext("Ending")));
  const all = [...form.querySelectorAll(".compose-text textarea")].filter((one) => !one.closest("template, .is-gone"));
  const count = all.reduce((sum, one) => sum + wordsIn(plain(one.value)), 0);
  const minutes = Math.max(1, Math.round(count / WORDS_A_MINUTE));
  const said = interpolate(ngettext("%(count)s word", "%(count)s words", count), { count });
  lengthSaid.textContent = count ? `${said} · ${interpolate(gettext("%(minutes)s min"), { minutes })}` : "";
}

let waiting = 0;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300);
}

form.addEventListener("input", soon);
form.addEventListener("change", soon);
draw();
