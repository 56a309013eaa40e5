/* The image form: alternative text is asked for before the upload is sent, and a click into the
   picture sets the focal point. Both work without this file, by words and numbers. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("#id_alternative_text")
  const decorative = document.querySelector("#id_decorative")
  if (text && decorative) {
    const ask = () => { text.required = !decorative.checked }
    decorative.addEventListener("change", ask)
    ask()
  }

  const picture = document.querySelector("[data-focal-picture]")
  const across = document.querySelector("[data-focal='x']")
  const down = document.querySelector("[data-focal='y']")
  if (!picture || !across || !down) return
  const point = document.createElement("span")
  point.className = "media-focal-point"
  picture.append(point)
  const show = () => {
    point.style.left = `${across.value}%`
    point.style.top = `${down.value}%`
  }
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect()
    across.value = Math.round((100 * (event.clientX - box.left)) / box.width)
    down.value = Math.round((100 * (event.clientY - box.top)) / box.height)
    show()
  })
  across.addEventListener("input", show)
  down.addEventListener("input", show)
  show()
})
