/* Nothing typed is lost: a copy in this browser at once, on the server after a pause, and a form that is
   left only once what stands in it is stored.

   For other scripts: the form sends `podium:saving`, `podium:saved` (detail: the answer) and
   `podium:conflict` (detail: who and when); #podium-saving says in data-state how things are. */

import * as copy from "./copy.js";
import * as errors from "./errors.js";
import { begin as beginPresence } from "./presence.js";
import { send } from "./sending.js";
import { newToken } from "./sign-in.js";
import { bodyOf, opened, pairs, typed } from "./snapshot.js";
import { takeOver } from "./stored.js";
import { clock, fill, words } from "./words.js";

const PAUSE = 1_500;
const COPY_PAUSE = 250;
const panel = document.getElementById("podium-saving");
const form = panel && document.getElementById(panel.dataset.form);
const state = panel?.querySelector(".podium-saving-state");
// A page with a line of its own for it has the state there; both are told how things are.
const slot = document.querySelector("[data-saving-slot]");

let base = form && opened(form);
let stored = ""; // what is typed and stored, to compare
let interacted = panel?.dataset.unsaved === "yes";
let overtaken = false;
let saving = false;
let pressed = false;
let leaving = false;
const timers = {};

const place = () => ({
  account: panel.dataset.account,
  object: panel.dataset.object,
  sitting: form.elements._sitting.value,
});

function say(kind, sentence) {
  for (const one of [panel, slot]) if (one) one.dataset.state = kind;
  if (state.textContent !== sentence) state.textContent = sentence;
}

function tell(kind, detail) {
  form.dispatchEvent(new CustomEvent(`podium:${kind}`, { bubbles: true, detail }));
}

const isDirty = () => interacted && typed(pairs(form)) !== stored;

function keepCopy() {
  if (isDirty()) copy.keep(place(), pairs(form));
}

/* Something may have been typed. */
function soon() {
  if (!interacted) return;
  clearTimeout(timers.copy);
  timers.copy = setTimeout(keepCopy, COPY_PAUSE);
  clearTimeout(timers.save);
  timers.save = setTimeout(autosave, PAUSE);
}

async function autosave() {
  if (!panel.dataset.autosaves || saving || pressed || overtaken || leaving || !isDirty()) return;
  keepCopy();
  const sent = pairs(form);
  const body = new URLSearchParams([["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ...sent]);
  saving = true;
  say("saving", words.saving);
  tell("saving");
  try {
    await take(await send(() => body, "auto", trouble), sent);
  } finally {
    saving = false;
  }
  if (isDirty()) soon();
}

function take(answer, sent) {
  if (answer.status === 409) {
    overtaken = true;
    say("conflict", answer.said.said);
    panel.append(meetButton());
    tell("conflict", answer.said);
  } else if (!answer.json || answer.status !== 200) {
    say("failed", answer.said.said || words.failed);
  } else if (answer.said.version) {
    isStored(answer.said, sent);
  } else {
    stored = typed(sent);
    say("kept", answer.said.said);
  }
}

function isStored(said, sent) {
  copy.drop(place());
  base = takeOver(form, said, sent);
  stored = typed(sent);
  if (panel.dataset.object !== said.object) {
    panel.dataset.object = said.object;
    history.replaceState(null, "", said.address);
    for (const one of document.querySelectorAll(".podium-until-saved")) one.remove();
  }
  if (isDirty()) keepCopy();
  say("saved", [said.said, ...said.messages].join(" "));
  tell("saved", said);
}

const trouble = {
  away() {
    keepCopy();
    say("offline", fill(words.offline, { time: clock(Date.now()) }));
  },
  signedOut() {
    keepCopy();
    say("signed-out", words.signedOut);
    return newToken(panel);
  },
};

function meetButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "podium-saving-meet";
  button.textContent = words.compare;
  button.addEventListener("click", () => leaveBy(null));
  return button;
}

/* Press a button without leaving the page before the answer is there. */
async function press(submitter) {
  if (pressed) return;
  pressed = true;
  keepCopy();
  let sent = [];
  const compose = () => {
    form.elements._base.value ||= JSON.stringify(base);
    say("saving", words.saving);
    sent = pairs(form);
    return bodyOf(form, submitter);
  };
  const answer = await send(compose, "press", trouble);
  if (answer.status === 200 && answer.said.led_to) {
    leaving = true;
    copy.drop(place());
    stored = typed(sent);
    location.assign(answer.said.led_to);
  } else if (answer.status === 422 && answer.json) {
    pressed = false;
    form.elements._base.value = "";
    errors.show(form, answer.said.errors, answer.said.general);
    say("failed", words.mistakes);
  } else if (answer.status === 403 && answer.said.said) {
    pressed = false;
    say("failed", answer.said.said);
  } else {
    leaveBy(submitter);
  }
}

/* Have the browser send the form, whose answer is a page; the copy stays until it is stored. */
function leaveBy(submitter) {
  keepCopy();
  leaving = true;
  form.elements._base.value ||= JSON.stringify(base);
  form.requestSubmit(submitter || form.querySelector("[name=_continue]"));
}

function submitted(event) {
  if (leaving || event.defaultPrevented || event.submitter?.closest(".actions")) return;
  if (form.elements._popup) {
    leaving = true;
    return;
  }
  event.preventDefault();
  press(event.submitter);
}

/* Offer what another form of the same thing left in this browser. */
async function offer() {
  const [found] = await copy.waiting(place());
  if (!found) return;
  document.querySelector(".podium-saving-offer")?.remove();
  const old = { ...place(), sitting: found.sitting };
  const again = document.createElement("form");
  again.className = "podium-saving-offer";
  again.method = "post";
  const note = document.createElement("p");
  note.textContent = fill(words.found, {
    time: `${new Date(found.at).toLocaleDateString(document.documentElement.lang)}, ${clock(found.at)}`,
  });
  const show = document.createElement("button");
  show.textContent = words.show;
  const away = document.createElement("button");
  away.type = "button";
  away.textContent = words.throwAway;
  away.addEventListener("click", () => {
    copy.drop(old);
    again.remove();
  });
  note.append(" ", show, " ", away);
  const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
  for (const [name, value] of [token, ...found.pairs, ["_restore", "1"]]) again.append(hidden(name, value));
  again.append(note);
  panel.after(again);
}

function hidden(name, value) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  return input;
}

async function throwAway(event) {
  const button = event.currentTarget;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("key", button.dataset.sitting);
  const answer = await fetch(button.dataset.address, { method: "POST", body });
  if (answer.ok) button.closest("form").remove();
}

function watch() {
  for (const kind of ["pointerdown", "keydown", "paste", "drop"]) {
    document.addEventListener(kind, () => (interacted = true), { capture: true });
  }
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) form.addEventListener(kind, soon);
  globalThis.django?.jQuery(form).on("change", soon); // select2 speaks jQuery only
  form.addEventListener("submit", submitted);
  // What scripts write into a form without saying so (editors, dialogs).
  setInterval(() => {
    if (!interacted) stored = typed(pairs(form));
    else if (!saving && isDirty()) autosave();
  }, 5_000);
  document.addEventListener("visibilitychange", () => document.hidden && (keepCopy(), autosave()));
  addEventListener("pagehide", keepCopy);
  addEventListener("beforeunload", (event) => {
    if (!leaving && isDirty()) event.preventDefault();
  });
}

function start() {
  slot?.append(state);
  stored = interacted ? "" : typed(pairs(form));
  copy.hold(place());
  watch();
  offer();
  beginPresence(panel, form);
  document.querySelector(".podium-saving-drop")?.addEventListener("click", throwAway);
}

// What other scripts set in the form as the page loads is nobody's typing.
if (form?.elements._sitting) addEventListener("load", start);
