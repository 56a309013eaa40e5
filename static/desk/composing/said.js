/* What happened, for those who listen. */

const line = document.createElement("div");
line.className = "visually-hidden";
line.setAttribute("role", "status");
document.body.append(line);

export function say(text) {
  line.textContent = text;
}
