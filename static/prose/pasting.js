/* What is pasted, in markup that the editor knows; prose/pasted.py does the same for what comes otherwise. */

import { Extension } from "django-prose-editor/editor";

const STYLES = {
  strong: /font-weight\s*:\s*(?:bold|[6-9]00)/i,
  em: /font-style\s*:\s*italic/i,
  s: /text-decoration[^;]{0,40}line-through/i,
  sup: /vertical-align\s*:\s*super/i,
  sub: /vertical-align\s*:\s*sub\b/i,
};
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all/i;
const MARKER = /mso-list\s*:\s*ignore/i;
const ITEM = /mso-list\s*:\s*l\d{1,9}\s+level([1-9])/i;
const NUMBER = /^\(?(\d{1,4}|[a-z]|[ivx]{2,5})[.)]/i;

const styleOf = (node) => node.getAttribute("style") || "";

function renamed(node, tag) {
  const made = node.ownerDocument.createElement(tag);
  made.append(...node.childNodes);
  return made;
}

/* Marks that are only said by a style; Google Docs wraps all that is copied in a <b> that is none. */
function mark(node) {
  const style = styleOf(node);
  if (node.matches("b, strong") && /font-weight\s*:\s*(?:normal|[1-4]00)/i.test(style)) {
    node.replaceWith(...node.childNodes);
    return;
  }
  if (!node.matches("span, font, b, strong, i, em, u, a")) return;
  for (const [tag, pattern] of Object.entries(STYLES)) {
    if (pattern.test(style)) node.append(renamed(node, tag));
  }
}

function listFor(page, marker) {
  const [, number] = marker.match(NUMBER) || [];
  const list = page.createElement(number ? "ol" : "ul");
  if (!number) return list;
  if (/^\d/.test(number)) list.setAttribute("start", number);
  else if (/^i$|^..+/i.test(number)) list.type = number === number.toLowerCase() ? "i" : "I";
  else {
    list.type = number === number.toLowerCase() ? "a" : "A";
    list.setAttribute("start", String(number.toLowerCase().charCodeAt(0) - 96));
  }
  return list;
}

/* Word writes its lists as paragraphs, each with its level, and its bullet in a span of its own. */
function makeLists(page) {
  let open = [];
  let last = null;
  for (const paragraph of page.querySelectorAll("p, div, h1, h2, h3, h4, h5, h6")) {
    const [, digit] = styleOf(paragraph).match(ITEM) || [];
    if (!digit) continue;
    const level = Number(digit);
    const markers = [...paragraph.querySelectorAll("span")].filter((span) => MARKER.test(styleOf(span)));
    const made = listFor(page, markers.map((span) => span.textContent).join("").trim());
    for (const marker of markers) marker.remove();
    if (paragraph.previousElementSibling !== last) open = [];
    while (open.length && open.at(-1).level > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1).list.tagName !== made.tagName) open.pop();
    const item = renamed(paragraph, "li");
    if (open.at(-1)?.level === level) {
      open.at(-1).list.append(item);
      paragraph.remove();
    } else if (open.length) {
      made.append(item);
      open.at(-1).list.lastElementChild.append(made);
      open.push({ level, list: made });
      paragraph.remove();
    } else {
      made.append(item);
      paragraph.replaceWith(made);
      open = [{ level, list: made }];
      last = made;
    }
  }
}

function understood(html) {
  if (html.includes("data-pm-slice")) return html; // from an editor like this one
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const node of page.querySelectorAll("[style]")) if (HIDDEN.test(styleOf(node))) node.remove();
  makeLists(page);
  for (const node of page.querySelectorAll("[style]")) mark(node);
  for (const node of page.querySelectorAll("del, strike")) node.replaceWith(renamed(node, "s"));
  for (const node of page.querySelectorAll("dt, summary, caption")) {
    if (node.matches("dt")) node.append(renamed(node, "strong"));
    const paragraph = renamed(node, "p");
    if (node.matches("table > caption")) {
      node.parentElement.before(paragraph);
      node.remove();
    } else node.replaceWith(paragraph);
  }
  for (const quotation of page.querySelectorAll("q")) quotation.replaceWith('"', ...quotation.childNodes, '"');
  for (const node of page.querySelectorAll("[style]")) node.removeAttribute("style");
  return page.body.innerHTML;
}

export const ProsePasting = Extension.create({
  name: "prosePasting",
  transformPastedHTML: understood,
});
