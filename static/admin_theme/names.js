/* Names for fields that have none of their own: cells of tables, and select2's boxes (WCAG 4.1.2). */
"use strict";
{
  let made = 0;

  const headingOf = (field) => {
    const cell = field.closest(".tabular td");
    if (!cell) return null;
    return cell.closest("table").querySelector("thead tr").cells[cell.cellIndex];
  };

  const labelOf = (field) =>
    (field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`)) || headingOf(field);

  const idOf = (element) => {
    element.id = element.id || `podium-name-${(made += 1)}`;
    return element.id;
  };

  const nameSelect2 = (select, label) => {
    const box = select.nextElementSibling;
    if (!label || !box || !box.classList.contains("select2")) return;
    const name = idOf(label);
    const chosen = box.querySelector("[id$=-container]");
    for (const part of box.querySelectorAll(".select2-selection, .select2-search__field, [role=textbox]"))
      part.setAttribute("aria-labelledby", chosen && part !== chosen ? `${name} ${chosen.id}` : name);
  };

  const nameAll = () => {
    for (const field of document.querySelectorAll("#content-main :is(input:not([type=hidden]), select, textarea)")) {
      if (field.name.includes("__prefix__")) continue;
      if (field.matches(".admin-autocomplete")) nameSelect2(field, labelOf(field));
      const heading = headingOf(field);
      if (heading && !field.hasAttribute("aria-labelledby")) field.setAttribute("aria-labelledby", idOf(heading));
    }
    for (const heading of document.querySelectorAll(".tabular th:empty")) heading.setAttribute("role", "none");
  };

  window.addEventListener("load", () => setTimeout(nameAll));
  document.addEventListener("formset:added", () => setTimeout(nameAll, 50));
}
