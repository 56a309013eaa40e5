/* Many pictures at once: a card for each with what must be known of it; sent one after the other, with progress. */

import { enliven, tell as tellCard, valuesOf } from "../prose/picture-card.js";

const form = document.getElementById("desk-upload");
const files = document.getElementById("desk-files");
const list = form.querySelector(".desk-uploads");
const template = document.getElementById("desk-upload-card");
const go = form.querySelector(".desk-upload-go");
const forAll = form.querySelector(".desk-upload-all");
const bar = go.querySelector("progress");
const said = go.querySelector("[role=status]");
let made = 0;

function addCard(file) {
  const card = template.content.cloneNode(true).firstElementChild;
  const number = ++made;
  for (const labelled of card.querySelectorAll("[id]")) labelled.id += `-${number}`;
  for (const label of card.querySelectorAll("[for]")) label.htmlFor += `-${number}`;
  card.file = file;
  card.querySelector("img").src = URL.createObjectURL(file);
  card.querySelector("h2").textContent = file.name;
  enliven(card);
  card.querySelector("[data-drop-card]").addEventListener("click", () => {
    card.remove();
    tell();
  });
  list.append(card);
}

function cards() {
  return [...list.querySelectorAll(".desk-upload-card:not(.is-done)")];
}

function tell() {
  forAll.hidden = go.hidden = !list.children.length;
  said.textContent = cards().length ? `${cards().length} ${form.dataset.waits}` : "";
}

function take(chosen) {
  for (const file of chosen) addCard(file);
  tell();
  list.querySelector(".desk-upload-card:not(.is-done) textarea")?.focus();
}

function fieldsOf(card) {
  const fields = valuesOf(card, card.file);
  for (const field of forAll.querySelectorAll("input[name]")) fields.append(field.name, field.value);
  const credit = document.getElementById("desk-credit-all").value;
  if (!fields.get("credit") && credit) fields.set("credit", credit);
  return fields;
}

function send(card, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch tells no progress of what it sends
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("load", () => {
      try {
        resolve({ status: request.status, ...JSON.parse(request.responseText) });
      } catch {
        resolve({ status: request.status, errors: { file: [form.dataset.failed] } });
      }
    });
    request.addEventListener("error", () => resolve({ status: 0, errors: { file: [form.dataset.failed] } }));
    request.open("POST", globalThis.location.href);
    request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    request.send(fieldsOf(card));
  });
}

function show(card, answer) {
  tellCard(card, answer);
  if (answer.status === 201) {
    card.classList.add("is-done");
    const link = document.createElement("a");
    link.href = answer.address;
    link.textContent = `${form.dataset.done}: ${answer.title}`;
    card.querySelector("h2").replaceChildren(link);
    return;
  }
}

files.addEventListener("change", () => {
  take(files.files);
  files.value = "";
});
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const waiting = cards();
  for (const [number, card] of waiting.entries()) {
    show(card, await send(card, (share) => (bar.value = (number + share) / waiting.length)));
  }
  bar.value = 1;
  tell();
  cards()[0]?.querySelector(".errors:not(:empty)")?.parentElement.querySelector("input, textarea, select")?.focus();
});
globalThis.addEventListener("beforeunload", (event) => {
  if (cards().length) event.preventDefault();
});
