/* Choosing many pieces: all on the page by one tick, and only the fields that the chosen action needs. */

const form = document.getElementById("desk-many");
const all = document.getElementById("desk-all-here");
const boxes = form ? [...form.querySelectorAll("input[name=piece]")] : [];
const action = form?.querySelector("select[name=action]");

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

function showFields() {
  for (const field of form.querySelectorAll("[data-for]")) field.hidden = field.dataset.for !== action.value;
}

if (all) {
  const tickAll = () => {
    for (const box of boxes) box.checked = all.checked;
  };
  all.addEventListener("change", tickAll);
  if (all.checked) tickAll(); // by somebody faster than this file
  form.addEventListener("change", tell);
  let last = null;
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
    });
  }
  action.addEventListener("change", showFields);
  showFields();
  tell();
}
