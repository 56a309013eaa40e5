"""What comes before the first question: title, introduction, and lines that are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.around.after import (
    is_credit_line,
    is_ticket_call,
    notice_of_topic,
)
from interviews.importing.recognition.around.asides import (
    is_above_title,
    is_address,
    is_aside,
    is_date,
)
from interviews.importing.recognition.pieces import Part
from interviews.importing.recognition.words import one_of, whatever_case

_SENTENCE = re.compile(r"[.:;,!?…]\s*\Z")
_SALUTATION = whatever_case(rf"{one_of('salutation')}\b")
_MAIL_HEAD = whatever_case(rf"{one_of('mail_head')}\s?:")
_ABOUT = whatever_case(one_of("about"))
_LONGEST_TITLE = 140
_SHORTEST = 12  # characters of a heading that is found in the title of the page
_FIRST_LINES = 6  # among which the title stands


def parts_before(
    paragraphs: Sequence[Paragraph], *, titled: bool = False, proposed: str = ""
) -> list[Part]:
    """Return the part of each paragraph that stands before the first question.

    Where the file says the title (`titled`), only a heading above everything may say it again; what
    a page calls itself (`proposed`) tells which of its headings is the title.
    """
    title = _title_index(paragraphs)
    if not titled and (again := _heading_of(paragraphs, proposed)) is not None:
        title = again
    if titled and title is not None and not _is_above_all(paragraphs, title):
        title = None
    return [
        Part.TITLE if index == title else _part(paragraph, index, title)
        for index, paragraph in enumerate(paragraphs)
    ]


def _part(paragraph: Paragraph, index: int, title: int | None) -> Part:
    text = paragraph.text
    if notice_of_topic(paragraph):
        return Part.NOTICE
    if is_ticket_call(text):
        return Part.TICKET
    over = title is not None and index < title and is_above_title(text)
    return Part.ASIDE if over or is_date(text) or is_aside(text) else Part.INTRO


def _title_index(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the index of the title: the highest heading, else a first line that is no sentence.

    A line above a small heading is the title, unless it only says what kind of piece follows.
    """
    headings = [
        i
        for i, p in enumerate(paragraphs[:_FIRST_LINES])
        if p.style == "heading" and p.text and not is_above_title(p.text)
    ]
    highest = min(headings, key=lambda i: (paragraphs[i].level, i), default=None)
    if highest is not None and paragraphs[highest].level == 1:
        return highest
    first = next(
        (
            i
            for i, p in enumerate(paragraphs[:_FIRST_LINES])
            if p.text and not is_above_title(p.text)
        ),
        None,
    )
    if first is not None and (highest is None or first < highest) and _is_title(paragraphs[first]):
        return first
    if highest is not None and (_ABOUT.match(paragraphs[highest].text)):
        return None
    return highest


def _heading_of(paragraphs: Sequence[Paragraph], proposed: str) -> int | None:
    """Return the index of the heading that stands in the title which a page proposes."""
    told = " ".join(proposed.casefold().split())
    parts = [part for part in re.split(r"\s?[:|–]\s", told) if len(part) >= _SHORTEST]
    for index, paragraph in enumerate(paragraphs):
        text = " ".join(paragraph.text.casefold().split())
        heads = paragraph.style == "heading" and _SHORTEST <= len(text) <= _LONGEST_TITLE
        if heads and (text in told or any(part in text for part in parts)):
            return index
    return None


def _is_above_all(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a heading of the first level is the first that is read."""
    heading = paragraphs[index]
    return heading.level == 1 and not any(paragraph.text for paragraph in paragraphs[:index])


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not any(map(str.isalnum, text)) or len(text) > _LONGEST_TITLE:
        return False
    if _SALUTATION.match(text) or _MAIL_HEAD.match(text):
        return False
    if is_credit_line(text) or is_address(text) or paragraph.marker or "://" in text:
        return False
    if paragraph.bold:
        return not text.endswith(".") or len(text) <= 60
    return paragraph.style == "text" and not _SENTENCE.search(text.rstrip("?!"))
