/* Publishing in one dialogue: what is missing or changed, the kind of change, when, the card; then one press. */

import { bodyOf } from "../saving/snapshot.js";

const form = document.querySelector("form[data-composing]");
const dialog = document.getElementById("compose-publishing");
const button = document.querySelector("[data-publish]");

const whens = () => [...dialog.querySelectorAll("[name=publishing-when]")];
const [day, time] = dialog ? ["0", "1"].map((part) => dialog.querySelector(`[name=publish_starts_at_${part}]`)) : [];

/* Whether readers have to be told of the change, and when it happens, decide what is shown. */
function arrange() {
  const when = whens().find((one) => one.checked)?.value || "now";
  const kind = dialog.querySelector("[name=change_kind]:checked")?.value;
  if (when.includes("T")) [day.value, time.value] = when.split("T");
  dialog.querySelector("[data-moment]").hidden = when === "now" || when.includes("T");
  dialog.querySelector("[name=_publish]").hidden = when !== "now";
  dialog.querySelector("[name=_schedule]").hidden = when === "now";
  const told = dialog.querySelector("[data-told]");
  if (!told) return;
  told.hidden = !kind || kind === "typo";
  told.querySelector("[name=change_by]").closest(".form-row").hidden = kind !== "right_of_reply";
  const note = told.querySelector("[name=change_note]");
  if (!told.hidden && !note.value && kind !== "right_of_reply") note.value = dialog.dataset.note || "";
}

async function fill() {
  const answer = await fetch(dialog.dataset.address, { method: "POST", body: bodyOf(form) });
  if (!answer.ok) return;
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const slot of dialog.querySelectorAll("[data-slot]")) {
    slot.replaceChildren(...(parts.querySelector(`[data-part=${slot.dataset.slot}]`)?.childNodes || []));
  }
  const { asks, note } = parts.querySelector("[data-part=about]").dataset;
  dialog.dataset.note = note || "";
  const kinds = dialog.querySelector("[data-kind]");
  if (kinds) {
    kinds.hidden = asks === undefined;
    for (const one of kinds.querySelectorAll("[name=change_kind]")) one.required = asks !== undefined;
  }
  arrange();
}

function open(event) {
  event.preventDefault();
  dialog.showModal();
  fill();
}

/* The form is sent without the browser's own checks; what has to be answered here is asked for here. */
function refuse(event) {
  const unanswered = [...dialog.querySelectorAll("[name=change_kind]:required")];
  if (!dialog.open || !["_publish", "_schedule"].includes(event.submitter?.name)) return;
  if (unanswered.length && !unanswered.some((one) => one.checked)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    unanswered[0].focus();
    unanswered[0].reportValidity();
  }
}

if (dialog && button) {
  button.addEventListener("click", open);
  dialog.addEventListener("change", arrange);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target.closest("a[href^='#']") && dialog.close());
  dialog.addEventListener("close", () => button.focus());
  form.addEventListener("submit", refuse, true);
  arrange();
  if (dialog.querySelector(".errorlist")) dialog.showModal();
}
