/* Keep the preview of wordings in step with what is typed; without this its button shows it. */
const PAUSE = 700;
const button = document.querySelector("button[data-specimens]");
const form = button?.form;
const frame = form?.querySelector("iframe[name=specimens]");
let running = null;
let waiting = 0;

async function refresh() {
  clearTimeout(waiting);
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: new FormData(form),
      signal: running.signal,
    });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    frame.contentDocument.body.replaceWith(page.body);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
}

if (frame) {
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
    form.addEventListener(kind, soon);
  }
  // Submitting to the frame would make the form count as saved (unsaved.js).
  button.addEventListener("click", (event) => {
    event.preventDefault();
    refresh();
  });
}
