/* Figures: images of the library with a caption. */

import { crel, Node } from "django-prose-editor/editor";
import { ask, field } from "prose/dialog";
import { imageFields, imageOf } from "prose/image-library";
import { gettext } from "prose/words";

async function chooseImage(editor, options, chosen = "") {
  const { search, images, status, load } = imageFields(options, chosen);
  const fields = [field(gettext("Search"), search), status, images];
  if (options.addUrl) {
    const add = crel("a", {
      href: options.addUrl,
      target: "_blank",
      textContent: gettext("Add an image to the library (opens a new tab)"),
    });
    fields.push(crel("p", {}, [add]));
  }
  const returned = () => document.visibilityState === "visible" && load();
  document.addEventListener("visibilitychange", returned);
  const answer = await ask(editor, {
    title: chosen ? gettext("Change the image") : gettext("Insert an image"),
    submit: gettext("Apply"),
    fields,
    wide: true,
    read: (form) => new FormData(form).get("image"),
    ready: load,
  });
  document.removeEventListener("visibilitychange", returned);
  return answer;
}

function figureView(options) {
  return ({ node }) => {
    const image = crel("img", { alt: "", draggable: true });
    const note = crel("p", { className: "prose-figure-note" });
    const caption = crel("figcaption", { "data-placeholder": gettext("Caption (optional)") });
    const frame = crel("div", { contentEditable: "false" }, [image, note]);
    const dom = crel("figure", { className: "prose-figure" }, [frame, caption]);
    const show = async (id) => {
      dom.dataset.file = id;
      const found = await imageOf(options.listUrl, id).catch(() => null);
      image.hidden = !found;
      if (found) image.src = found.thumbnail;
      note.textContent = found
        ? found.alternative_text || gettext("Decoration, without alternative text")
        : gettext("This image is not in the library any more.");
    };
    const captionState = (current) => caption.classList.toggle("is-empty", current.content.size === 0);
    show(node.attrs.file);
    captionState(node);
    return {
      dom,
      contentDOM: caption,
      ignoreMutation: (mutation) => !caption.contains(mutation.target),
      update: (updated) => {
        if (updated.type.name !== "proseFigure") return false;
        if (updated.attrs.file !== dom.dataset.file) show(updated.attrs.file);
        captionState(updated);
        return true;
      },
    };
  };
}

export const ProseFigure = Node.create({
  name: "proseFigure",
  group: "block",
  content: "text*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ listUrl: "", addUrl: "" }),
  addAttributes: () => ({
    file: {
      default: null,
      parseHTML: (element) => element.dataset.file,
      renderHTML: ({ file }) => ({ "data-file": file }),
    },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-file]",
      contentElement: (element) => element.querySelector("figcaption") || document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView() {
    return figureView(this.options);
  },
  addMenuItems({ buttons, menu }) {
    if (!this.options.listUrl) return;
    menu.defineItem({
      name: "proseFigure",
      groups: "prose",
      button: buttons.material("image", gettext("Image")),
      active: (editor) => editor.isActive("proseFigure"),
      command: async (editor) => {
        const current = editor.isActive("proseFigure") ? editor.getAttributes("proseFigure").file : "";
        const file = await chooseImage(editor, this.options, current);
        if (!file) return;
        if (current) editor.chain().focus().updateAttributes("proseFigure", { file }).run();
        else editor.chain().focus().insertContent({ type: "proseFigure", attrs: { file } }).run();
      },
    });
  },
});
