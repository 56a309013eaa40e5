"""HTML pages turned into paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree, html

from interviews.importing.formats.paragraphs import Paragraph, Span, paragraphs_from

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "head nav script style template noscript iframe object svg select button".split()
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_DEEPEST = 200


@dataclass(frozen=True)
class _Format:
    bold: bool = False
    italic: bool = False
    href: str = ""


class _Walk:
    """Collects text until a block begins or ends, then makes a paragraph of it."""

    def __init__(self) -> None:
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
            # Line ends in the source are spaces; only <br> ends a line.
            self.spans.append(Span(re.sub(r"\s", " ", text), form.bold, form.italic, form.href))

    def element(self, node: etree._Element, form: _Format, depth: int = 0) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SKIPPED:
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
        inner = _format(node, tag, form)
        self.add(node.text, inner)
        for child in node:
            self.element(child, inner, depth + 1)
            self.add(child.tail, inner)
        if tag in _BLOCKS:
            self.flush()
            # A marker already used by the inner paragraph must not come back.
            self.pattern = outer if tag != "p" else replace(outer, marker=self.pattern.marker)

    def begun(self, node: etree._Element, tag: str) -> Paragraph:
        """Return the pattern for the paragraphs of a block that begins."""
        outer = self.pattern
        base = replace(outer, line=node.sourceline or outer.line)
        if re.fullmatch(r"h[1-6]", tag):
            return replace(base, style="heading", level=int(tag[1]), marker="")
        if tag in {"dt", "summary"}:
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


def paragraphs_of_html(text: str) -> list[Paragraph]:
    """Turn an HTML page or fragment into paragraphs; `line` is the line in the source."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except etree.ParserError:  # not one element in it
        return []
    walk = _Walk()
    walk.element(root, _Format())
    walk.flush()
    return walk.paragraphs


def _format(node: etree._Element, tag: str, form: _Format) -> _Format:
    style = node.get("style", "")
    return _Format(
        bold=form.bold or tag in {"b", "strong"} or bool(_BOLD_STYLE.search(style)),
        italic=form.italic or tag in {"i", "em"} or bool(_ITALIC_STYLE.search(style)),
        href=node.get("href", "").strip() if tag == "a" else form.href,
    )
