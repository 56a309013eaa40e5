/* Hits while one types. Without this script the form does the same by loading the page. */

const WAIT = 160; // milliseconds of rest before asking

const form = document.querySelector("form.search");
const field = form.elements.q;
let asked = address();
let asking = null;
let timer = 0;

function address() {
  const values = new FormData(form);
  values.set("q", values.get("q").trim());
  const given = [...values].filter(([, value]) => value !== "");
  return `${form.getAttribute("action")}?${new URLSearchParams(given)}`;
}

async function ask() {
  const wanted = address();
  if (wanted === asked) return;
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(wanted, { signal: asking.signal });
    if (!answer.ok) return;
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    asked = wanted;
    history.replaceState(null, "", wanted);
  } catch (error) {
    // A newer question took its turn, or the network failed: then the button still works.
    if (error.name !== "AbortError") console.info(error.message);
  }
}

function show(page) {
  const open = document.querySelector("#treffer details")?.open;
  for (const id of ["treffer", "stand"]) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  const details = document.querySelector("#treffer details");
  if (details && open) details.open = true;
  document.title = page.title;
}

function step(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [field, ...document.querySelectorAll(".hits a[href]")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + way];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
document.addEventListener("keydown", step);
