"""Word files (.docx, ECMA-376) turned into paragraphs.

Only the parts with text are unpacked, each up to a limit, so a file made to burst the memory
does not; pictures in the file cost nothing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath

from django.utils.translation import gettext as _
from lxml import etree

from interviews.importing.formats.paragraphs import Paragraph, Span, Unreadable, paragraphs_from

LARGEST_PART = 16 * 1024 * 1024  # bytes of XML; a book has about 5 million
_MOST_ENTRIES = 5000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def paragraphs_of_docx(data: bytes) -> list[Paragraph]:
    """Turn a Word file into paragraphs; `line` counts its paragraphs, empty ones too.

    Raises Unreadable if the file is broken, no Word file, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Document(_Package(package)).paragraphs()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Unreadable(_("The Word file is damaged or protected and cannot be opened.")) from None
    except etree.XMLSyntaxError:
        raise Unreadable(_("The Word file is damaged: its text cannot be read.")) from None


class _Package:
    """The zip archive behind a Word file."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        if len(package.infolist()) > _MOST_ENTRIES:
            raise Unreadable(_("The Word file holds too many parts."))
        self.package = package
        self.names = set(package.namelist())
        self.main = next(
            (target for kind, target in self.relations("") if kind == "officeDocument"),
            "word/document.xml",
        )
        if self.main not in self.names:
            raise Unreadable(_("The file is no Word document."))

    def xml(self, name: str) -> etree._Element | None:
        """Return a part parsed, or None if the file has no such part."""
        if name not in self.names:
            return None
        with self.package.open(name) as part:
            data = part.read(LARGEST_PART + 1)
        if len(data) > LARGEST_PART:
            raise Unreadable(_("The Word file unpacks to far more text than an interview has."))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data.replace(_STRICT, _W[1:-1].encode()), parser)

    def relations(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield kind and target of each relation of a part; of the file itself for ""."""
        for node in self._relations(part):
            kind = node.get("Type", "").rsplit("/", 1)[-1]
            target = node.get("Target", "")
            folder = part.rpartition("/")[0]
            yield kind, target.lstrip("/") if target[:1] == "/" else normpath(join(folder, target))

    def links(self) -> dict[str, str]:
        """Return the addresses which the document links to, by relation."""
        return {
            node.get("Id", ""): node.get("Target", "")
            for node in self._relations(self.main)
            if node.get("TargetMode") == "External"
        }

    def _relations(self, part: str) -> list[etree._Element]:
        folder, _slash, name = part.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else list(root.iterchildren("{*}Relationship"))


@dataclass
class _Style:
    name: str = ""
    based_on: str = ""
    bold: bool | None = None
    italic: bool | None = None
    numbering: tuple[str, int] | None = None
    outline: int | None = None


@dataclass
class _Level:
    kind: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass
class _List:
    """A numbered list of Word: several may share one abstract list and count on together."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class _Document:
    """Walks through the body and counts the lists as Word does."""

    def __init__(self, package: _Package) -> None:
        parts = dict(package.relations(package.main))
        self.body = package.xml(package.main)
        self.links = package.links()
        self.styles = _styles(package.xml(parts.get("styles", "")))
        self.lists = _lists(package.xml(parts.get("numbering", "")))
        self.counts: dict[str, dict[int, int]] = {}
        self.notes = package.xml(parts.get("footnotes", ""))

    def paragraphs(self) -> list[Paragraph]:
        result: list[Paragraph] = []
        nodes = [] if self.body is None else list(self.body.iter(f"{_W}p"))
        nodes += [] if self.notes is None else list(self.notes.iter(f"{_W}p"))
        for line, node in enumerate(nodes, 1):
            if next(node.iterancestors(_FALLBACK), None) is None:
                pattern = self._pattern(node, line)
                spans = list(self._spans(node, node))
                if any(span.text.strip() for span in spans):
                    result.extend(paragraphs_from(spans, pattern))
        return result

    def _pattern(self, node: etree._Element, line: int) -> Paragraph:
        style_id = _value(node, "pPr/pStyle") or ""
        chain = list(self._chain(style_id))
        marker, is_list = self._marker(node, chain)
        names = [style.name.lower() for style in chain]
        outlines = [style.outline for style in chain if style.outline is not None]
        own = _number(node, "pPr/outlineLvl")
        outline = next(iter(outlines), 9) if own is None else own
        if "title" in names[:1]:
            return Paragraph(line, style="heading", level=1, marker=marker)
        if outline < 9 or any(name.startswith("heading ") for name in names[:1]):
            level = outline + 1 if outline < 9 else int(names[0][8:9] or 1)
            return Paragraph(line, style="heading", level=level, marker=marker)
        if any(name.endswith("quote") for name in names[:1]):
            return Paragraph(line, style="quote", marker=marker)
        return Paragraph(line, style="list" if is_list else "text", marker=marker)

    def _chain(self, style_id: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            yield self.styles[style_id]
            style_id = self.styles[style_id].based_on

    def _marker(self, node: etree._Element, chain: list[_Style]) -> tuple[str, bool]:
        """Count on the list of the paragraph and return what Word shows before it."""
        number, depth = _value(node, "pPr/numPr/numId"), _number(node, "pPr/numPr/ilvl") or 0
        inherited = next((style.numbering for style in chain if style.numbering), None)
        if number is None and inherited:
            number, depth = inherited
        if number is None or number == "0" or number not in self.lists:
            return "", False
        numbered = self.lists[number]
        form = numbered.levels.get(depth, _Level())
        counts = self.counts.setdefault(numbered.abstract, {})
        if depth in numbered.restarts:
            counts[depth] = numbered.restarts.pop(depth) - 1
        counts[depth] = counts.get(depth, form.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if form.kind == "none":
            return "", False
        return _shown(numbered, counts, form), True

    def _spans(self, node: etree._Element, paragraph: etree._Element) -> Iterator[Span]:
        for text in node.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}noBreakHyphen"):
            owner = next(text.iterancestors(f"{_W}p"), None)
            run = text.getparent()
            if owner is not paragraph or run is None or run.tag != f"{_W}r":
                continue
            if next(text.iterancestors(f"{_W}moveFrom", _FALLBACK), None) is not None:
                continue
            yield self._span(text, run, paragraph)

    def _span(self, text: etree._Element, run: etree._Element, paragraph: etree._Element) -> Span:
        kind = etree.QName(text).localname
        content = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}.get(kind)
        link = next(run.iterancestors(f"{_W}hyperlink"), None)
        return Span(
            # XML may break lines within the text; they are not lines of the document.
            (text.text or "").replace("\n", " ") if content is None else content,
            self._is(run, paragraph, "bold", "b"),
            self._is(run, paragraph, "italic", "i"),
            "" if link is None else self.links.get(link.get(_R_ID, ""), ""),
        )

    def _is(self, run: etree._Element, paragraph: etree._Element, name: str, tag: str) -> bool:
        own = _switch(run.find(f"{_W}rPr/{_W}{tag}"))
        if own is not None:
            return own
        ids = [_value(run, "rPr/rStyle"), _value(paragraph, "pPr/pStyle")]
        styles = [style for style_id in ids if style_id for style in self._chain(style_id)]
        values = [getattr(style, name) for style in styles]
        return bool(next((value for value in values if value is not None), False))


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for node in () if root is None else root.iterchildren(f"{_W}style"):
        number = _value(node, "pPr/numPr/numId")
        styles[node.get(f"{_W}styleId", "")] = _Style(
            _value(node, "name") or "",
            _value(node, "basedOn") or "",
            _switch(node.find(f"{_W}rPr/{_W}b")),
            _switch(node.find(f"{_W}rPr/{_W}i")),
            (number, _number(node, "pPr/numPr/ilvl") or 0) if number else None,
            _number(node, "pPr/outlineLvl"),
        )
    return styles


def _lists(root: etree._Element | None) -> dict[str, _List]:
    if root is None:
        return {}
    abstract: dict[str, dict[int, _Level]] = {}
    for node in root.iterchildren(f"{_W}abstractNum"):
        levels = {
            int(_attribute(level, "ilvl", "0")): level for level in node.iterchildren(f"{_W}lvl")
        }
        abstract[_attribute(node, "abstractNumId", "")] = {
            depth: _Level(
                _value(level, "numFmt") or "decimal",
                _value(level, "lvlText") or "",
                int(_value(level, "start") or 1),
            )
            for depth, level in levels.items()
        }
    lists: dict[str, _List] = {}
    for node in root.iterchildren(f"{_W}num"):
        source = _value(node, "abstractNumId") or ""
        numbered = _List(source, abstract.get(source, {}))
        for override in node.iterchildren(f"{_W}lvlOverride"):
            start = _number(override, "startOverride")
            if start is not None:
                numbered.restarts[int(_attribute(override, "ilvl", "0"))] = start
        lists[_attribute(node, "numId", "")] = numbered
    return lists


def _shown(numbered: _List, counts: dict[int, int], form: _Level) -> str:
    if form.kind == "bullet":
        return "•"
    shown = form.pattern
    for depth in range(9):
        level = numbered.levels.get(depth, _Level())
        count = counts.get(depth, level.start)
        shown = shown.replace(f"%{depth + 1}", _written(count, level.kind))
    return shown.strip()


def _written(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"} and 1 <= count < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return roman if kind == "upperRoman" else roman.lower()
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _attribute(node: etree._Element, name: str, default: str) -> str:
    return str(node.get(f"{_W}{name}", default))


def _value(node: etree._Element, path: str) -> str | None:
    found = node.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _number(node: etree._Element, path: str) -> int | None:
    value = _value(node, path)
    return int(value) if value and value.isdecimal() else None


def _switch(node: etree._Element | None) -> bool | None:
    """Return on or off, or None if the property is not set (ECMA-376, 17.3.2.1)."""
    if node is None:
        return None
    return node.get(f"{_W}val", "true") not in {"0", "false", "off"}
