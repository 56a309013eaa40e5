"""Word files (.docx, ECMA-376) turned into paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree

from interviews.importing.formats.document import Document
from interviews.importing.formats.package import Package
from interviews.importing.formats.paragraphs import Paragraph, Span, paragraphs_from
from interviews.importing.formats.word.runs import BULLET, FALLBACK, Runs, notes_of
from interviews.importing.formats.word.styles import (
    Level,
    Style,
    chain_of,
    lists_of,
    shown,
    styles_of,
)
from interviews.importing.formats.word.xml import W, attribute, number_of, value_of

_CHANGES = [f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")]
_COLUMN_NUMBER = re.compile(r"\(?\d{1,3}[.):]?")
_BULLETS = (BULLET, "●", "▪", "◦", "‣", "·")


def document_of_word(package: Package) -> Document:
    """Turn a Word file into paragraphs; `line` counts its paragraphs, empty ones too."""
    return _Document(package).document()


class _Document:
    """Walks through the body and counts the lists as Word does."""

    def __init__(self, package: Package) -> None:
        parts = dict(package.relations(package.main))
        self.body = package.xml(package.main)
        self.styles = styles_of(package.xml(parts.get("styles", "")))
        self.lists = lists_of(package.xml(parts.get("numbering", "")))
        self.counts: dict[str, dict[int, int]] = {}
        self.has_comments = "comments" in parts
        notes = notes_of("footnote", package.xml(parts.get("footnotes", "")))
        notes |= notes_of("endnote", package.xml(parts.get("endnotes", "")))
        self.runs = Runs(self.styles, package.links(), notes)

    def document(self) -> Document:
        paragraphs = self.paragraphs()
        remarks: list[str] = []
        changed = () if self.body is None else self.body.iter(*_CHANGES)
        if next(iter(changed), None) is not None:
            remarks.append(_("The file has tracked changes; they are taken as accepted."))
        if self.has_comments:
            remarks.append(_("The file has comments in the margin; they are left out."))
        return Document(tuple(paragraphs), remarks=tuple(remarks))

    def paragraphs(self) -> list[Paragraph]:
        result: list[Paragraph] = []
        nodes = [] if self.body is None else list(self.body.iter(f"{W}p"))
        number = ""
        begun: list[Span] = []
        for line, node in enumerate(nodes, 1):
            if next(node.iterancestors(FALLBACK), None) is not None:
                continue
            pattern = self._pattern(node, line)
            spans = [*begun, *self.runs.spans(node)]
            begun = spans if line < len(nodes) and _goes_on(node) else []
            if begun:
                continue
            text = "".join(span.text for span in spans).strip()
            if (
                _COLUMN_NUMBER.fullmatch(text)
                and next(node.iterancestors(f"{W}tc"), None) is not None
            ):
                number = text if text.endswith((".", ")")) else f"{text}."
            elif text:
                marker = pattern.marker or number
                result.extend(
                    _without_bullet(paragraphs_from(spans, replace(pattern, marker=marker)))
                )
                number = ""
        return result

    def _pattern(self, node: etree._Element, line: int) -> Paragraph:
        style_id = value_of(node, "pPr/pStyle") or ""
        chain = list(chain_of(self.styles, style_id))
        marker, is_list = self._marker(node, chain)
        names = [style.name.lower() for style in chain]
        outlines = [style.outline for style in chain if style.outline is not None]
        own = number_of(node, "pPr/outlineLvl")
        outline = next(iter(outlines), 9) if own is None else own
        if "title" in names[:1]:
            return Paragraph(line, style="heading", level=1, marker=marker)
        if outline < 9 or any(name.startswith("heading ") for name in names[:1]):
            level = outline + 1 if outline < 9 else int(names[0][8:9] or 1)
            return Paragraph(line, style="heading", level=level, marker=marker)
        if any(name.endswith("quote") for name in names[:1]):
            return Paragraph(line, style="quote", marker=marker)
        return Paragraph(line, style="list" if is_list else "text", marker=marker)

    def _marker(self, node: etree._Element, chain: list[Style]) -> tuple[str, bool]:
        """Count on the list of the paragraph and return what Word shows before it."""
        number, depth = value_of(node, "pPr/numPr/numId"), number_of(node, "pPr/numPr/ilvl") or 0
        inherited = next((style.numbering for style in chain if style.numbering), None)
        if number is None and inherited:
            number, depth = inherited
        if number is None or number == "0" or number not in self.lists:
            return "", False
        numbered = self.lists[number]
        form = numbered.levels.get(depth, Level())
        counts = self.counts.setdefault(numbered.abstract, {})
        if depth in numbered.restarts:
            counts[depth] = numbered.restarts.pop(depth) - 1
        counts[depth] = counts.get(depth, form.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if form.kind == "none":
            return "", False
        return shown(numbered, counts, form), True


def _goes_on(node: etree._Element) -> bool:
    """Tell whether the paragraph below goes on with this one: a drop cap, or a mark that was deleted."""
    frame = node.find(f"{W}pPr/{W}framePr")
    is_drop_cap = frame is not None and attribute(frame, "dropCap", "none") != "none"
    return is_drop_cap or node.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _without_bullet(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Make a paragraph with a typed bullet before it an item of a list."""
    return [
        replace(p.after(1), style="list", marker=BULLET)
        if p.text.startswith(_BULLETS) and len(p.text) > 1 and not p.marker and p.style == "text"
        else p
        for p in paragraphs
    ]
