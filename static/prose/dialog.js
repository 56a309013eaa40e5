/* A dialog that asks for something about the text. */

import { crel } from "django-prose-editor/editor";
import { gettext } from "prose/words";

let lastId = 0;

/* Open a dialog of fields with two buttons. Resolves to what `read` returns or resolves to, or to null. */
export function ask(editor, { title, submit, fields, read, wide = false, ready = () => {} }) {
  return new Promise((resolve) => {
    const heading = `prose-dialog-${++lastId}`;
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") });
    const go = crel("button", { type: "submit", className: "prose-dialog-submit", textContent: submit });
    const form = crel("form", { method: "dialog", noValidate: false }, [
      crel("h2", { className: "prose-editor-dialog-title", id: heading, textContent: title }),
      ...fields,
      crel("div", { className: "prose-editor-dialog-buttons" }, [
        go,
        cancel,
      ]),
    ]);
    const dialog = crel(
      "dialog",
      {
        className: `prose-editor-dialog prose-dialog${wide ? " prose-dialog-wide" : ""}`,
        "aria-labelledby": heading,
      },
      [form],
    );
    let answer = null;
    cancel.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      go.disabled = true;
      answer = await read(form);
      go.disabled = false;
      if (answer !== null) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      editor.commands.focus();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    ready(dialog);
  });
}

export function field(label, input, help = "") {
  input.id = `prose-field-${++lastId}`;
  const parts = [crel("label", { htmlFor: input.id, textContent: label }), input];
  if (help) {
    const text = crel("p", { className: "help", id: `${input.id}-help`, textContent: help });
    input.setAttribute("aria-describedby", text.id);
    parts.push(text);
  }
  return crel("div", { className: "prose-editor-dialog-field" }, parts);
}
