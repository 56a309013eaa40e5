/* Names for fields that have none of their own: cells of tables, and select2's boxes (WCAG 4.1.2). */

const FIELDS = "#content-main :is(input:not([type=hidden]), select, textarea)";
const PARTS = ".select2-selection, .select2-search__field, [role=textbox]";
let made = 0;

function headingOf(field) {
  const cell = field.closest(".tabular td");
  if (!cell) return null;
  return cell.closest("table").querySelector("thead tr").cells[cell.cellIndex];
}

function labelOf(field) {
  return (field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`)) || headingOf(field);
}

function idOf(element) {
  element.id ||= `podium-name-${++made}`;
  return element.id;
}

function nameSelect2(select, label) {
  const box = select.nextElementSibling;
  if (!label || !box?.classList.contains("select2")) return;
  const name = idOf(label);
  const chosen = box.querySelector("[id$=-container]");
  for (const part of box.querySelectorAll(PARTS)) {
    part.setAttribute("aria-labelledby", chosen && part !== chosen ? `${name} ${chosen.id}` : name);
  }
}

function nameAll() {
  for (const field of document.querySelectorAll(FIELDS)) {
    if (field.name.includes("__prefix__")) continue;
    if (field.matches(".admin-autocomplete")) nameSelect2(field, labelOf(field));
    const heading = headingOf(field);
    if (heading && !field.hasAttribute("aria-labelledby")) field.setAttribute("aria-labelledby", idOf(heading));
  }
  for (const heading of document.querySelectorAll(".tabular th:empty")) heading.setAttribute("role", "none");
}

window.addEventListener("load", () => setTimeout(nameAll));
document.addEventListener("formset:added", () => setTimeout(nameAll, 50));
