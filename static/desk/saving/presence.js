/* Who else is writing in the same thing: asked every quarter of a minute while the page is looked at. */

import { words as panelWords } from "./words.js";

const EVERY = 15_000;
const IDLE = 600_000;

export function begin(panel, form) {
  const region = panel.querySelector(".podium-saving-others");
  let active = Date.now();
  form.addEventListener("input", () => (active = Date.now()));
  form.addEventListener("focusin", () => (active = Date.now()));
  const ask = async () => {
    const object = panel.dataset.object;
    if (document.hidden || object.endsWith(":") || Date.now() - active > IDLE) return;
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "_sitting"]) body.set(name, form.elements[name].value);
    body.set("object", object);
    body.set("place", placeOf(form));
    const answer = await fetch(panel.dataset.here, { method: "POST", body, headers: { "X-Podium-Saving": "here" } })
      .catch(() => null);
    if (!answer?.ok) return;
    const said = (await answer.json()).others.join(" ");
    if (region.textContent !== said) region.textContent = said;
  };
  ask();
  setInterval(ask, EVERY);
}

/* Where somebody is writing, in the words of the form: the row, or the field. */
function placeOf(form) {
  const field = document.activeElement;
  if (!form.contains(field)) return "";
  const exchange = field.closest(".exchange");
  if (exchange) {
    const all = [...exchange.parentElement.querySelectorAll(":scope > .exchange")];
    return `${panelWords.question} ${all.indexOf(exchange) + 1}`;
  }
  const row = field.closest(".inline-related, tr.form-row");
  const group = row?.closest(".inline-group");
  if (group) {
    const prefix = group.id.replace(/-group$/, "");
    const number = [...group.querySelectorAll(`.dynamic-${CSS.escape(prefix)}, .has_original`)].indexOf(row) + 1;
    const name = row.querySelector("h3 b")?.textContent || group.querySelector("h2")?.textContent || "";
    return `${name.replace(/:$/, "").trim()} ${number || ""}`.trim();
  }
  const label = field.labels?.[0] || field.closest(".form-row")?.querySelector("label, legend");
  return label?.textContent.replace(/:$/, "").trim() || "";
}
