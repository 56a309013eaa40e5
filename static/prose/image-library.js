/* Images of the library to choose from, inside a dialog. */

import { crel } from "django-prose-editor/editor";
import { gettext, interpolate, ngettext } from "prose/words";

const known = new Map();

async function fetchImages(listUrl, parameters) {
  const response = await fetch(`${listUrl}?${new URLSearchParams(parameters)}`, {
    headers: { Accept: "application/json" },
  });
  if (!response.ok) throw new Error(String(response.status));
  const answer = await response.json();
  for (const image of answer.images) known.set(String(image.id), image);
  return answer;
}

export async function imageOf(listUrl, id) {
  if (!known.has(id) && listUrl) await fetchImages(listUrl, { id });
  return known.get(id);
}

function choice(image, chosen) {
  return crel("label", { className: "prose-image" }, [
    crel("input", {
      type: "radio",
      name: "image",
      value: image.id,
      required: true,
      checked: String(image.id) === chosen,
    }),
    crel("img", { src: image.thumbnail, alt: "", loading: "lazy" }),
    crel("span", { className: "prose-image-title", textContent: image.title }),
    crel("span", { className: "prose-image-alt", textContent: image.alternative_text }),
  ]);
}

/* `none` says what it means to choose no image, where that is possible. */
export function imageFields(options, chosen, none = "") {
  const search = crel("input", { type: "search", autocomplete: "off" });
  const images = crel("fieldset", { className: "prose-images" });
  const legend = () => crel("legend", { textContent: gettext("Images in the library, newest first") });
  const status = crel("p", { className: "help", role: "status" });
  let waiting = 0;
  const load = async () => {
    const asked = ++waiting;
    const picked = images.querySelector("input:checked")?.value || chosen;
    try {
      const answer = await fetchImages(options.listUrl, { q: search.value });
      if (asked !== waiting) return;
      const found = answer.images.map((image) => choice(image, picked));
      images.replaceChildren(legend(), ...(none ? [withoutImage(none, picked)] : []), ...found);
      status.textContent = answer.more
        ? gettext("There are more; search to find them.")
        : interpolate(ngettext("%(count)s image", "%(count)s images", answer.images.length), {
          count: answer.images.length,
        });
    } catch {
      status.textContent = gettext("The images could not be loaded. Please try again.");
    }
  };
  let timer;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, 250);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  return { search, images, status, load };
}

function withoutImage(words, picked) {
  return crel("label", { className: "prose-image" }, [
    crel("input", { type: "radio", name: "image", value: "", checked: !picked }),
    crel("span", { className: "prose-image-none", textContent: words }),
  ]);
}
