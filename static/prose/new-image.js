/* A picture that is pasted, dropped or chosen: it goes to the library with what must be known of it. */

import { crel } from "django-prose-editor/editor";
import { ask } from "prose/dialog";
import { enliven, tell, valuesOf } from "prose/picture-card";
import { gettext } from "prose/words";

const FROM_CLIPBOARD = /^image\.\w+$/; // what browsers call any picture that is copied

async function cardFrom(address) {
  const response = await fetch(address);
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  const card = crel("div", { className: "prose-new-image-card" });
  card.innerHTML = await response.text();
  enliven(card);
  return card;
}

async function send(address, card, file) {
  const body = valuesOf(card, file);
  if (FROM_CLIPBOARD.test(file.name)) body.append("title", body.get("alternative_text").slice(0, 80));
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const response = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body });
  return response.json();
}

/* Ask for it. Resolves to the number of the picture in the library, or to null. */
export function newImage(editor, { cardUrl, uploadUrl }, file) {
  const picture = crel("img", { src: URL.createObjectURL(file), alt: "" });
  const place = crel("div", { className: "prose-new-image" }, [picture]);
  const status = crel("p", { className: "errors", role: "status" });
  const failed = () => {
    status.textContent = gettext("The picture could not be sent. Please try again.");
    return null;
  };
  let card = null;
  let known = null;
  const load = async () => {
    card = await cardFrom(cardUrl).catch(failed);
    if (!card) return;
    place.append(card);
    card.querySelector("textarea, input").focus();
  };
  const read = async () => {
    status.textContent = "";
    if (known) return known;
    if (!card) await load();
    const answer = card && (await send(uploadUrl, card, file).catch(failed));
    if (!answer) return null;
    if (answer.id) return String(answer.id);
    tell(card, answer);
    if (answer.known) {
      known = String(answer.known);
      card.querySelector("[data-said]").textContent = gettext("Insert once more takes that one.");
    }
    card.querySelector(".errors:not(:empty)")?.parentElement.querySelector("input, textarea, select")?.focus();
    return null;
  };
  return ask(editor, {
    title: file.name && !FROM_CLIPBOARD.test(file.name) ? file.name : gettext("A new picture"),
    submit: gettext("Insert"),
    fields: [place, status],
    wide: true,
    read,
    ready: load,
  });
}
