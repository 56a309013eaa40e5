/* Figures: images of the library with a caption. A file that is pasted or dropped goes to the library first. */

import { crel, Node } from "django-prose-editor/editor";
import { ask, field } from "prose/dialog";
import { imageFields, imageOf } from "prose/image-library";
import { gettext } from "prose/words";

async function chooseImage(editor, options, chosen = "") {
  const { search, images, status, load } = imageFields(options, chosen);
  const fields = [field(gettext("Search"), search), status, images];
  const file = crel("input", { type: "file", accept: "image/*" });
  if (options.uploadUrl) fields.unshift(field(gettext("A new picture"), file));
  const answer = await ask(editor, {
    title: chosen ? gettext("Change the image") : gettext("Insert an image"),
    submit: gettext("Apply"),
    fields,
    wide: true,
    read: (form) => new FormData(form).get("image"),
    ready: (dialog) => {
      file.addEventListener("change", () => dialog.close());
      load();
    },
  });
  return answer ?? (file.files[0] ? await added(editor, options, file.files[0]) : null);
}

async function added(editor, options, file) {
  const { newImage } = await import(options.newImage);
  return newImage(editor, options, file);
}

function insert(editor, file) {
  editor.chain().focus().insertContent({ type: "proseFigure", attrs: { file } }).run();
}

async function takeIn(editor, options, files) {
  for (const file of files) {
    const image = await added(editor, options, file);
    if (image) insert(editor, image);
  }
}

/* Before the editor itself hears of it. What has words, too (of Word, of a table), is text. */
function hearOfFiles(editor, options) {
  const { view } = editor;
  const take = (event, transfer) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    takeIn(editor, options, [...transfer.files]);
  };
  view.dom.addEventListener("paste", (event) => {
    const { clipboardData } = event;
    if (clipboardData.files.length && !clipboardData.getData("text/plain")) take(event, clipboardData);
  }, true);
  view.dom.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place) editor.commands.setTextSelection(place.pos);
    take(event, event.dataTransfer);
  }, true);
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
  addOptions: () => ({ listUrl: "", cardUrl: "", uploadUrl: "", newImage: "" }),
  onCreate() {
    if (this.options.uploadUrl) hearOfFiles(this.editor, this.options);
  },
  addCommands() {
    return { takeIn: (files) => ({ editor }) => takeIn(editor, this.options, files) && true };
  },
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
        else insert(editor, file);
      },
    });
  },
});
