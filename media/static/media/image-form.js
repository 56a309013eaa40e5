/* The image form: alternative text is asked for before the upload is sent, the picture is shown as
   soon as it is chosen, and a click into it sets the focal point. All of it works without this
   file, by words and numbers. */
"use strict";

function askForText() {
  const text = document.querySelector("#id_alternative_text")
  const decorative = document.querySelector("#id_decorative")
  if (!text || !decorative) return
  const ask = () => { text.required = !decorative.checked }
  decorative.addEventListener("change", ask)
  ask()
  /* The admin leaves checking to the server; there the chosen file would be lost with the answer. */
  text.form.noValidate = false
}

/* Return the frame of the picture; on a new form it is made, and stays hidden until one is chosen. */
function frameOf(input) {
  const there = document.querySelector("[data-focal-picture]")
  if (there) return there
  const frame = document.createElement("div")
  frame.className = "media-focal-picture"
  frame.hidden = true
  const image = document.createElement("img")
  image.alt = ""
  frame.append(image)
  input.before(frame)
  return frame
}

function showChosen(input, frame) {
  const image = frame.querySelector("img")
  image.addEventListener("error", () => { frame.hidden = true })
  input.addEventListener("change", () => {
    const [file] = input.files
    if (!file) return
    image.src = URL.createObjectURL(file)
    frame.hidden = false
  })
}

function setFocalPoint(frame, across, down) {
  const point = document.createElement("span")
  point.className = "media-focal-point"
  frame.append(point)
  const show = () => {
    point.style.left = `${across.value}%`
    point.style.top = `${down.value}%`
  }
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect()
    across.value = Math.round((100 * (event.clientX - box.left)) / box.width)
    down.value = Math.round((100 * (event.clientY - box.top)) / box.height)
    show()
  })
  across.addEventListener("input", show)
  down.addEventListener("input", show)
  show()
}

document.addEventListener("DOMContentLoaded", () => {
  askForText()
  const input = document.querySelector("#id_file")
  const across = document.querySelector("[data-focal='x']")
  const down = document.querySelector("[data-focal='y']")
  if (!input || !across || !down) return
  const frame = frameOf(input)
  showChosen(input, frame)
  setFocalPoint(frame, across, down)
})
