/* Links whose address is checked, and that say when they are paid. */

import { crel, Link } from "django-prose-editor/editor";
import { ask, field } from "prose/dialog";
import { gettext } from "prose/words";

const MAIL = /^[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+$/;
const BARE = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#].*)?$/i;

/* Return the address as it should stand in the text, or null if it leads nowhere.
   The server checks again; this only tells earlier. */
function checkedAddress(given) {
  const address = given.trim();
  if (/[\s\\]/.test(address) || address === "") return null;
  if (MAIL.test(address)) return `mailto:${address}`;
  if (BARE.test(address)) return `https://${address}`;
  if (/^(\/(?!\/)|#.)/.test(address)) return address;
  if (/^mailto:[^@]+@[^@]+$/i.test(address) || /^tel:\+?[0-9().-]+$/i.test(address)) return address;
  if (!/^https?:\/\//i.test(address)) return null;
  try {
    return new URL(address).hostname.includes(".") ? address : null;
  } catch {
    return null;
  }
}

async function editLink(editor) {
  const given = editor.getAttributes("link");
  const input = crel("input", { type: "text", inputMode: "url", value: given.href || "", required: true });
  const paid = crel("input", { type: "checkbox", checked: /\bsponsored\b/.test(given.rel || "") });
  input.addEventListener("input", () => input.setCustomValidity(""));
  const answer = await ask(editor, {
    title: gettext("Link"),
    submit: gettext("Apply"),
    fields: [
      field(
        gettext("Address"),
        input,
        gettext("A web address, a mail address, or a path of this site such as /blog/."),
      ),
      crel("div", { className: "prose-editor-dialog-field" }, [
        crel("label", {}, [paid, ` ${gettext("Advertising: we are paid for this link")}`]),
      ]),
    ],
    read: () => {
      const href = checkedAddress(input.value);
      if (href) return { href, rel: paid.checked ? "sponsored" : null };
      input.setCustomValidity(gettext("This address leads nowhere. Please check it."));
      input.reportValidity();
      return null;
    },
  });
  if (answer) editor.chain().focus().extendMarkRange("link").setLink(answer).run();
}

export const ProseLink = Link.extend({
  addOptions() {
    return { ...this.parent?.(), enableTarget: false, openOnClick: false, linkOnPaste: true };
  },
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        if (!editor.state.selection.empty || editor.isActive("link")) editLink(editor);
        return true;
      },
    };
  },
});
