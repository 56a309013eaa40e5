/* Blocks that stay true by themselves: people, partners, events, newest pieces. */

import { crel, Node } from "django-prose-editor/editor";
import { ask, field } from "prose/dialog";
import { gettext } from "prose/words";

function chooseBlock(editor, { choices }, current) {
  const options = choices.map(([value, name]) =>
    crel("option", { value, textContent: name, selected: value === current })
  );
  const select = crel("select", { required: true }, options);
  return ask(editor, {
    title: gettext("Block"),
    submit: gettext("Apply"),
    fields: [field(gettext("What stands here"), select, gettext("Readers see what is true when they read."))],
    read: () => select.value || null,
  });
}

const BLOCK =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
  ><rect x="3" y="4" width="7" height="7"/><rect x="14" y="4" width="7" height="7"/><path d="M3 16h18M3 20h12"/></svg>`;

export const ProseBlock = Node.create({
  name: "proseBlock",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ choices: [] }),
  addAttributes: () => ({
    block: {
      default: null,
      parseHTML: (element) => element.dataset.block,
      renderHTML: ({ block }) => ({ "data-block": block }),
    },
  }),
  parseHTML: () => [{ tag: "figure[data-block]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
  addNodeView() {
    const named = (block) => this.options.choices.find(([value]) => value === block)?.[1] || block;
    return ({ node }) => {
      const dom = crel("figure", { className: "prose-figure prose-block", contentEditable: "false" });
      const show = ({ block }) => {
        dom.dataset.block = block;
        dom.textContent = named(block);
      };
      show(node.attrs);
      return {
        dom,
        update: (updated) => {
          if (updated.type.name !== "proseBlock") return false;
          show(updated.attrs);
          return true;
        },
      };
    };
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "proseBlock",
      groups: "prose",
      button: buttons.svg(BLOCK, gettext("Block")),
      active: (editor) => editor.isActive("proseBlock"),
      command: async (editor) => {
        const there = editor.isActive("proseBlock");
        const block = await chooseBlock(editor, this.options, there ? editor.getAttributes("proseBlock").block : "");
        if (!block) return;
        if (there) editor.chain().focus().updateAttributes("proseBlock", { block }).run();
        else editor.chain().focus().insertContent({ type: "proseBlock", attrs: { block } }).run();
      },
    });
  },
});
