/* Pull quotes. */

import { Node } from "django-prose-editor/editor";
import { gettext } from "prose/words";

const PULL_QUOTE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"
  stroke="currentColor" stroke-width="2"><path d="M3 4h18M3 20h18"/>
  <path d="M7 15c2-1 3-2 3-5H6v-2h4M14 15c2-1 3-2 3-5h-4v-2h4"/></svg>`;

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,
  parseHTML: () => [{ tag: "aside.pullquote" }],
  renderHTML: () => ["aside", { class: "pullquote" }, 0],
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "prose",
      button: buttons.svg(PULL_QUOTE, gettext("Pull quote")),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().toggleWrap("pullQuote"),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
    });
  },
});
