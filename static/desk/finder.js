/* The search over everything: Ctrl+K or ⌘K, a dialog with a combobox (ARIA APG), all by keys. */

const dialog = document.getElementById("desk-finder");
const input = document.getElementById("desk-finder-input");
const hits = document.getElementById("desk-finder-hits");
const said = dialog?.querySelector(".desk-finder-said");
let asking = null;
let timer = null;

function options() {
  return [...hits.querySelectorAll("[role=option]")];
}

function choose(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  if (!option) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", option.id);
  return option.scrollIntoView({ block: "nearest" });
}

function chosen() {
  return hits.querySelector("[aria-selected=true]");
}

async function look() {
  asking?.abort();
  const mine = asking = new AbortController();
  const asked = new URLSearchParams({ q: input.value, part: "1" });
  try {
    const response = await fetch(`${dialog.dataset.address}?${asked}`, { signal: mine.signal });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const found = new DOMParser().parseFromString(await response.text(), "text/html");
    hits.replaceChildren(...found.body.childNodes);
    said.textContent = hits.querySelector("[data-said]")?.dataset.said ?? "";
    choose(options()[0]);
  } catch (error) {
    if (error.name === "AbortError") return;
    hits.replaceChildren();
    said.textContent = dialog.dataset.failed;
  }
}

export function open(words = "") {
  input.value = words;
  if (!dialog.open) dialog.showModal();
  input.select();
  look();
}

function go(option, inNewTab) {
  if (!option) return;
  if (inNewTab) globalThis.open(option.dataset.address, "_blank", "noopener");
  else globalThis.location.assign(option.dataset.address);
}

function step(event) {
  const all = options();
  const at = all.indexOf(chosen());
  const to = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    PageDown: Math.min(at + 5, all.length - 1),
    PageUp: Math.max(at - 5, 0),
  }[event.key];
  if (to !== undefined && all.length) {
    event.preventDefault();
    choose(all[to]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    go(chosen(), event.ctrlKey || event.metaKey);
  }
}

if (dialog) {
  document.addEventListener("keydown", (event) => {
    const wanted = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey &&
      event.key.toLowerCase() === "k";
    // In a text Ctrl+K makes a link.
    if (!wanted || event.defaultPrevented || event.target.isContentEditable) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("keydown", step);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  hits.addEventListener("click", (event) => go(event.target.closest("[role=option]"), event.ctrlKey || event.metaKey));
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  for (const form of document.querySelectorAll("form[data-finder]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      open(form.querySelector("input").value);
    });
  }
  for (const button of document.querySelectorAll("[data-open-finder]")) button.addEventListener("click", () => open());
}
