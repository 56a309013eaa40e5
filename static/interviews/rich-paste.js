/* What is pasted or dropped on “Interview from text” keeps its bold type, lists and links: the text area gives way
   to one that shows them. Without this script the text area and the choice of a file are all there is. */

const form = document.querySelector("form[data-pasted]");
const { text, html, file } = form.elements;
const words = form.dataset;
const area = form.querySelector(".rich");
const status = form.querySelector("[role=status]");
const plainer = form.querySelector(".plainer");
const MEANT = "b, strong, i, em, s, del, sup, sub, li, a[href], table, dt, blockquote, h1, h2, h3, h4, h5, h6";
const STYLED = "[style*='font-weight'], [style*='font-style'], [style*='mso-list'], [style*='line-through']";

/* Tell whether markup says more than its words; what only has colours is pasted as the text it is. */
function isRich(markup) {
  const page = new DOMParser().parseFromString(markup, "text/html");
  return page.querySelector(`${MEANT}, ${STYLED}`) !== null;
}

/* Return the markup as the server understands it, or null if it cannot. */
async function understood(markup) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("html", markup.replace(/\ssrc="data:[^"]*"/g, "")); // pictures weigh more than any text
  try {
    const answer = await fetch(words.pasted, { method: "POST", body });
    return answer.ok ? (await answer.json()).html : null;
  } catch {
    return null;
  }
}

function showRich() {
  if (!area.hidden) return;
  for (const line of text.value.split("\n").filter((one) => one.trim())) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    area.append(paragraph);
  }
  text.value = "";
  text.hidden = true;
  area.hidden = plainer.hidden = false;
  area.focus();
  getSelection().selectAllChildren(area);
  getSelection().collapseToEnd();
}

function showPlain() {
  text.value = area.innerText;
  area.replaceChildren();
  html.value = "";
  area.hidden = plainer.hidden = true;
  text.hidden = false;
  status.textContent = words.plain;
  text.focus();
}

function keep() {
  html.value = area.hidden || !area.textContent.trim() ? "" : area.innerHTML;
}

async function take(event, data) {
  const markup = data.getData("text/html");
  const plain = data.getData("text/plain");
  const rich = markup && isRich(markup);
  if (!rich && event.target === text) return;
  event.preventDefault();
  const clean = rich ? await understood(markup) : null;
  if (clean === null) {
    (area.hidden ? text : area).focus();
    document.execCommand("insertText", false, plain);
    if (rich) status.textContent = words.failed;
  } else {
    showRich();
    document.execCommand("insertHTML", false, clean);
    status.textContent = words.kept;
  }
  keep();
}

function drop(event) {
  form.classList.remove("dropping");
  const { files } = event.dataTransfer;
  if (!files.length) {
    if (event.target === text || area.contains(event.target)) take(event, event.dataTransfer);
    return;
  }
  event.preventDefault();
  const one = new DataTransfer();
  one.items.add(files[0]);
  file.files = one.files;
  status.textContent = words.dropped.replace("{name}", files[0].name);
  file.focus();
}

for (const field of [text, area]) field.addEventListener("paste", (event) => take(event, event.clipboardData));
area.addEventListener("input", keep);
plainer.addEventListener("click", showPlain);
form.addEventListener("submit", keep);
form.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  form.classList.add("dropping");
});
form.addEventListener("dragleave", () => form.classList.remove("dropping"));
form.addEventListener("drop", drop);
// A form that came back with a mistake holds what was pasted; the server has been through it again.
if (html.value) {
  showRich();
  area.innerHTML = html.value;
}
