"""Files of LibreOffice (.odt, OpenDocument 1.3) turned into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from lxml import etree

from interviews.importing.formats.document import Document
from interviews.importing.formats.package import Package
from interviews.importing.formats.paragraphs import Paragraph, Span, Unreadable, paragraphs_from

MIMETYPE = "application/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible-formatting:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}note"}
_SIGNS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t", f"{_TEXT}s": " "}
_DEEPEST = 200


@dataclass(frozen=True)
class _Look:
    bold: bool | None = None
    italic: bool | None = None
    out: bool | None = None
    parent: str = ""


def document_of_odt(package: Package) -> Document:
    """Turn a text of LibreOffice into paragraphs; `line` counts its paragraphs."""
    content = package.xml("content.xml")
    body = None if content is None else content.find(f".//{_OFFICE}text")
    if content is None or body is None:
        raise Unreadable(_("The file holds no text of LibreOffice."))
    looks: dict[str, _Look] = {}
    numbered: set[str] = set()
    for root in (package.xml("styles.xml"), content):
        looks |= {} if root is None else _looks(root)
        numbered |= set() if root is None else _numbered(root)
    reader = _Reader(looks, numbered)
    reader.block(body, 0)
    changed = body.find(f"{_TEXT}tracked-changes") is not None
    remark = _("The file has tracked changes; they are taken as accepted.")
    return Document(tuple(reader.found), remarks=(remark,) if changed else ())


def _looks(root: etree._Element) -> dict[str, _Look]:
    found: dict[str, _Look] = {}
    for node in root.iter(f"{_STYLE}style"):
        told = node.find(f"{_STYLE}text-properties")
        get = (lambda *_names: None) if told is None else told.get
        weight, slant = get(f"{_FO}font-weight"), get(f"{_FO}font-style")
        struck, hidden = get(f"{_STYLE}text-line-through-style"), get(f"{_TEXT}display")
        found[node.get(f"{_STYLE}name", "")] = _Look(
            None if weight is None else weight in {"bold", "600", "700", "800", "900"},
            None if slant is None else slant in {"italic", "oblique"},
            (struck not in {None, "none"} or hidden == "none") or None,
            node.get(f"{_STYLE}parent-style-name", ""),
        )
    return found


def _numbered(root: etree._Element) -> set[str]:
    """Return the styles of lists that count."""
    return {
        node.get(f"{_STYLE}name", "")
        for node in root.iter(f"{_TEXT}list-style")
        if next(node.iterchildren(), None) is not None
        and next(node.iterchildren()).tag == f"{_TEXT}list-level-style-number"
    }


class _Reader:
    """Walks through the body; lists are counted as they come."""

    def __init__(self, looks: dict[str, _Look], numbered: set[str]) -> None:
        self.looks = looks
        self.numbered = numbered
        self.counts: dict[str, int] = {}
        self.found: list[Paragraph] = []
        self.line = 0

    def block(self, node: etree._Element, depth: int, marker: str = "", style: str = "") -> str:
        """Read what is in a block; return the marker that no paragraph has taken yet."""
        if depth > _DEEPEST:
            return marker
        for child in node:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                continue
            if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                marker = self.paragraph(child, marker, listed=bool(style))
            elif child.tag == f"{_TEXT}list":
                name = child.get(f"{_TEXT}style-name", "") or style or "list"
                self.items(child, depth, name)
            else:
                marker = self.block(child, depth + 1, marker, style)
        return marker

    def items(self, node: etree._Element, depth: int, name: str) -> None:
        if node.get(f"{_TEXT}continue-numbering") != "true" and not node.get(
            f"{_TEXT}continue-list"
        ):
            self.counts[name] = 0
        for item in node:
            # An item that holds but a list below it has no number of its own.
            said = any(child.tag in {f"{_TEXT}p", f"{_TEXT}h"} for child in item)
            self.counts[name] = self.counts.get(name, 0) + said
            number = f"{self.counts[name]}." if name in self.numbered else "•"
            marker = number if said else ""
            self.block(item, depth + 1, marker, name)

    def paragraph(self, node: etree._Element, marker: str, *, listed: bool) -> str:
        self.line += 1
        level = node.get(f"{_TEXT}outline-level", "1")
        pattern = Paragraph(self.line, style="list" if listed else "text", marker=marker)
        name = node.get(f"{_TEXT}style-name", "")
        if node.tag == f"{_TEXT}h" or "Title" in self.chain(name):
            level = (
                level if level.isascii() and level.isdigit() and node.tag == f"{_TEXT}h" else "1"
            )
            pattern = replace(pattern, style="heading", level=int(level[:2]))
        spans = list(self.spans(node, name, ""))
        if not any(span.text.strip() for span in spans):
            return marker
        self.found += paragraphs_from(spans, pattern)
        return ""

    def spans(self, node: etree._Element, style: str, href: str, depth: int = 0) -> Iterator[Span]:
        bold, italic, out = self.look(style)
        if not out and node.text:
            yield Span(node.text.replace("\n", " "), bold, italic, href)
        for child in node:
            if child.tag == f"{_TEXT}note":
                yield Span("", note=" ".join("".join(child.xpath("*[2]//text()")).split()))
            elif child.tag in _SIGNS:
                yield Span(_SIGNS[child.tag])
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and depth < _DEEPEST:
                own = child.get(f"{_TEXT}style-name", "") or style
                yield from self.spans(child, own, child.get(_HREF, href), depth + 1)
            if not out and child.tail:
                yield Span(child.tail.replace("\n", " "), bold, italic, href)

    def chain(self, name: str) -> list[str]:
        names: list[str] = []
        while name in self.looks and name not in names:
            names.append(name)
            name = self.looks[name].parent
        return [*names, name]

    def look(self, name: str) -> tuple[bool, bool, bool]:
        looks = [self.looks[name] for name in self.chain(name) if name in self.looks]
        bold, italic, out = (
            next((v for look in looks if (v := getattr(look, what)) is not None), False)
            for what in ("bold", "italic", "out")
        )
        return bool(bold), bool(italic), bool(out)
