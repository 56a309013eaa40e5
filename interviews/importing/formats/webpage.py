"""HTML pages turned into paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree, html

from interviews.importing.formats.document import NOTHING, Document
from interviews.importing.formats.main_content import main_content, proposals_of
from interviews.importing.formats.paragraphs import Paragraph, Span, paragraphs_from
from prose.sanitising import SHIFTED

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "head nav script style template noscript iframe object svg select button".split()
)
# Deleted text is no longer said; a page strikes it to show that.
_STRUCK = frozenset({"del", "s", "strike"})
_WHOLE_PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:^|[\s_-])(?:frage|question|interview-?frage|interviewer)(?:$|[\s_-])", re.IGNORECASE
)
_STYLES = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{1,2000})\}")
_REDIRECT = re.compile(r"https://www\.google\.com/url\?q=([^&]{1,2000})&")
_STRUCK_STYLE = re.compile(r"text-decoration[^;]{0,40}line-through", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_DEEPEST = 200


@dataclass(frozen=True)
class _Format:
    bold: bool = False
    italic: bool = False
    href: str = ""
    shape: dict[int, int] | None = None


class _Walk:
    """Collects text until a block begins or ends, then makes a paragraph of it."""

    def __init__(self, styles: dict[str, str], *, by_lines: bool) -> None:
        self.styles = styles
        self.by_lines = by_lines
        self.paragraphs: list[Paragraph] = []
        self.spans: list[Span] = []
        self.pattern = Paragraph(1)
        self.items: dict[etree._Element, int] = {}

    def flush(self) -> None:
        self.paragraphs.extend(
            paragraphs_from(self.spans, replace(self.pattern, marker=self.take()))
        )
        self.spans = []

    def take(self) -> str:
        """Return the marker of the list item that has begun, once and only with its text."""
        if not any(span.text.strip() for span in self.spans):
            return ""
        marker, self.pattern = self.pattern.marker, replace(self.pattern, marker="")
        return marker

    def add(self, text: str | None, form: _Format) -> None:
        if text:
            # Line ends in the source are spaces; only <br> ends a line, or where none is marked up.
            clean = text if self.by_lines else re.sub(r"\s", " ", text)
            shown = clean.translate(form.shape) if form.shape and len(clean) <= 6 else clean
            self.spans.append(Span(shown, form.bold, form.italic, form.href))

    def element(self, node: etree._Element, form: _Format, depth: int = 0) -> None:
        if not isinstance(node.tag, str):  # a comment, a processing instruction
            return
        tag, css = node.tag, self.css(node)
        if tag in _SKIPPED or tag in _STRUCK or _STRUCK_STYLE.search(css):
            return
        if depth > _DEEPEST:
            self.add("".join(str(text) for text in node.itertext()), form)
            return
        if tag == "br":
            self.spans.append(Span("\n"))
            return
        outer = self.pattern
        if tag in _BLOCKS:
            self.flush()
            self.pattern = self.begun(node, tag)
        inner = _format(node, tag, form, css)
        self.add(node.text, inner)
        for child in node:
            self.element(child, inner, depth + 1)
            self.add(child.tail, inner)
        if tag in _BLOCKS:
            self.flush()
            # A marker already used by the inner paragraph must not come back.
            self.pattern = outer if tag != "p" else replace(outer, marker=self.pattern.marker)

    def css(self, node: etree._Element) -> str:
        """Return what style is said of an element, in place or by its classes."""
        named = (self.styles.get(name, "") for name in node.get("class", "").split()[:10])
        return ";".join([*named, node.get("style", "")])

    def begun(self, node: etree._Element, tag: str) -> Paragraph:
        """Return the pattern for the paragraphs of a block that begins."""
        outer = self.pattern
        base = replace(outer, line=node.sourceline or outer.line)
        if re.fullmatch(r"h[1-6]", tag):
            return replace(base, style="heading", level=int(tag[1]), marker="")
        if tag in {"dt", "summary"} or (tag == "p" and _ASKED.search(node.get("class", ""))):
            return replace(base, style="question", marker="")
        if tag == "blockquote":
            return replace(base, style="quote")
        if tag == "li":
            return replace(base, style="list", marker=self.list_marker(node))
        if tag in {"dd", "td", "th"}:
            return replace(base, style="text", marker="")
        return base

    def list_marker(self, node: etree._Element) -> str:
        """Return a bullet, or the number which a browser would show."""
        parent = node.getparent()
        if parent is None or parent.tag != "ol":
            return "•"
        start = parent.get("start", "1")
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
        self.items[parent] = self.items.get(parent, first - 1) + 1
        return f"{self.items[parent]}."


def document_of_html(text: str) -> Document:
    """Turn an HTML page or fragment into paragraphs; `line` is the line in the source.

    Of a whole page only the main content is read; its head gives the proposals.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except etree.ParserError:  # not one element in it
        return Document(())
    whole = bool(_WHOLE_PAGE.search(text[:5000]))
    proposals = proposals_of(root) if whole else NOTHING
    styles = {
        name: rules
        for style in root.iter("style")
        for name, rules in _STYLES.findall(style.text or "")
    }
    node = main_content(root) if whole else root
    walk = _Walk(styles, by_lines=_has_lines_only(node))
    walk.element(node, _Format())
    walk.flush()
    return Document(tuple(walk.paragraphs), proposals)


def paragraphs_of_html(text: str) -> list[Paragraph]:
    """Return the paragraphs of an HTML page or fragment alone."""
    return list(document_of_html(text).paragraphs)


def _has_lines_only(root: etree._Element) -> bool:
    """Tell whether paragraphs are but lines, as in WordPress's classic editor."""
    if next(root.iter("p", "br", "pre", "td"), None) is not None:
        return False
    blank = sum(len(re.findall(r"\n[ \t\r]*\n", str(text))) for text in root.itertext())
    return blank >= 2


def _format(node: etree._Element, tag: str, form: _Format, css: str) -> _Format:
    light = re.search(r"font-weight\s*:\s*(?:normal|[1-4]00)", css)
    href = node.get("href", "").strip() if tag == "a" else form.href
    if redirect := _REDIRECT.match(href):
        href = unquote(redirect[1])
    bold = form.bold or tag in {"b", "strong"} or bool(_BOLD_STYLE.search(css))
    return _Format(
        # Google Docs wraps all that is copied in a <b> that is none.
        bold=bold and not (light and tag in {"b", "span"}),
        italic=form.italic or tag in {"i", "em"} or bool(_ITALIC_STYLE.search(css)),
        href=href,
        shape=SHIFTED.get(tag, form.shape),
    )
