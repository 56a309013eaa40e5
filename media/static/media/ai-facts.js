/* The image form: what only AI pictures are asked shows for them alone, and a chosen file is asked
   what it says of its own making. Without this file everything is shown, and the server asks. */

const select = document.querySelector("select[data-ai-types]");
const file = document.querySelector("#id_file");
const tool = document.querySelector("#id_generated_by");
const told = document.querySelector("#id_told");
const questions = document.querySelectorAll("#id_photorealistic, #id_depicts_real");

const isAI = () => select.dataset.aiTypes.split(" ").includes(select.value);

function showQuestions() {
  const madeWithAI = isAI();
  // What is missing is asked for before the form is sent: afterwards the chosen file is lost.
  if (tool) tool.required = madeWithAI;
  for (const question of questions) {
    question.required = madeWithAI;
    question.closest(".form-row").hidden = !madeWithAI;
  }
}

function noteBelow(field) {
  const note = document.createElement("p");
  note.className = "media-declared";
  field.closest(".form-row").append(note);
  return note;
}

async function ask(chosen) {
  const body = new FormData();
  body.append("file", chosen);
  body.append("csrfmiddlewaretoken", select.form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(select.dataset.declaredUrl, { method: "POST", body });
  return answer.json();
}

/* Another kind of AI that the editor has chosen stays. */
function takeOver(said) {
  if (!said.note) return;
  if (!isAI()) select.value = said.source_type;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  if (tool && !tool.value) tool.value = said.tool;
  if (told) told.value = said.told;
}

if (select) {
  select.addEventListener("change", showQuestions);
  showQuestions();
}
if (select && file) {
  const notes = [noteBelow(file), noteBelow(select)];
  notes[0].setAttribute("role", "status");
  const say = (words) => {
    for (const note of notes) note.textContent = words;
  };
  file.addEventListener("change", async () => {
    say("");
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      const said = await ask(chosen);
      if (file.files[0] !== chosen) return;
      takeOver(said);
      say(said.note || "");
      if (said.error) notes[0].textContent = said.error;
    } catch {
      // No answer: the server asks when the form is sent.
    }
  });
}
