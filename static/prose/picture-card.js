/* What is asked of a new picture (admin/desk/upload_card.html): of AI only where AI made it, mistakes at their fields. */

export function enliven(card) {
  const type = card.querySelector("[name=digital_source_type]");
  const ofAi = card.querySelector("[data-ai]");
  const types = new Set(ofAi.dataset.ai.split(" "));
  const show = () => (ofAi.hidden = !types.has(type.value));
  type.addEventListener("change", show);
  show();
}

/* The fields as they are sent, with the picture. */
export function valuesOf(card, file) {
  const fields = new FormData();
  for (const field of card.querySelectorAll("input[name], select[name], textarea[name]")) {
    if (field.type !== "checkbox" || field.checked) fields.append(field.name, field.value);
  }
  fields.append("told", card.dataset.told || "");
  for (const axis of ["focal_x", "focal_y"]) fields.append(axis, "50");
  fields.append("file", file);
  return fields;
}

/* Say what was refused, at each field; what belongs to none stands at the file. */
export function tell(card, { errors = {}, told = "" }) {
  for (const place of card.querySelectorAll(".errors")) place.textContent = "";
  card.dataset.told = told;
  for (const [name, words] of Object.entries(errors)) {
    const place = card.querySelector(`[data-field="${name}"] .errors`) ||
      card.querySelector("[data-field=file] .errors");
    place.textContent = words.join(" ");
    if (place.closest("[data-ai]")) place.closest("[data-ai]").hidden = false;
  }
}
