/* Questions and answers: added, moved, split at the cursor, joined, folded – where they stand, and by keyboard. */

import { equip, mounted, render, takeRest, unmount, write } from "prose/lazy";
import { gettext, interpolate } from "prose/words";
import { say } from "desk/composing/said";

const group = document.querySelector("[data-exchanges]");

export const rows = () => (group ? [...group.querySelectorAll(":scope > .exchange")].filter(stays) : []);
export const question = (row) => row.querySelector(".exchange-question");
export const answer = (row) => row.querySelector("textarea[data-prose]");
const stays = (row) => !row.querySelector("[name$='-DELETE']").checked;

export function renumber() {
  for (const [index, row] of rows().entries()) row.querySelector("[data-place]").value = index + 1;
  group.dispatchEvent(new Event("change", { bubbles: true }));
}

/* Add a row after another one (or as the first, or at the end), and return it. */
export function add(after = rows().at(-1), words = {}) {
  const total = group.querySelector("[name$='-TOTAL_FORMS']");
  const number = Number(total.value);
  const made = document.createElement("div");
  made.innerHTML = group.querySelector("template").innerHTML.replaceAll("__prefix__", number);
  const row = made.firstElementChild;
  total.value = number + 1;
  if (after) after.after(row);
  else group.querySelector("template").parentElement.querySelector(".exchange-add").before(row);
  question(row).value = words.question || "";
  answer(row).value = words.answer || "";
  equip(row);
  renumber();
  return row;
}

export function move(row, step) {
  const all = rows();
  const other = all[all.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber();
  row.scrollIntoView({ block: "nearest" });
  const place = { place: rows().indexOf(row) + 1, all: all.length };
  say(interpolate(gettext("Now at place %(place)s of %(all)s."), place));
}

function after(row) {
  question(add(row)).focus();
}

/* What stands behind the cursor becomes the answer to a new question. */
function split(row) {
  if (mounted()?.textarea !== answer(row)) return;
  const rest = takeRest();
  const made = add(row);
  write(answer(made), rest);
  question(made).focus();
}

function merge(row) {
  const all = rows();
  const before = all[all.indexOf(row) - 1];
  if (!before) return;
  unmount();
  const asked = question(row).value.trim();
  const line = document.createElement("p");
  line.append(Object.assign(document.createElement("strong"), { textContent: asked }));
  write(answer(before), answer(before).value + (asked ? line.outerHTML : "") + answer(row).value);
  remove(row);
  question(before).focus();
}

function remove(row) {
  const box = row.querySelector("[name$='-DELETE']");
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

export function fold(row, folded = !row.classList.contains("is-folded")) {
  if (folded && mounted()?.textarea === answer(row)) unmount();
  row.classList.toggle("is-folded", folded);
}

const DEEDS = { up: (row) => move(row, -1), down: (row) => move(row, 1), after, split, merge, fold };

function pressed(event) {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const row = button.closest(".exchange");
  if (button.dataset.do === "add") after();
  else if (row) {
    row.querySelector("details").open = false;
    DEEDS[button.dataset.do]?.(row);
  }
}

function key(event) {
  const row = event.target.closest(".exchange");
  if (!row) return;
  const strong = event.ctrlKey || event.metaKey;
  let deed = null;
  if (strong && event.key === "Enter") deed = event.shiftKey ? split : after;
  else if (event.altKey && event.key === "ArrowUp") deed = DEEDS.up;
  else if (event.altKey && event.key === "ArrowDown") deed = DEEDS.down;
  if (!deed) return;
  event.preventDefault();
  event.stopPropagation();
  const { target } = event;
  deed(row);
  if (event.altKey) target.focus();
}

/* A row that goes leaves a line behind that brings it back. */
function goes({ target }) {
  if (!target.matches("[name$='-DELETE']")) return;
  const row = target.closest(".exchange");
  if (mounted()?.textarea === answer(row)) unmount();
  row.classList.toggle("is-gone", target.checked);
  row.querySelector(".exchange-gone")?.remove();
  if (target.checked) {
    const words = { question: question(row).value.slice(0, 60) || gettext("Question") };
    const line = Object.assign(document.createElement("p"), { className: "exchange-gone" });
    const back = Object.assign(document.createElement("button"), { type: "button", textContent: gettext("Undo") });
    back.addEventListener("click", () => target.click());
    line.append(interpolate(gettext("“%(question)s” goes when you save."), words), " ", back);
    row.prepend(line);
  } else render(answer(row));
  renumber();
}

if (group) {
  group.addEventListener("click", pressed);
  group.addEventListener("keydown", key, true);
  group.addEventListener("change", goes);
}
