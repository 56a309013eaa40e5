"""Plain text and Markdown as people type it, turned into paragraphs.

Not a Markdown parser: CommonMark would read „Autor*innen und Leser*innen“ as emphasis and
glue an answer to the numbered question above it. Only what is clearly meant as markup is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interviews.importing.formats.document import Document
from interviews.importing.formats.front_matter import without_front_matter
from interviews.importing.formats.markdown import (
    Beside,
    is_call_out,
    is_fence,
    readable,
    unescaped,
    with_breaks,
    without_definitions,
    without_tables,
)
from interviews.importing.formats.paragraphs import Paragraph, Span, paragraphs_from, visible
from interviews.importing.formats.wrapping import joined

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"([-*+•·●▪◦‣–—])\s+(?=\S)")
_QUOTE = re.compile(r"(>(?:\s?>){0,9})\s*(?=[^\s>])")
_RULE = re.compile(r"(?:[-=_*~#] ?){3,}\Z")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\Z")
_CLOSING_HASHES = re.compile(r"(?<=\S) #{1,6}\Z")
_ADDRESS = r"(?:https?://|mailto:)[^\s()<>]{1,1000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?"
# „Autor*innen“ and „Autor\\*innen“ are words also within emphasis.
_STARRED = r"(?:[^*\n]|(?<=[\w\\])\*(?=\w)){0,2000}"
_INLINE = re.compile(
    rf"(?<![\w*])\*\*\*(?P<both>[^\s*](?:{_STARRED}[^\s*])?)\*\*\*(?![\w*])"
    rf"|(?<![\w*])\*\*(?P<bold>[^\s*](?:{_STARRED}[^\s*])?)\*\*(?![\w*])"
    r"|(?<![\w_])__(?P<bold2>[^\s_](?:[^_\n]{0,2000}[^\s_])?)__(?![\w_])"
    rf"|(?<![\w*])\*(?P<italic>[^\s*](?:{_STARRED}[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic2>[^\s_](?:[^_\n]{0,2000}[^\s_])?)_(?![\w_])"
    rf"|\[(?P<label>[^\[\]\n]{{1,300}})\]\(\s?<?(?P<href>{_ADDRESS})>?(?:\s+[\"'(“„][^\n)]{{0,300}}[\"')”“])?\s?\)"
    r"|\[\^(?P<note>[^\]\s]{1,60})\]"
    r"|\[(?P<named>[^\[\]\n]{1,300})\](?:\s?\[(?P<reference>[^\[\]\n]{0,200})\])?"
    rf"|<(?P<auto>{_ADDRESS})>"
)


@dataclass(frozen=True)
class _Reader:
    """Knows what the text refers to."""

    beside: Beside
    markdown: bool

    def paragraphs(self, line: int, text: str, before: list[Paragraph]) -> list[Paragraph]:
        if _RULE.match(text):
            if _UNDERLINE.match(text) and before and before[-1].line == line - 1:
                _underline(before, 1 if text[0] == "=" else 2)
            return [Paragraph(line, style="rule", marker=text)]
        if is_call_out(text):
            return [Paragraph(line, style="rule", marker=text)]
        if match := _HEADING.match(text):
            hashes = match[1]
            spans = self.spans(_CLOSING_HASHES.sub("", text[match.end() :]))
            return paragraphs_from(
                spans, Paragraph(line, style="heading", level=len(hashes), marker=hashes)
            )
        for pattern, style in ((_QUOTE, "quote"), (_BULLET, "list")):
            if match := pattern.match(text):
                spans = self.spans(text[match.end() :])
                return paragraphs_from(spans, Paragraph(line, style=style, marker=match[1]))
        return paragraphs_from(self.spans(text), Paragraph(line))

    def spans(self, text: str, depth: int = 0) -> list[Span]:
        spans: list[Span] = []
        position = 0
        for match in _INLINE.finditer(text):
            if (found := self.marked(match, depth)) is None:
                continue
            spans += [Span(self.plain(text[position : match.start()])), *found]
            position = match.end()
        spans.append(Span(self.plain(text[position:])))
        return [span for span in spans if span.text or span.note]

    def marked(self, match: re.Match[str], depth: int) -> list[Span] | None:
        """Return the spans of one piece of markup, or None if it is meant as text."""
        if address := match["auto"]:
            return [Span(address, href=address)]
        if label := match["note"]:
            return [Span("", note=self.beside.notes[label])] if label in self.beside.notes else None
        if named := match["named"]:
            href = self.beside.links.get((match["reference"] or named).casefold())
            return [Span(named, href=href)] if href else None
        if match["label"]:
            inner = self.spans(match["label"], depth + 1) if not depth else [Span(match["label"])]
            return [replace(span, href=match["href"]) for span in inner]
        both, bold = match["both"], match["bold"] or match["bold2"]
        text = both or bold or match["italic"] or match["italic2"]
        inner = self.spans(text, depth + 1) if depth < 2 else [Span(text)]
        heavy, slanted = bool(both or bold), not bold
        return [
            replace(span, bold=span.bold or heavy, italic=span.italic or slanted) for span in inner
        ]

    def plain(self, text: str) -> str:
        return unescaped(text) if self.markdown else text


def document_of_text(text: str, *, markdown: bool = False) -> Document:
    """Turn plain text into paragraphs; `markdown` says that it was written as such.

    Lines count from 1. Each line is a paragraph, unless the text is hard-wrapped: then full lines are
    joined.
    """
    whole = text.splitlines()
    lines, proposals = without_front_matter(whole)
    markdown = markdown or lines is not whole
    if markdown:
        lines = without_tables(readable("\n".join(lines)).split("\n"))
    lines, beside = without_definitions(lines)
    reader = _Reader(beside, markdown)
    result: list[Paragraph] = []
    for kind, number, line in _blocks(lines, markdown=markdown):
        if kind == "code":
            result += paragraphs_from([Span(line)], Paragraph(number))
        elif kind == "fence":
            result.append(Paragraph(number, style="rule", marker=line))
        else:
            result.extend(reader.paragraphs(number, line, result))
    return Document(tuple(result), proposals)


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """Return the paragraphs of plain text alone."""
    return list(document_of_text(text).paragraphs)


def _blocks(lines: list[str], *, markdown: bool) -> Iterator[tuple[str, int, str]]:
    """Yield kind, number and text of what is a paragraph: code as it stands, the rest joined."""
    prose: list[str] = []
    code: list[tuple[str, int, str]] = []
    in_code = False
    for number, line in enumerate(lines, 1):
        fence = markdown and is_fence(line)
        if fence or in_code:
            code.append(("fence" if fence else "code", number, visible(line)))
        in_code = in_code != fence
        prose.append("" if fence or in_code else visible(line))
    text = [
        ("text", block.line, visible(part))
        for block in joined(prose, soft=markdown)
        for part in (with_breaks(block.text) if markdown else [block.text])
    ]
    yield from sorted([*text, *code], key=lambda block: block[1])


def _underline(paragraphs: list[Paragraph], level: int) -> None:
    """Make the paragraph above a line of === or --- a heading, as Markdown does."""
    above = paragraphs[-1]
    if above.style == "text" and len(above.text) <= 200:
        paragraphs[-1] = replace(above, style="heading", level=level, italic=False)
