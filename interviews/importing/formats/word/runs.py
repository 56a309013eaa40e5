"""The runs of a paragraph of Word: text with its format, links, footnotes; what is struck stays out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from interviews.importing.formats.paragraphs import Span
from interviews.importing.formats.word.styles import Style, chain_of
from interviews.importing.formats.word.xml import W, attribute, switch, value_of

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = ("footnoteReference", "endnoteReference")
_TAGS = [f"{W}{name}" for name in ("t", "sym", "fldChar", "instrText", *_SIGNS, *_NOTES)]
_ADDRESS = re.compile(r"HYPERLINK\s+\"([^\"]{1,2000})\"")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # signs of Symbol and Wingdings, which no other font has
BULLET = "•"
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Runs:
    """Reads the runs of a document, field by field."""

    def __init__(
        self, styles: dict[str, Style], links: Mapping[str, str], notes: Mapping[str, str]
    ) -> None:
        self.styles = styles
        self.links = links
        self.notes = notes
        self.fields: list[str] = []

    def spans(self, paragraph: etree._Element) -> Iterator[Span]:
        """Yield what a reader sees in a paragraph, without the text boxes in it."""
        for node in paragraph.iter(*_TAGS):
            owner = next(node.iterancestors(f"{W}p"), None)
            run = node.getparent()
            if owner is not paragraph or run is None or run.tag != f"{W}r":
                continue
            if next(node.iterancestors(f"{W}moveFrom", FALLBACK), None) is not None:
                continue
            kind = etree.QName(node).localname
            if kind in {"fldChar", "instrText"}:
                self._field(node, kind)
            elif not self._is_out(run):
                yield self._span(node, kind, run, paragraph)

    def _field(self, node: etree._Element, kind: str) -> None:
        """Follow the fields: a link is one of them, and it has its address in an instruction."""
        if kind == "instrText":
            if self.fields:
                self.fields[-1] += node.text or ""
            return
        step = attribute(node, "fldCharType", "")
        if step == "begin":
            self.fields.append("")
        elif step == "end" and self.fields:
            self.fields.pop()

    def _is_out(self, run: etree._Element) -> bool:
        """Tell whether a run is struck or hidden."""
        names = ("strike", "dstrike", "vanish")
        return any(switch(run.find(f"{W}rPr/{W}{name}")) for name in names)

    def _span(
        self, node: etree._Element, kind: str, run: etree._Element, paragraph: etree._Element
    ) -> Span:
        if kind in _NOTES:
            key = f"{kind[:-9]}{attribute(node, 'id', '')}"
            return Span("", note=self.notes.get(key, ""))
        if kind == "sym":
            text = BULLET if next(paragraph.iter(f"{W}t"), None) is not None else ""
        else:
            # XML may break lines within the text; they are not lines of the document.
            text = _SIGNS.get(kind, (node.text or "").replace("\n", " "))
        if _PRIVATE.search(text):
            text = _PRIVATE.sub(BULLET, text)
        align = value_of(run, "rPr/vertAlign")
        if align in {"superscript", "subscript"} and len(text) <= 6:
            text = text.translate(_RAISED if align == "superscript" else _LOWERED)
        return Span(
            text,
            self._is(run, paragraph, "bold", "b"),
            self._is(run, paragraph, "italic", "i"),
            self._href(run),
        )

    def _href(self, run: etree._Element) -> str:
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        if link is not None:
            return self.links.get(link.get(_R_ID, ""), "")
        simple = next(run.iterancestors(f"{W}fldSimple"), None)
        told = [*self.fields[::-1], "" if simple is None else attribute(simple, "instr", "")]
        return next((found[1] for text in told if (found := _ADDRESS.search(text))), "")

    def _is(self, run: etree._Element, paragraph: etree._Element, name: str, tag: str) -> bool:
        own = switch(run.find(f"{W}rPr/{W}{tag}"))
        if own is not None:
            return own
        ids = [value_of(run, "rPr/rStyle"), value_of(paragraph, "pPr/pStyle")]
        styles = [
            style for style_id in ids if style_id for style in chain_of(self.styles, style_id)
        ]
        values = [getattr(style, name) for style in styles]
        return bool(next((value for value in values if value is not None), False))


def notes_of(kind: str, root: etree._Element | None) -> dict[str, str]:
    """Return the words of footnotes (`footnote`) or endnotes (`endnote`) by kind and id."""
    found: dict[str, str] = {}
    for node in () if root is None else root.iterchildren(f"{W}{kind}"):
        texts = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in node.iter(f"{W}p"))
        found[f"{kind}{attribute(node, 'id', '')}"] = " ".join(" ".join(texts).split())
    return found
