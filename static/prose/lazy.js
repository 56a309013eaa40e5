/* Texts that look as readers see them and become editors where somebody begins to write: one at a time.
   Without this they are text areas with HTML. */

import { offerOn } from "prose/slash";
import { gettext } from "prose/words";

const configurations = JSON.parse(document.getElementById("prose-editors")?.textContent || "{}");
const shownFor = new WeakMap();
let current = null;
let asked = 0;

let library = null;

async function load() {
  const [{ createEditor }, { getHTMLFromFragment }] = await Promise.all([
    import("django-prose-editor/configurable"),
    import("django-prose-editor/editor"),
  ]);
  return (library = { createEditor, getHTMLFromFragment });
}

/* Show a text again from its field, for example after something else has changed it. */
export function render(textarea) {
  const shown = shownFor.get(textarea);
  if (!shown) return;
  shown.innerHTML = textarea.value;
  shown.classList.toggle("is-empty", !textarea.value.trim());
  for (const figure of shown.querySelectorAll("figure[data-file]")) showFigure(textarea, figure);
}

async function showFigure(textarea, figure) {
  const { listUrl } = configurations[textarea.dataset.prose]?.extensions?.ProseFigure || {};
  if (!listUrl) return;
  const { imageOf } = await import("prose/image-library");
  const found = await imageOf(listUrl, figure.dataset.file).catch(() => null);
  if (!found) return;
  const image = document.createElement("img");
  image.alt = found.alternative_text || "";
  image.src = found.thumbnail;
  figure.prepend(image);
}

/* Set the text of a field, whether it is an editor at the moment or not. */
export function write(textarea, html) {
  if (current?.textarea === textarea) {
    current.editor.commands.setContent(html, { emitUpdate: true });
    return;
  }
  textarea.value = html;
  render(textarea);
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

export const mounted = () => current;

export function unmount() {
  if (!current) return;
  const { editor, textarea } = current;
  current = null;
  editor.destroy();
  render(textarea);
  shownFor.get(textarea).hidden = false;
}

/* Make a text an editor, the cursor after so many letters; resolves to it, or to null if another came first. */
export async function mount(textarea, letters = 0) {
  if (current?.textarea === textarea) {
    current.editor.view.focus();
    return current.editor;
  }
  const turn = ++asked;
  // Once loaded, nothing is waited for: whoever types fast is one letter behind, never in another field.
  const { createEditor } = library || (await load());
  if (turn !== asked) return null;
  unmount();
  const editor = await createEditor(textarea, configurations[textarea.dataset.prose]);
  if (!editor) return null;
  current = { editor, textarea };
  shownFor.get(textarea).hidden = true;
  // At once: Tiptap's own `focus` comes with the next frame, and takes letters away from where one went on.
  editor.commands.setTextSelection(placeAfter(editor.state.doc, letters));
  editor.view.focus();
  offerOn(editor);
  textarea.dispatchEvent(new CustomEvent("prose:mounted", { bubbles: true, detail: { editor } }));
  return editor;
}

/* Take what stands behind the cursor out of the open editor, and return it as HTML. */
export function takeRest() {
  const { editor } = current;
  const { doc } = editor.state;
  const from = cursor(editor);
  const rest = library.getHTMLFromFragment(doc.cut(from).content, editor.schema);
  editor.commands.deleteRange({ from, to: doc.content.size });
  return rest;
}

/* Where the cursor is on the page: the editor itself hears of arrow keys a moment later. */
function cursor({ state, view }) {
  const drawn = document.getSelection();
  if (!drawn.rangeCount || !view.dom.contains(drawn.anchorNode)) return state.selection.from;
  const { startContainer, startOffset } = drawn.getRangeAt(0);
  return view.posAtDOM(startContainer, startOffset);
}

function placeAfter(doc, letters) {
  if (letters === Infinity) return doc.content.size;
  let seen = 0;
  let place = null;
  doc.descendants((node, position) => {
    if (place !== null || !node.isText) return place === null;
    if (seen + node.nodeSize >= letters) place = position + letters - seen;
    seen += node.nodeSize;
    return false;
  });
  return place ?? 0;
}

/* How many letters of a text stand before a point of the screen. */
function lettersBefore(shown, { clientX, clientY }) {
  const point = document.caretPositionFromPoint?.(clientX, clientY);
  const range = document.createRange();
  range.selectNodeContents(shown);
  if (point && shown.contains(point.offsetNode)) range.setEnd(point.offsetNode, point.offset);
  return range.toString().length;
}

function stand(textarea) {
  const shown = document.createElement("div");
  shown.className = "prose-shown";
  shown.tabIndex = 0;
  shown.setAttribute("role", "textbox");
  shown.setAttribute("aria-multiline", "true");
  const label = textarea.labels[0]?.textContent.replace(/:\s*$/, "").trim();
  if (label) shown.setAttribute("aria-label", label);
  shown.dataset.placeholder = textarea.dataset.placeholder || label || gettext("Write");
  shownFor.set(textarea, shown);
  textarea.before(shown);
  textarea.classList.add("is-shown");
  let pressed = false;
  shown.addEventListener("pointerdown", () => (pressed = true));
  shown.addEventListener("click", (event) => {
    pressed = false;
    if (document.getSelection().isCollapsed) mount(textarea, lettersBefore(shown, event));
  });
  shown.addEventListener("focus", () => pressed || mount(textarea));
  shown.addEventListener("drop", async (event) => {
    const files = [...event.dataTransfer.files];
    const editor = files.length && (await mount(textarea, lettersBefore(shown, event)));
    editor?.commands?.takeIn?.(files);
  });
  render(textarea);
}

export function equip(root = document) {
  for (const textarea of root.querySelectorAll("textarea[data-prose]:not(.is-shown)")) stand(textarea);
}

// A file that misses its place must not take the page away with all that is written on it.
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => {
    if (event.dataTransfer.types.includes("Files") && !event.target.closest("input[type=file]")) event.preventDefault();
  });
}

// Whoever moves a hand is about to write: by then the editor is there.
for (const sign of ["pointermove", "keydown", "touchstart"]) {
  addEventListener(sign, load, { once: true, passive: true });
}
