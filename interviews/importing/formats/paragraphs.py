"""Paragraphs: what every kind of document is turned into before it is read as an interview."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

# Invisible characters that editors' programs leave behind; they count as white space.
IGNORABLE = "\u200b\ufeff\u00ad\u2060\u200e\u200f"
_INVISIBLE = dict.fromkeys(map(ord, IGNORABLE))
_LINK = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
# A paragraph counts as bold (italic) when nearly all its letters are: people forget a comma.
_WHOLE = 0.85


class Unreadable(ValueError):
    """The file cannot be turned into paragraphs; the message is one sentence for the editor."""


@dataclass(frozen=True)
class Span:
    """A run of text in one format; one without text may carry the words of a footnote."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    note: str = ""

    @property
    def link(self) -> str:
        """Where it leads, if that is an address on the web or of mail."""
        return self.href if _LINK.match(self.href) else ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a document.

    `line` is the 1-based line (or paragraph number) in the original. `style` is one of text, heading,
    list, quote, question and rule. `marker` is what stands before the text without being typed as part
    of it: a bullet, a heading's `##`, or a number which Word or HTML counts by itself. A question is `glued` if only its words tell it from the answer that went on there.
    """

    line: int
    spans: tuple[Span, ...] = ()
    style: str = "text"
    bold: bool = False
    level: int = 0
    marker: str = ""
    italic: bool = False
    glued: bool = False

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return "".join(span.text for span in self.spans)

    @property
    def html(self) -> str:
        """The same characters with strong, em and a[href] only."""
        return "".join(map(_markup, self.spans))

    @property
    def lead(self) -> Span | None:
        """The bold words that it begins with, if they are no link."""
        first = self.spans[0] if self.spans else None
        return first if first and first.bold and not first.link else None

    def everything(self) -> str:
        """Return marker and text together."""
        return f"{self.marker} {self.text}".strip()

    def after(self, length: int) -> Paragraph:
        """Return what is left behind `length` characters of the text."""
        return replace(self, spans=cut(self.spans, length)[1]) if length else self


def visible(text: str) -> str:
    """Return the text without invisible characters and with plain, single spaces."""
    return " ".join(text.translate(_INVISIBLE).split())


def paragraphs_from(spans: Iterable[Span], pattern: Paragraph) -> list[Paragraph]:
    """Return a paragraph like the pattern for each line of the spans; only the first has a marker.

    An input without visible text gives no paragraph, unless the pattern has a marker.
    """
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines.extend([replace(span, text=other)] for other in others)
    made = [_paragraph(line, pattern) for line in lines]
    filled = [paragraph for paragraph in made if paragraph.text]
    if not filled:
        return [replace(pattern, spans=())] if pattern.marker else []
    return [filled[0], *(replace(paragraph, marker="") for paragraph in filled[1:])]


def _paragraph(spans: list[Span], pattern: Paragraph) -> Paragraph:
    clean = _squeezed(spans)
    letters = _letters(clean)
    return replace(
        pattern,
        spans=_merged(clean),
        bold=bool(letters) and (_is_mostly_bold(clean, letters) or _is_framed(clean)),
        italic=bool(letters) and _letters(s for s in clean if s.italic) >= _WHOLE * letters,
    )


def _is_mostly_bold(spans: list[Span], letters: int) -> bool:
    return _letters(s for s in spans if s.bold) >= _WHOLE * letters


def _is_framed(spans: list[Span]) -> bool:
    """Tell whether bold text begins and ends it, with but few words of emphasis between."""
    worded = [span for span in spans if _letters([span])]
    plain = [span for span in worded if not span.bold]
    if not plain or not (worded[0].bold and worded[-1].bold):
        return False
    return all(span.italic for span in plain) and _letters(plain) * 2 <= _letters(worded)


def _letters(spans: Iterable[Span]) -> int:
    return sum(sum(map(str.isalpha, span.text)) for span in spans)


def _squeezed(spans: list[Span]) -> list[Span]:
    """Collapse white space across the spans and take it off both ends."""
    result: list[Span] = []
    at_space = True
    for span in spans:
        raw = span.text.translate(_INVISIBLE)
        text = " ".join(raw.split())
        if raw[:1].isspace() and not at_space:
            text = " " + text
        if text.strip() and raw[-1:].isspace():
            text += " "
        if text or span.note:
            at_space = text.endswith(" ") if text else at_space
            result.append(replace(span, text=text))
    last = next((i for i in range(len(result) - 1, -1, -1) if result[i].text), None)
    if last is not None:
        result[last] = replace(result[last], text=result[last].text.rstrip(" "))
    return [span for span in result if span.text or span.note]


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    result: list[Span] = []
    for span in spans:
        same = result and not span.note and replace(result[-1], text="") == replace(span, text="")
        if same:
            result[-1] = replace(span, text=result[-1].text + span.text)
        else:
            result.append(span)
    return tuple(result)


def _markup(span: Span) -> str:
    if span.note:
        return f'<span data-footnote="{entities.escape(span.note)}"></span>'
    text = entities.escape(span.text, quote=False)
    if span.italic:
        text = f"<em>{text}</em>"
    if span.bold:
        text = f"<strong>{text}</strong>"
    if span.link:
        text = f'<a href="{entities.escape(span.link)}">{text}</a>'
    return text


def cut(spans: Iterable[Span], length: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Cut spans after `length` characters."""
    head: list[Span] = []
    tail: list[Span] = []
    for span in spans:
        if span.note:
            # A footnote belongs to the word before it.
            (tail if any(s.text for s in tail) else head).append(span)
            continue
        here, there = span.text[:length], span.text[length:]
        length -= len(here)
        head.append(replace(span, text=here))
        tail.append(replace(span, text=there))
    return _merged(_squeezed(head)), _merged(_squeezed(tail))


def split_at(paragraph: Paragraph, length: int) -> list[Paragraph]:
    """Split a paragraph in two after `length` characters of its text, if both hold some."""
    first, second = cut(paragraph.spans, length)
    if not first or not second:
        return [paragraph]
    [head] = paragraphs_from(first, paragraph)
    [tail] = paragraphs_from(second, replace(paragraph, marker=""))
    return [head, tail]
