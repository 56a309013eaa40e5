/* Buttons that move rows up and down, beside dragging: for the keyboard, phones and screen readers. */
"use strict";
{
  const gettext = window.gettext || ((text) => text);
  let said;

  const say = (text) => {
    if (!said) {
      said = document.createElement("div");
      said.className = "visually-hidden";
      said.setAttribute("role", "status");
      document.body.append(said);
    }
    said.textContent = text;
  };

  const prefixOf = (group) => group.id.replace(/-group$/, "");

  const rowsOf = (group) => [
    ...group.querySelectorAll(`.dynamic-${CSS.escape(prefixOf(group))}`),
  ];

  const renumber = (group) => {
    const rows = rowsOf(group);
    rows.forEach((row, index) => {
      const order = row.querySelector("input[data-order]");
      if (order) order.value = index + 1;
      const [up, down] = row.querySelectorAll(".podium-move button");
      if (!up) return;
      up.disabled = index === 0;
      down.disabled = index === rows.length - 1;
    });
  };

  const move = (group, row, step, pressed) => {
    const rows = rowsOf(group);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    renumber(group);
    row.classList.remove("podium-moved");
    void row.offsetWidth;
    row.classList.add("podium-moved");
    const place = rowsOf(group).indexOf(row) + 1;
    say(window.interpolate
      ? window.interpolate(gettext("Now at place %(place)s of %(all)s."), { place, all: rows.length }, true)
      : `${place}/${rows.length}`);
    const button = pressed.disabled ? row.querySelector(".podium-move button:not(:disabled)") : pressed;
    if (button) button.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const button = (sign, label, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", action);
    return made;
  };

  const equip = (group, row) => {
    if (row.querySelector(".podium-move") || !row.querySelector("input[data-order]")) return;
    const buttons = document.createElement("span");
    buttons.className = "podium-move";
    for (const [sign, label, step] of [["↑", gettext("Move up"), -1], ["↓", gettext("Move down"), 1]]) {
      const made = button(sign, label, () => move(group, row, step, made));
      buttons.append(made);
    }
    const place = row.querySelector(":scope > h3") || row.querySelector(".field-ordering");
    place.append(buttons);
  };

  const start = () => {
    for (const group of document.querySelectorAll(".inline-group")) {
      if (!group.querySelector("input[data-order]")) continue;
      group.classList.add("podium-ordered");
      rowsOf(group).forEach((row) => equip(group, row));
      renumber(group);
    }
  };

  document.addEventListener("DOMContentLoaded", () => setTimeout(start));
  document.addEventListener("formset:added", (event) => {
    const group = event.target.closest(".inline-group");
    const first = event.target.querySelector("textarea, select, input:not([type=hidden], [data-order])");
    if (first) setTimeout(() => (first.nextElementSibling?.querySelector(".select2-selection") || first).focus());
    if (!group || !event.target.querySelector("input[data-order]")) return;
    equip(group, event.target);
    // After admin_ordering, which numbers in tens and would mark every row as changed.
    setTimeout(() => renumber(group));
  });
  document.addEventListener("formset:removed", () => setTimeout(start));
}
