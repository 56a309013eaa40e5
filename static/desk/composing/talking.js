/* Comments beside the text: sent without leaving the page; the passages they quote are marked, and led to.
   Without this a link leads to a page with the same. */

import { choose, fieldWith, sheet } from "desk/composing/beside";
import { say } from "desk/composing/said";
import { gettext } from "prose/words";

const form = document.querySelector("form[data-composing]");
const region = document.getElementById("compose-talk");
const tab = document.getElementById("tab-talk");
const LONGEST = 500;
let chosen = null;
let loading = false;

/* What is said is fetched when somebody looks, and at once where passages of the text are quoted. */
async function load() {
  if (loading || region.querySelector(".talk")) return;
  loading = true;
  try {
    const answer = await fetch(region.dataset.address, { headers: { "X-Part": "1" } });
    if (answer.ok && !answer.redirected) {
      const focused = region.contains(document.activeElement);
      region.innerHTML = await answer.text();
      shown();
      if (focused) region.querySelector("textarea, a, button")?.focus();
      if (location.hash.startsWith("#comment-")) document.querySelector(location.hash)?.scrollIntoView();
    }
  } catch {
    // The way to a page with the same stays here as long as it cannot be fetched.
  } finally {
    loading = false;
  }
}

async function send(event) {
  const sent = event.target;
  if (!sent.matches("form[data-talking]")) return;
  event.preventDefault();
  if (region.hasAttribute("aria-busy")) return;
  region.setAttribute("aria-busy", "true");
  try {
    const body = new FormData(sent, event.submitter);
    const answer = await fetch(sent.action, { method: "POST", body, headers: { "X-Part": "1" } });
    if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(answer.statusText);
    const part = await answer.text();
    const begun = begunBesides(event.submitter);
    region.innerHTML = part;
    for (const [name, words] of begun) writeAgain(name, words);
    shown();
    (region.querySelector(".errorlist ~ :is(input, textarea)") || document.getElementById("talk-new-link"))?.focus();
    form.dispatchEvent(new Event("change", { bubbles: true })); // the checks count what is open
    form.dispatchEvent(new CustomEvent("compose:talked", { bubbles: true }));
  } catch {
    const line = document.createElement("p");
    line.className = "errornote";
    line.role = "alert";
    line.textContent = gettext("This could not be sent. It is still here; please try again.");
    region.prepend(line);
  } finally {
    region.removeAttribute("aria-busy");
  }
}

/* What is being written in other fields than those that a button sends: it stays, whatever is answered. */
function begunBesides({ name, value }) {
  const sent = { comment: "talk-", link: "link-", reply: `reply-${value}-` }[name];
  return [...region.querySelectorAll("[name]:is(textarea, select, input[type=text]):not([readonly])")]
    .filter((field) => field.value && !(sent && field.name.startsWith(sent)))
    .map((field) => [field.name, field.value]);
}

function writeAgain(name, words) {
  const field = region.querySelector(`[name="${name}"]`);
  if (!field) return;
  field.value = words;
  field.closest("details")?.setAttribute("open", "");
}

function shown() {
  tab.querySelector("[data-talked]").textContent = region.firstElementChild.dataset.open;
  const button = region.querySelector("[data-copy-link]");
  if (button) button.hidden = false;
  mark();
}

/* Where some words stand in what is shown of the texts. */
function rangeOf(words) {
  for (const text of form.querySelectorAll(".compose-text :is(.prose-shown, .ProseMirror)")) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let all = "";
    while (walker.nextNode()) {
      nodes.push([all.length, walker.currentNode]);
      all += walker.currentNode.data;
    }
    const start = all.indexOf(words);
    if (start < 0 || !text.offsetParent) continue;
    const range = document.createRange();
    const at = (place) => nodes.findLast(([begins]) => begins <= place);
    const [first, last] = [at(start), at(start + words.length - 1)];
    range.setStart(first[1], start - first[0]);
    range.setEnd(last[1], start + words.length - last[0]);
    return range;
  }
  return null;
}

function mark() {
  if (!globalThis.CSS?.highlights) return;
  const quoted = [...region.querySelectorAll(".talk-comment:not(.is-resolved) [data-quoted]")];
  const ranges = quoted.map((link) => rangeOf(link.dataset.quoted)).filter(Boolean);
  CSS.highlights.set("talk", new Highlight(...ranges));
}

function lead(event) {
  const link = event.target.closest("[data-quoted]");
  if (!link) return;
  event.preventDefault();
  const range = rangeOf(link.dataset.quoted);
  const field = range ? null : fieldWith(link.dataset.quoted);
  if (!range && !field) {
    say(gettext("The text has changed: these words are no longer in it."));
    link.closest("blockquote").classList.add("is-gone");
    return;
  }
  sheet("");
  (range ? range.startContainer.parentElement : field).scrollIntoView({ block: "center" });
  if (range) {
    document.getSelection().setBaseAndExtent(
      range.startContainer,
      range.startOffset,
      range.endContainer,
      range.endOffset,
    );
  } else field.focus({ preventScroll: true });
}

/* Words that are marked in the text are what the comment is about. */
function remember() {
  const selection = document.getSelection();
  const node = selection.anchorNode;
  const place = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".compose-text");
  if (!place) return;
  const words = String(selection).trim();
  chosen = words && words.length <= LONGEST
    ? { words, row: selection.anchorNode.parentElement.closest(".exchange") }
    : null;
}

function quote({ target }) {
  if (target.name !== "talk-text" || !chosen) return;
  const passage = region.querySelector("[name=talk-quote]");
  if (passage.value) return;
  passage.value = chosen.words;
  const about = region.querySelector("[name=talk-exchange]");
  const number = chosen.row?.querySelector("[name$='-id']").value;
  if (about && number) about.value = number;
  chosen = null;
}

function press({ target }) {
  const mention = target.closest("[data-mention]");
  if (mention) {
    const text = region.querySelector("[name=talk-text]");
    text.setRangeText(`@${mention.dataset.mention} `, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  }
  const copy = target.closest("[data-copy-link]");
  if (copy) {
    const field = document.getElementById("talk-new-link");
    field.select();
    navigator.clipboard?.writeText(field.value);
    copy.textContent = copy.dataset.done;
  }
}

if (region) {
  document.addEventListener("submit", send);
  document.addEventListener("selectionchange", remember);
  region.addEventListener("focusin", quote);
  region.addEventListener("click", lead);
  region.addEventListener("click", press);
  // What is typed here is no part of the piece: nothing of it is saved or checked with it.
  for (const kind of ["input", "change"]) region.addEventListener(kind, (event) => event.stopPropagation());
  if (location.hash.startsWith("#compose-talk") || location.hash.startsWith("#comment-")) choose(tab);
  region.addEventListener("compose:shown", load);
  if (!region.hidden || tab.querySelector("[data-talked]").textContent) load();
  addEventListener("load", () => setTimeout(mark));
  form.addEventListener("compose:checked", mark);
}
