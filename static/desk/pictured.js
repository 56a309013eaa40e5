/* Pictures that are chosen by typing are offered as pictures (desk/pictures/choices.py). */

function pictured(item) {
  const picture = item.picture || item.element?.dataset.picture; // of the one that was chosen before
  if (!picture) return item.text;
  const line = document.createElement("span");
  line.className = "desk-pictured";
  const image = document.createElement("img");
  image.src = picture;
  image.alt = "";
  const words = document.createElement("span");
  words.textContent = item.shows ? `${item.text} – ${item.shows}` : item.text;
  line.append(image, words);
  return globalThis.django.jQuery(line);
}

const select2 = globalThis.django?.jQuery?.fn.select2;
select2?.defaults.set("templateResult", pictured);
select2?.defaults.set("templateSelection", pictured);
