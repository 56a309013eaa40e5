/* Press “Go on” until the last batch is done, without leaving the page; without this an editor does. */

const PAUSE = 100;

async function next() {
  const region = document.getElementById("content-main");
  const form = region.querySelector("form[data-continue]");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!answer.ok) return; // The button is still there.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const after = page.querySelector("form[data-continue]");
  if (!after) {
    region.replaceWith(page.getElementById("content-main"));
    return;
  }
  for (const selector of ["label[for=progress]", "[role=status]"]) {
    region.querySelector(selector).textContent = page.querySelector(selector).textContent;
  }
  const [bar, further] = [region, page].map((place) => place.querySelector("progress"));
  bar.max = further.max;
  bar.value = further.value;
  for (const field of after.querySelectorAll("input[type=hidden]")) {
    form.elements[field.name].value = field.value;
  }
  setTimeout(next, PAUSE);
}

if (document.querySelector("form[data-continue]")) setTimeout(next, PAUSE);
