/* Videos and posts of known providers, as cards. */

import { crel, Node } from "django-prose-editor/editor";
import { ask, field } from "prose/dialog";
import { imageFields, imageOf } from "prose/image-library";
import { gettext, interpolate } from "prose/words";

/* Return who hosts what is at an address, or undefined. The patterns are the server's own. */
function providerOf(options, address) {
  return options.providers.find(({ pattern }) =>
    new RegExp(`^https?://(?:${pattern})(?:[/?&#]\\S*)?$`).test(address.trim())
  );
}

function chooseEmbed(editor, options, current) {
  const input = crel("input", { type: "text", inputMode: "url", value: current.address || "", required: true });
  input.addEventListener("input", () => input.setCustomValidity(""));
  const names = [...new Set(options.providers.map(({ name }) => name))].join(", ");
  const fields = [
    field(
      gettext("Address of the video or post"),
      input,
      interpolate(gettext("Known are %(names)s. Readers see a card; only their click loads it."), { names }),
    ),
  ];
  let load = () => {};
  if (options.listUrl) {
    const library = imageFields(options, current.poster || "", gettext("No picture"));
    load = library.load;
    const heading = crel("p", { className: "help", textContent: gettext("Picture on the card (optional)") });
    fields.push(heading, field(gettext("Search"), library.search), library.status, library.images);
  }
  return ask(editor, {
    title: gettext("Video or post"),
    submit: gettext("Apply"),
    fields,
    wide: true,
    read: (form) => {
      if (providerOf(options, input.value)) {
        return { address: input.value.trim(), poster: new FormData(form).get("image") || null };
      }
      input.setCustomValidity(gettext("Podium cannot show what is at this address. Please set it as a link."));
      input.reportValidity();
      return null;
    },
    ready: load,
  });
}

function embedView(options) {
  return ({ node }) => {
    const image = crel("img", { alt: "", draggable: true });
    const note = crel("p", { className: "prose-figure-note" });
    const caption = crel("figcaption", { "data-placeholder": gettext("What it is (optional)") });
    const frame = crel("div", { contentEditable: "false" }, [image, note]);
    const dom = crel("figure", { className: "prose-figure" }, [frame, caption]);
    const show = async ({ address, poster }) => {
      dom.dataset.embed = address;
      dom.dataset.poster = poster || "";
      note.textContent = `${providerOf(options, address)?.name || "?"}: ${address}`;
      const found = poster ? await imageOf(options.listUrl, poster).catch(() => null) : null;
      image.hidden = !found;
      if (found) image.src = found.thumbnail;
    };
    const captionState = (current) => caption.classList.toggle("is-empty", current.content.size === 0);
    show(node.attrs);
    captionState(node);
    return {
      dom,
      contentDOM: caption,
      ignoreMutation: (mutation) => !caption.contains(mutation.target),
      update: (updated) => {
        if (updated.type.name !== "proseEmbed") return false;
        const { address, poster } = updated.attrs;
        if (address !== dom.dataset.embed || (poster || "") !== dom.dataset.poster) show(updated.attrs);
        captionState(updated);
        return true;
      },
    };
  };
}

const EMBED = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"
  stroke="currentColor" stroke-width="2"><rect x="3" y="5" width="18" height="14" rx="2"/>
  <path d="M10 9v6l5-3z" fill="currentColor"/></svg>`;

export const ProseEmbed = Node.create({
  name: "proseEmbed",
  group: "block",
  content: "text*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ listUrl: "", providers: [] }),
  addAttributes: () => ({
    address: {
      default: null,
      parseHTML: (element) => element.dataset.embed,
      renderHTML: ({ address }) => ({ "data-embed": address }),
    },
    poster: {
      default: null,
      parseHTML: (element) => element.dataset.poster || null,
      renderHTML: ({ poster }) => (poster ? { "data-poster": poster } : {}),
    },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-embed]",
      contentElement: (element) => element.querySelector("figcaption") || document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView() {
    return embedView(this.options);
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "proseEmbed",
      groups: "prose",
      button: buttons.svg(EMBED, gettext("Video or post")),
      active: (editor) => editor.isActive("proseEmbed"),
      command: async (editor) => {
        const there = editor.isActive("proseEmbed");
        const attrs = await chooseEmbed(editor, this.options, there ? editor.getAttributes("proseEmbed") : {});
        if (!attrs) return;
        if (there) editor.chain().focus().updateAttributes("proseEmbed", attrs).run();
        else editor.chain().focus().insertContent({ type: "proseEmbed", attrs }).run();
      },
    });
  },
});
