/* Mistakes beside their fields, without loading the form anew: what is typed, folded and ordered stays. */

import { words } from "./words.js";

// What holds a field with its label, in the admin's forms and on the composition page.
const PLACE = ".form-row, td, .fieldBox, .compose-field, .exchange";

/* Show mistakes by the names of fields, and those of the whole; lead to the first. */
export function show(form, errors, general) {
  clear(form);
  const note = document.createElement("p");
  note.className = "errornote podium-mistake";
  note.textContent = words.mistakes;
  const loose = [...general];
  let first = null;
  for (const [name, found] of Object.entries(errors)) {
    const field = form.elements[name] || form.elements[`${name}_0`];
    const input = field instanceof RadioNodeList ? field[0] : field;
    const place = input?.closest(PLACE) || input?.parentElement;
    if (!place) {
      loose.push(...found);
      continue;
    }
    mark(input, place, name, found);
    first ||= input;
  }
  form.prepend(note);
  if (loose.length) note.after(listOf(loose));
  lead(first || note);
}

export function clear(form) {
  for (const old of form.querySelectorAll(".podium-mistake, .errornote, ul.errorlist")) old.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const row of form.querySelectorAll(".form-row.errors")) row.classList.remove("errors");
}

function mark(input, place, name, found) {
  const list = listOf(found);
  list.id = `id_${name}_error`;
  place.prepend(list);
  place.classList.add("errors");
  input.setAttribute("aria-invalid", "true");
  const described = (input.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== list.id);
  input.setAttribute("aria-describedby", [list.id, ...described].join(" "));
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function listOf(found) {
  const list = document.createElement("ul");
  list.className = "errorlist podium-mistake";
  for (const words of found) {
    const item = document.createElement("li");
    item.textContent = words;
    list.append(item);
  }
  return list;
}

function lead(target) {
  const place = target.closest(PLACE) || target;
  place.scrollIntoView({ block: "center" });
  const editor = place.querySelector(".ProseMirror, .select2-selection");
  (target.type === "hidden" || target.offsetParent === null ? editor || target : target).focus({ preventScroll: true });
}
