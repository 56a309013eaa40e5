/* “/” on an empty line offers what can be inserted there; the toolbar's own buttons do it. */

const INSERTS = [
  "proseFigure",
  "proseEmbed",
  "proseBlock",
  "table",
  "blockquote",
  "pullQuote",
  "heading2",
  "heading3",
  "bulletList",
];

function onEmptyLine({ state }) {
  const { $from, empty } = state.selection;
  return empty && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
}

function close(menu, editor) {
  menu.remove();
  editor.commands.focus();
}

function choices(editor) {
  const buttons = [...editor.storage.menu.dom.querySelectorAll("button[data-name]")];
  const named = (name) =>
    buttons.find((one) => one.dataset.name.split(":").at(-1) === name || one.dataset.name === name);
  return INSERTS.map(named).filter((one) => one && one.getAttribute("aria-disabled") !== "true");
}

function key(menu, editor, event) {
  const all = [...menu.children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close(menu, editor);
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
    close(menu, editor); // whoever writes on wants the letter
    editor.commands.insertContent(`/${event.key === "/" ? "" : event.key}`);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function offer(editor) {
  const menu = document.createElement("div");
  menu.className = "prose-slash";
  menu.setAttribute("role", "menu");
  for (const button of choices(editor)) {
    const item = document.createElement("button");
    Object.assign(item, { type: "button", textContent: button.getAttribute("aria-label") || button.dataset.name });
    item.setAttribute("role", "menuitem");
    item.addEventListener("click", () => {
      close(menu, editor);
      button.click();
    });
    menu.append(item);
  }
  const place = editor.view.coordsAtPos(editor.state.selection.from);
  document.body.append(menu);
  const above = place.bottom + menu.offsetHeight > innerHeight;
  menu.style.left = `${Math.min(place.left, innerWidth - menu.offsetWidth - 8)}px`;
  menu.style.top = `${above ? place.top - menu.offsetHeight : place.bottom}px`;
  menu.addEventListener("keydown", (event) => key(menu, editor, event));
  // Later: taking the menu away makes it lose the focus, and what is being taken away cannot be taken away.
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget)) queueMicrotask(() => menu.remove());
  });
  menu.firstElementChild?.focus();
}

export function offerOn(editor) {
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || !onEmptyLine(editor) || !choices(editor).length) return;
    event.preventDefault();
    offer(editor);
  });
}
