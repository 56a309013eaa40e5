/* A toolbar that says what its buttons do. */

import { Extension } from "django-prose-editor/editor";
import { gettext } from "prose/words";

/* Tiptap puts its rules into a <style>, which our content security policy refuses with a complaint
   for every editor. They stand in editor.css; an element of that name keeps Tiptap from trying. */
const styled = document.createElementNS("https://podium.invalid/ns", "style");
styled.setAttribute("data-tiptap-style", "");
document.head.append(styled);

const LABELS = {
  heading2: gettext("Heading"),
  heading3: gettext("Smaller heading"),
  bold: gettext("Bold"),
  italic: gettext("Italic"),
  strike: gettext("Struck out"),
  superscript: gettext("Raised, as in 10⁶"),
  subscript: gettext("Lowered, as in CO₂"),
  bulletList: gettext("List"),
  orderedList: gettext("Numbered list"),
  blockquote: gettext("Quotation"),
  link: gettext("Link"),
  unlink: gettext("Remove the link"),
  undo: gettext("Undo"),
  redo: gettext("Redo"),
  table: gettext("Table"),
  fullscreen: gettext("Full screen"),
  "history:undo": gettext("Undo"),
  "history:redo": gettext("Redo"),
  "table:addColumnAfter": gettext("Add a column"),
  "table:deleteColumn": gettext("Delete the column"),
  "table:addRowAfter": gettext("Add a row"),
  "table:deleteRow": gettext("Delete the row"),
  "table:mergeCells": gettext("Merge cells"),
  "table:splitCell": gettext("Split the cell"),
  "table:toggleHeaderCell": gettext("Header cell on or off"),
  "table:deleteTable": gettext("Delete the table"),
};

export const ProseToolbar = Extension.create({
  name: "proseToolbar",
  priority: 1, // after the menu itself
  onCreate({ editor }) {
    const toolbar = editor.storage.menu.dom;
    const textarea = editor.view.dom.parentElement.querySelector(":scope > textarea");
    const label = textarea?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim();
    toolbar.setAttribute("role", "toolbar");
    toolbar.setAttribute("aria-label", gettext("Formatting"));
    editor.view.dom.setAttribute("role", "textbox");
    editor.view.dom.setAttribute("aria-multiline", "true");
    if (label) editor.view.dom.setAttribute("aria-label", label);
    if (textarea?.hasAttribute("aria-describedby")) {
      editor.view.dom.setAttribute("aria-describedby", textarea.getAttribute("aria-describedby"));
    }
    const buttons = [...toolbar.querySelectorAll("button[data-name]")];
    for (const button of buttons) {
      const text = LABELS[button.dataset.name];
      if (!text) continue;
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    const tell = () => {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.classList.contains("active")));
        button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
      }
    };
    editor.on("transaction", tell);
    tell();
  },
});
