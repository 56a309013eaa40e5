/* Buttons that move rows up and down, beside dragging: for the keyboard, phones and screen readers. */

const { gettext = (text) => text, interpolate } = window;
const FIRST = "textarea, select, input:not([type=hidden], [data-order])";
let said = null;

function say(text) {
  if (!said) {
    said = document.createElement("div");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    document.body.append(said);
  }
  said.textContent = text;
}

function rowsOf(group) {
  const prefix = group.id.replace(/-group$/, "");
  return [...group.querySelectorAll(`.dynamic-${CSS.escape(prefix)}`)];
}

/* Put rows where their numbers say: a form that comes back with mistakes has them in the order of before. */
function inTheirOrder(group) {
  const placeOf = (row) => Number(row.querySelector("input[data-order]")?.value) || Infinity;
  const rows = rowsOf(group);
  const sorted = rows.toSorted((one, other) => placeOf(one) - placeOf(other) || 0);
  if (sorted.every((row, index) => row === rows[index])) return;
  const end = document.createComment("");
  rows.at(-1).after(end);
  end.replaceWith(...sorted);
}

function renumber(group) {
  const rows = rowsOf(group);
  for (const [index, row] of rows.entries()) {
    const order = row.querySelector("input[data-order]");
    if (order) order.value = index + 1;
    const [up, down] = row.querySelectorAll(".podium-move button");
    if (!up) continue;
    up.disabled = index === 0;
    down.disabled = index === rows.length - 1;
  }
}

function sayPlace(place, all) {
  const words = interpolate?.(gettext("Now at place %(place)s of %(all)s."), { place, all }, true);
  say(words || `${place}/${all}`);
}

function move(group, row, step, pressed) {
  const rows = rowsOf(group);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renumber(group);
  row.classList.remove("podium-moved");
  void row.offsetWidth;
  row.classList.add("podium-moved");
  sayPlace(rowsOf(group).indexOf(row) + 1, rows.length);
  const button = pressed.disabled ? row.querySelector(".podium-move button:not(:disabled)") : pressed;
  button?.focus();
  row.scrollIntoView({ block: "nearest" });
}

function buttonOf(sign, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = sign;
  button.setAttribute("aria-label", label);
  button.title = label;
  return button;
}

function equip(group, row) {
  if (row.querySelector(".podium-move") || !row.querySelector("input[data-order]")) return;
  const buttons = document.createElement("span");
  buttons.className = "podium-move";
  for (const [sign, label, step] of [["↑", gettext("Move up"), -1], ["↓", gettext("Move down"), 1]]) {
    const button = buttonOf(sign, label);
    button.addEventListener("click", () => move(group, row, step, button));
    buttons.append(button);
  }
  const place = row.querySelector(":scope > h3") || row.querySelector(".field-ordering");
  place.append(buttons);
}

function equipAll() {
  for (const group of document.querySelectorAll(".inline-group")) {
    if (!group.querySelector("input[data-order]")) continue;
    group.classList.add("podium-ordered");
    inTheirOrder(group);
    for (const row of rowsOf(group)) equip(group, row);
    renumber(group);
  }
}

function added(event) {
  const group = event.target.closest(".inline-group");
  const first = event.target.querySelector(FIRST);
  if (first) setTimeout(() => (first.nextElementSibling?.querySelector(".select2-selection") || first).focus());
  if (!group || !event.target.querySelector("input[data-order]")) return;
  equip(group, event.target);
  // After admin_ordering, which numbers in tens and would mark every row as changed.
  setTimeout(() => renumber(group));
}

// After the admin, which makes rows of the inlines as soon as the page stands.
document.addEventListener("DOMContentLoaded", () => setTimeout(equipAll));
document.addEventListener("formset:added", added);
document.addEventListener("formset:removed", () => setTimeout(equipAll));
