/* Keep “What readers are told” in step with what is typed; without this it follows each save. */

const PAUSE = 700;
const region = document.getElementById("podium-disclosure");
const form = region?.closest("form");
let running = null;
let waiting = 0;

async function refresh() {
  running?.abort();
  running = new AbortController();
  region.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(region.dataset.address, {
      method: "POST",
      body: new FormData(form),
      signal: running.signal,
    });
    if (answer.ok) region.innerHTML = await answer.text();
    region.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") region.removeAttribute("aria-busy");
  }
}

function soon(event) {
  if (region.contains(event.target)) return;
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
}

/* Lead to the field that an answer is about. It may be known by its row or by its name. */
function lead(event) {
  const field = event.target.closest("a[data-field]")?.dataset.field;
  const target = field && (document.getElementById(`${field}-group`) || document.getElementById(`id_${field}`));
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView({ block: "center" });
  target.querySelector("input:not([type=hidden]), select, a, button")?.focus({ preventScroll: true });
  if (target.matches("input, select, textarea")) target.focus({ preventScroll: true });
}

function start() {
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
    form.addEventListener(kind, soon);
  }
  // select2 speaks jQuery only.
  window.django?.jQuery(form).on("select2:select select2:unselect", soon);
  region.addEventListener("click", lead);
}

// What other scripts set in the form as the page loads is nobody's typing.
if (form) document.addEventListener("DOMContentLoaded", start);
