/* Loads in place what others host, after a click and never before it. Without this file the link
   beside the card leads there. */

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-presentation allow-forms";

function load(figure) {
  const frame = document.createElement("iframe");
  frame.title = figure.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.setAttribute("sandbox", SANDBOX);
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = figure.dataset.frame;
  figure.querySelector(".embedded-stage").replaceChildren(frame);
  frame.focus(); // the button that had the focus is gone
}

for (const figure of document.querySelectorAll("figure[data-frame]")) {
  const button = figure.querySelector(".embedded-load");
  button.hidden = false;
  button.addEventListener("click", () => load(figure), { once: true });
}
