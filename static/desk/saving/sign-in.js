/* Signing in above the form, which stays as it is: a dialog with the site's own sign-in. */

import { words } from "./words.js";

/* Resolve with a token for forms of this account; asks for a sign-in if there is none. */
export async function newToken(panel) {
  return (await tokenOf(panel)) || (await askFor(panel));
}

/* The token, "" while nobody or somebody else is signed in; another account is told so. */
async function tokenOf(panel, note) {
  const answer = await fetch(panel.dataset.token, { headers: { "X-Podium-Saving": "token" } }).catch(() => null);
  if (!answer?.ok) return "";
  const said = await answer.json();
  if (said.account !== panel.dataset.account) {
    if (note) note.textContent = words.otherAccount;
    return "";
  }
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = said.token;
  return said.token;
}

function askFor(panel) {
  const dialog = document.createElement("dialog");
  dialog.className = "podium-sign-in";
  const heading = document.createElement("h2");
  heading.id = "podium-sign-in-heading";
  heading.textContent = words.signedOut;
  dialog.setAttribute("aria-labelledby", heading.id);
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  note.textContent = words.signIn;
  const frame = document.createElement("iframe");
  frame.title = words.signInHere;
  frame.src = panel.dataset.signIn;
  dialog.append(heading, note, frame, button(words.later, () => dialog.close()));
  document.body.append(dialog);
  dialog.showModal();
  return answered(panel, dialog, note);
}

/* Wait for a sign-in, here or in another window; who closes the dialog can come back to it. */
function answered(panel, dialog, note) {
  const again = button(words.signInHere, () => dialog.showModal());
  return new Promise((resolve) => {
    const look = async (event) => {
      if (event.type === "message" && !(event.origin === location.origin && event.data === "podium:signed-in")) return;
      const token = await tokenOf(panel, note);
      if (!token) return;
      removeEventListener("message", look);
      removeEventListener("focus", look);
      dialog.remove();
      again.remove();
      resolve(token);
    };
    addEventListener("message", look);
    addEventListener("focus", look);
    dialog.addEventListener("close", () => panel.append(again));
  });
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
