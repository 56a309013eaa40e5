/* What stands beside the text: three tabs, the checks that follow what is typed, sheets on a phone. */

import { bodyOf } from "../saving/snapshot.js";
import { replace } from "desk/composing/replacing";

const form = document.querySelector("form[data-composing]");
const beside = form.querySelector(".compose-beside");
const tabs = [...beside.querySelectorAll("[role=tab]")];
const PAUSE = 700;

export function choose(tab, focus = false) {
  for (const one of tabs) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    document.getElementById(one.getAttribute("aria-controls")).hidden = !chosen;
  }
  document.getElementById(tab.getAttribute("aria-controls")).dispatchEvent(new Event("compose:shown"));
  if (focus) tab.focus();
  sessionStorage.setItem("compose-tab", tab.id);
}

export const tabOf = (element) =>
  tabs.find((tab) => tab.getAttribute("aria-controls") === element.closest("[role=tabpanel]")?.id);

beside.querySelector("[role=tablist]").hidden = false;
beside.querySelector("[role=tablist]").addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) choose(tab);
});
beside.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) choose(tabs.at((tabs.indexOf(document.activeElement) + step) % tabs.length), true);
});
const wrong = beside.querySelector(".errorlist, .errors");
choose((wrong && tabOf(wrong)) || document.getElementById(sessionStorage.getItem("compose-tab")) || tabs[0]);

// Sheets ------------------------------------------------------------------------------------------
for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => {
    const open = form.dataset.sheet !== button.dataset.opens;
    sheet(open ? button.dataset.opens : "");
  });
}

export function sheet(name) {
  form.dataset.sheet = name;
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.setAttribute("aria-expanded", String(button.dataset.opens === name));
  }
}

form.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && form.dataset.sheet) sheet("");
});

// Checks ------------------------------------------------------------------------------------------
const region = document.getElementById("podium-disclosure");
let running = null;
let waiting = 0;

async function refresh() {
  running?.abort();
  running = new AbortController();
  region.setAttribute("aria-busy", "true");
  try {
    const options = { method: "POST", body: bodyOf(form), signal: running.signal };
    const answer = await fetch(form.dataset.panel, options);
    if (answer.ok) region.innerHTML = await answer.text();
    count();
    region.removeAttribute("aria-busy");
    form.dispatchEvent(new CustomEvent("compose:checked"));
  } catch (error) {
    if (error.name !== "AbortError") region.removeAttribute("aria-busy");
  }
}

function soon(event) {
  if (event?.target && region.contains(event.target)) return;
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
}

/* The field in which some words stand; what is shown of a rich text may be set otherwise. */
export function fieldWith(words) {
  const plain = (text) => text.replace(/<[^>]*>/g, "").replaceAll("&nbsp;", " ").replace(/\s+/g, " ");
  const fields = [...form.querySelectorAll(".compose-text :is(textarea, input[type=text])")];
  return fields.find((field) => !field.closest(".is-gone") && plain(field.value).includes(plain(words)));
}

/* Put other words in the place of those that a check found. */
function mend(event) {
  const button = event.target.closest("[data-replace]");
  if (!button) return;
  replace(button.dataset.replace, button.dataset.by);
  button.closest("li").remove();
  refresh();
}

function count() {
  document.querySelector(".compose-tabs [data-missing]").textContent =
    region.querySelector("[data-missing]")?.dataset.missing || "";
}

/* Lead to what a sentence is about: a field of the text, or one beside it. */
function lead(event) {
  const link = event.target.closest("a[data-field], .podium-blocking a, .podium-advice a[href^='#']");
  const name = link?.dataset.field || link?.hash.slice(1);
  const found = link?.dataset.at && fieldWith(link.dataset.at);
  if (!name && !found) return;
  const target = found || document.getElementById(`${name}-group`) || document.getElementById(`id_${name}`) ||
    document.getElementById(name);
  if (!target) return;
  event.preventDefault();
  const tab = tabOf(target);
  if (tab) choose(tab);
  sheet(tab ? "beside" : "");
  target.closest("details")?.setAttribute("open", "");
  const shown = target.matches(".is-shown") ? target.previousElementSibling : target;
  shown.scrollIntoView({ block: "center" });
  const inner = "input:not([type=hidden]), select, textarea:not(.is-shown), a, button";
  (shown.matches("div") && !shown.matches("[tabindex]") ? shown.querySelector(inner) : shown)?.focus({
    preventScroll: true,
  });
}

function start() {
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) form.addEventListener(kind, soon);
  window.django?.jQuery(form).on("select2:select select2:unselect", () => soon());
  form.addEventListener("click", lead);
  region.addEventListener("click", mend);
}

count();
// What other scripts set in the form as the page loads is nobody's typing.
if (document.readyState === "complete") start();
else addEventListener("load", () => setTimeout(start));
