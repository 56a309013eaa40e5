/* Dragging pieces between places; each place says to the server what it means. Buttons do the same without. */

/* `places`: a selector; `meaning(place)`: the fields that moving there sends; `landed(item, place, answer)`. */
export function movable(root, places, meaning, landed) {
  if (!root) return;
  const said = document.querySelector(".desk-said");
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-piece]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.piece);
    dragged.classList.add("is-dragged");
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    for (const place of root.querySelectorAll(".is-over")) place.classList.remove("is-over");
  });
  root.addEventListener("dragover", (event) => {
    const place = dragged && event.target.closest(places);
    for (const other of root.querySelectorAll(".is-over")) other.classList.toggle("is-over", other === place);
    if (!place) return;
    event.preventDefault();
    place.classList.add("is-over");
  });
  root.addEventListener("drop", async (event) => {
    const place = dragged && event.target.closest(places);
    if (!place) return;
    event.preventDefault();
    const item = dragged;
    const answer = await send(root, { piece: item.dataset.piece, ...meaning(place) });
    said.textContent = answer.said || answer.error || "";
    said.classList.toggle("is-wrong", !answer.ok);
    if (answer.ok) landed(item, place, answer);
  });
}

async function send(root, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const response = await fetch(root.dataset.address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams(fields),
    });
    return { ok: response.ok, ...(await response.json()) };
  } catch {
    return { ok: false, error: root.dataset.failed };
  }
}
