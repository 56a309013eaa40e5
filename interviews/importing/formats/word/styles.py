"""Styles and numbered lists of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from interviews.importing.formats.word.xml import W, attribute, number_of, switch, value_of

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass
class Style:
    """A style of paragraphs or runs."""

    name: str = ""
    based_on: str = ""
    bold: bool | None = None
    italic: bool | None = None
    numbering: tuple[str, int] | None = None
    outline: int | None = None


@dataclass
class Level:
    """How one level of a list is numbered."""

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass
class NumberedList:
    """A numbered list of Word: several may share one abstract list and count on together."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


def chain_of(styles: dict[str, Style], style_id: str) -> Iterator[Style]:
    """Yield a style and those it is based on."""
    seen: set[str] = set()
    while style_id in styles and style_id not in seen:
        seen.add(style_id)
        yield styles[style_id]
        style_id = styles[style_id].based_on


def styles_of(root: etree._Element | None) -> dict[str, Style]:
    """Return the styles by their ids."""
    styles: dict[str, Style] = {}
    for node in () if root is None else root.iterchildren(f"{W}style"):
        number = value_of(node, "pPr/numPr/numId")
        styles[node.get(f"{W}styleId", "")] = Style(
            value_of(node, "name") or "",
            value_of(node, "basedOn") or "",
            switch(node.find(f"{W}rPr/{W}b")),
            switch(node.find(f"{W}rPr/{W}i")),
            (number, number_of(node, "pPr/numPr/ilvl") or 0) if number else None,
            number_of(node, "pPr/outlineLvl"),
        )
    return styles


def lists_of(root: etree._Element | None) -> dict[str, NumberedList]:
    """Return the lists by their ids."""
    if root is None:
        return {}
    abstract: dict[str, dict[int, Level]] = {}
    for node in root.iterchildren(f"{W}abstractNum"):
        levels = {
            int(attribute(level, "ilvl", "0")): level for level in node.iterchildren(f"{W}lvl")
        }
        abstract[attribute(node, "abstractNumId", "")] = {
            depth: Level(
                value_of(level, "numFmt") or "decimal",
                value_of(level, "lvlText") or "",
                int(value_of(level, "start") or 1),
            )
            for depth, level in levels.items()
        }
    lists: dict[str, NumberedList] = {}
    for node in root.iterchildren(f"{W}num"):
        source = value_of(node, "abstractNumId") or ""
        numbered = NumberedList(source, abstract.get(source, {}))
        for override in node.iterchildren(f"{W}lvlOverride"):
            start = number_of(override, "startOverride")
            if start is not None:
                numbered.restarts[int(attribute(override, "ilvl", "0"))] = start
        lists[attribute(node, "numId", "")] = numbered
    return lists


def shown(numbered: NumberedList, counts: dict[int, int], form: Level) -> str:
    """Return the number or bullet that Word shows."""
    if form.kind == "bullet":
        return "•"
    shown = form.pattern
    for depth in range(9):
        level = numbered.levels.get(depth, Level())
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
