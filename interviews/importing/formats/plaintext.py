"""Plain text and Markdown as people type it, turned into paragraphs.

Not a Markdown parser: CommonMark would read „Autor*innen und Leser*innen“ as emphasis and
glue an answer to the numbered question above it. Only what is clearly meant as markup is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from interviews.importing.formats.paragraphs import Paragraph, Span, paragraphs_from, visible

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"([-*+•·●▪◦‣–—])\s+(?=\S)")
_QUOTE = re.compile(r"(>(?:\s?>){0,9})\s*(?=[^\s>])")
_RULE = re.compile(r"(?:[-=_*~#] ?){3,}\Z")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\Z")
_CLOSING_HASHES = re.compile(r"(?<=\S) #{1,6}\Z")
# Something begins here even if the line above was full: a number, a label, a bullet, a heading.
_BEGINS = re.compile(
    r"[\[(]?\d{1,2}[:./]\d{1,2}[:./]\d|"
    r"(?:\(?\d{1,3}[.):]|[-*+•·●▪◦‣–—>#]|\*\*|(?:[^\W\d_][\w.-]*[ ]){0,4}[^\W\d_][\w.-]*:)(?:\s"
    r"|\Z)"
)
_INLINE = re.compile(
    r"(?<![\w*])\*\*(?P<bold>[^\s*](?:[^*\n]{0,2000}[^\s*])?)\*\*(?![\w*])"
    r"|(?<![\w_])__(?P<bold2>[^\s_](?:[^_\n]{0,2000}[^\s_])?)__(?![\w_])"
    r"|(?<![\w*])\*(?P<italic>[^\s*](?:[^*\n]{0,2000}[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic2>[^\s_](?:[^_\n]{0,2000}[^\s_])?)_(?![\w_])"
    r"|\[(?P<label>[^\[\]\n]{1,300})\]\((?P<href>(?:https?://|mailto:)[^\s()<>]{1,1000})\)"
)
_WIDEST = 100  # characters; longer lines were not wrapped by hand or by a mail program
_NARROWEST = 40


@dataclass
class _Block:
    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """Turn plain text, with or without Markdown, into paragraphs; lines count from 1.

    Each line is a paragraph, unless the text is hard-wrapped: then full lines are joined.
    """
    lines = [visible(line) for line in text.splitlines()]
    blocks = _joined(lines)
    result: list[Paragraph] = []
    for block in blocks:
        result.extend(_paragraphs(block, result))
    return result


def _joined(lines: list[str]) -> list[_Block]:
    width = _wrap_width(lines)
    blocks: list[_Block] = []
    previous = ""
    for number, line in enumerate(lines, 1):
        if line and previous and width and _continues(previous, line, width):
            blocks[-1].lines.append(line.removeprefix("> " if previous[0] == ">" else ""))
        elif line:
            blocks.append(_Block(number, [line]))
        previous = line
    return blocks


def _wrap_width(lines: list[str]) -> int:
    """Return the width at which the text was wrapped, or 0 if it was not."""
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above and below and not _BEGINS.match(below)
    ]
    full = sum(_is_full(above, below, width) for above, below in pairs)
    return width if full >= 2 and full * 2 > len(pairs) else 0


def _is_full(above: str, below: str, width: int) -> bool:
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width


def _continues(above: str, below: str, width: int) -> bool:
    if _RULE.match(above) or _RULE.match(below) or _HEADING.match(above):
        return False
    if above.startswith(">") and below.startswith("> "):
        return _is_full(above, below[2:], width)
    return not _BEGINS.match(below) and _is_full(above, below, width)


def _paragraphs(block: _Block, before: list[Paragraph]) -> list[Paragraph]:
    text, line = block.text, block.line
    if _RULE.match(text):
        if _UNDERLINE.match(text) and before and before[-1].line == line - 1:
            _underline(before, 1 if text[0] == "=" else 2)
        return [Paragraph(line, style="rule", marker=text)]
    if match := _HEADING.match(text):
        hashes = match[1]
        spans = _spans(_CLOSING_HASHES.sub("", text[match.end() :]))
        return paragraphs_from(
            spans, Paragraph(line, style="heading", level=len(hashes), marker=hashes)
        )
    for pattern, style in ((_QUOTE, "quote"), (_BULLET, "list")):
        if match := pattern.match(text):
            spans = _spans(text[match.end() :])
            return paragraphs_from(spans, Paragraph(line, style=style, marker=match[1]))
    return paragraphs_from(_spans(text), Paragraph(line))


def _underline(paragraphs: list[Paragraph], level: int) -> None:
    """Make the paragraph above a line of === or --- a heading, as Markdown does."""
    above = paragraphs[-1]
    if above.style == "text" and len(above.text) <= 200:
        paragraphs[-1] = replace(above, style="heading", level=level, italic=False)


def _spans(text: str) -> list[Span]:
    spans: list[Span] = []
    position = 0
    for match in _INLINE.finditer(text):
        spans.append(Span(text[position : match.start()]))
        bold = match["bold"] or match["bold2"]
        italic = match["italic"] or match["italic2"]
        spans.append(
            Span(bold or italic or match["label"], bool(bold), bool(italic), match["href"] or "")
        )
        position = match.end()
    spans.append(Span(text[position:]))
    return [span for span in spans if span.text]
