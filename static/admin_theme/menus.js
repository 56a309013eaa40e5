/* The menus: a link dragged to its place, or to the right, under the one before. The arrows do the same without. */

const form = document.querySelector("[data-menus]");
const INDENT = 40; // pixels to the right of the list's edge from which on a link stands under the one before
let dragged = null;

form?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-link]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.link);
  dragged.classList.add("is-dragged");
});

form?.addEventListener("dragover", (event) => {
  const list = dragged && event.target.closest("section")?.querySelector("[data-menu]");
  if (!list) return;
  event.preventDefault();
  const after = [...list.children].find((row) => {
    const box = row.getBoundingClientRect();
    return row !== dragged && event.clientY < box.top + box.height / 2;
  });
  list.insertBefore(dragged, after ?? null);
  const right = event.clientX - list.getBoundingClientRect().left > INDENT + list.clientWidth / 3;
  dragged.classList.toggle("is-below", right && dragged.previousElementSibling !== null);
});

form?.addEventListener("drop", (event) => event.preventDefault());

form?.addEventListener("dragend", () => {
  dragged.classList.remove("is-dragged");
  dragged = null;
  const order = form.querySelector("[name=order]");
  order.value = [...form.querySelectorAll("[data-menu]")].map(written).join(" ");
  order.disabled = false;
  form.submit();
});

function written(list) {
  const links = [...list.children].map((row) => row.dataset.link + (row.classList.contains("is-below") ? ">" : ""));
  return `${list.dataset.menu}:${links.join(",")}`;
}
