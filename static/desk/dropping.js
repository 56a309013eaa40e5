/* A file dropped on the form of a text is read at once; a text pasted into it makes room for itself. */

const form = document.querySelector("[data-drop]");
const text = form?.querySelector("textarea");
const file = form?.querySelector("input[type=file]");

function hasFiles(event) {
  return [...(event.dataTransfer?.types || [])].includes("Files");
}

if (form) {
  form.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("is-over");
  });
  form.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.remove("is-over");
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  text.addEventListener("input", () => {
    text.rows = text.value.length > 200 ? 12 : 2;
  });
}
