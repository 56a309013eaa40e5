/* The image form: alternative text is asked for before the upload is sent, the picture is shown as
   soon as it is chosen, and a click into it or the arrow keys set the focal point; beside it stands
   what is left where it is cropped. All of it works without this file, by words and numbers. */

const gettext = window.gettext || ((text) => text);
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const USES = { "16x9": gettext("Teaser and lists"), "1x1": gettext("Portrait") };

function askForText() {
  const text = document.querySelector("#id_alternative_text");
  const decorative = document.querySelector("#id_decorative");
  if (!text || !decorative) return;
  const ask = () => (text.required = !decorative.checked);
  decorative.addEventListener("change", ask);
  ask();
  // The admin leaves checking to the server; there the chosen file would be lost with the answer.
  text.form.noValidate = false;
}

/* Return the frame of the picture; on a new form it is made, and stays hidden until one is chosen. */
function frameOf(input) {
  const there = document.querySelector("[data-focal-picture]");
  if (there) return there;
  const frame = document.createElement("div");
  frame.className = "media-focal-picture";
  frame.hidden = true;
  const image = document.createElement("img");
  image.alt = "";
  frame.append(image);
  input.before(frame);
  return frame;
}

function showChosen(input, frame) {
  const image = frame.querySelector("img");
  image.addEventListener("error", () => (frame.hidden = true));
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (!file) return;
    image.src = URL.createObjectURL(file);
    frame.hidden = false;
  });
}

const percent = (number) => Math.min(100, Math.max(0, Math.round(number)));

/* Return the point in the picture: a click sets it, and the arrow keys move it. */
function pointIn(frame, set) {
  const point = document.createElement("button");
  point.type = "button";
  point.className = "media-focal-point";
  point.setAttribute("aria-label", gettext("Focal point"));
  point.title = gettext("The arrow keys move it, with Shift in larger steps.");
  frame.append(point);
  frame.addEventListener("click", (event) => {
    if (event.target === point) return;
    const box = frame.querySelector("img").getBoundingClientRect();
    set((100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height);
    point.focus();
  });
  return point;
}

/* Return a function that shows what is left of the picture in each shape; it has to agree with
   `crop_box` in media/renditions.py. */
function cropsBeside(frame, shapes) {
  const image = frame.querySelector("img");
  const row = document.createElement("div");
  row.className = "media-crops";
  row.setAttribute("aria-label", gettext("Where it is cropped"));
  row.setAttribute("role", "group");
  const parts = shapes.map((shape) => {
    const figure = document.createElement("figure");
    const part = document.createElement("img");
    const caption = document.createElement("figcaption");
    const [across, down] = shape.split("x").map(Number);
    part.alt = "";
    part.style.aspectRatio = `${across} / ${down}`;
    caption.textContent = `${USES[shape] || ""} ${across}:${down}`.trim();
    figure.append(part, caption);
    row.append(figure);
    return { part, ratio: across / down };
  });
  frame.after(row);

  // How far along its room to move, for a part of this share around this point.
  const along = (share, at) => (share >= 1 ? 50 : percent((100 * (at / 100 - share / 2)) / (1 - share)));

  return (x, y) => {
    row.hidden = frame.hidden;
    const whole = image.naturalWidth / image.naturalHeight;
    if (!whole) return;
    for (const { part, ratio } of parts) {
      if (part.src !== image.src) part.src = image.src;
      part.style.objectPosition = `${along(ratio / whole, x)}% ${along(whole / ratio, y)}%`;
    }
  };
}

function setFocalPoint(frame, across, down) {
  const set = (x, y) => {
    across.value = percent(x);
    down.value = percent(y);
    show();
  };
  const point = pointIn(frame, set);
  const crops = cropsBeside(frame, (across.dataset.crops || "").split(" ").filter(Boolean));
  const show = () => {
    point.style.left = `${across.value}%`;
    point.style.top = `${down.value}%`;
    crops(Number(across.value), Number(down.value));
  };
  point.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    set(Number(across.value) + far * step[0], Number(down.value) + far * step[1]);
  });
  for (const input of [across, down]) input.addEventListener("input", show);
  frame.querySelector("img").addEventListener("load", show);
  show();
}

const input = document.querySelector("#id_file");
const across = document.querySelector("[data-focal='x']");
const down = document.querySelector("[data-focal='y']");

askForText();
if (input && across && down) {
  const frame = frameOf(input);
  showChosen(input, frame);
  setFocalPoint(frame, across, down);
}
