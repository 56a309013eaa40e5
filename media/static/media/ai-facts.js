/* The image form: what only AI pictures are asked shows for them alone, and a chosen file is asked
   what it says of its own making. Without this file everything is shown, and the server asks. */
const select = document.querySelector("select[data-ai-types]")
const file = document.querySelector("#id_file")
const tool = document.querySelector("#id_generated_by")
const told = document.querySelector("#id_told")

function showQuestions() {
  const madeWithAI = select.dataset.aiTypes.split(" ").includes(select.value)
  for (const name of ["photorealistic", "depicts_real"]) {
    const row = document.querySelector(`.form-row.field-${name}`)
    if (row) row.hidden = !madeWithAI
  }
}

function noteBelow(field) {
  const note = document.createElement("p")
  note.className = "media-declared"
  note.setAttribute("role", "status")
  field.closest(".form-row").append(note)
  return note
}

async function ask(chosen) {
  const body = new FormData()
  body.append("file", chosen)
  body.append("csrfmiddlewaretoken", select.form.elements.csrfmiddlewaretoken.value)
  const answer = await fetch(select.dataset.declaredUrl, { method: "POST", body })
  return answer.json()
}

function takeOver(said) {
  if (!said.note) return
  select.value = said.source_type
  select.dispatchEvent(new Event("change", { bubbles: true }))
  if (tool && !tool.value) tool.value = said.tool
  if (told) told.value = said.told
}

if (select) {
  select.addEventListener("change", showQuestions)
  showQuestions()
}
if (select && file) {
  const note = noteBelow(select)
  const problem = noteBelow(file)
  file.addEventListener("change", async () => {
    note.textContent = problem.textContent = ""
    const [chosen] = file.files
    if (!chosen) return
    try {
      const said = await ask(chosen)
      if (file.files[0] !== chosen) return
      takeOver(said)
      note.textContent = said.note || ""
      problem.textContent = said.error || ""
    } catch {
      /* No answer: the server asks when the form is sent. */
    }
  })
}
