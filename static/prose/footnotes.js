/* Footnotes, written where they belong. */

import { crel, Node } from "django-prose-editor/editor";
import { ask, field } from "prose/dialog";
import { gettext } from "prose/words";

function writeFootnote(editor, text = "") {
  const input = crel("textarea", { rows: 4, value: text, required: true, maxLength: 1000 });
  return ask(editor, {
    title: gettext("Footnote"),
    submit: gettext("Apply"),
    fields: [
      field(
        gettext("Text of the note"),
        input,
        gettext("Readers find it numbered at the end; web addresses become links."),
      ),
    ],
    read: () => input.value.replace(/\s+/g, " ").trim() || null,
  });
}

export const ProseFootnote = Node.create({
  name: "proseFootnote",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    text: {
      default: "",
      parseHTML: (element) => element.dataset.footnote,
      renderHTML: ({ text }) => ({ "data-footnote": text }),
    },
  }),
  parseHTML: () => [{ tag: "span[data-footnote]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes],
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = crel("span", { className: "prose-footnote", title: node.attrs.text });
      dom.addEventListener("click", async () => {
        const position = getPos();
        const text = await writeFootnote(editor, node.attrs.text);
        if (text) editor.chain().setNodeSelection(position).updateAttributes("proseFootnote", { text }).run();
      });
      return { dom };
    };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "proseFootnote",
      groups: "prose",
      button: buttons.text("[1]", gettext("Footnote")),
      active: (editor) => editor.isActive("proseFootnote"),
      command: async (editor) => {
        const current = editor.isActive("proseFootnote") ? editor.getAttributes("proseFootnote").text : "";
        const text = await writeFootnote(editor, current);
        if (!text) return;
        if (current) editor.chain().focus().updateAttributes("proseFootnote", { text }).run();
        else {
          const { to } = editor.state.selection;
          editor.chain().focus().insertContentAt(to, { type: "proseFootnote", attrs: { text } }).run();
        }
      },
    });
  },
});
