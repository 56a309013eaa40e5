"""What comes before the first question: title, introduction, and lines that are neither."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.around.after import is_ticket_call, notice_of_topic
from interviews.importing.recognition.around.asides import (
    is_above_title,
    is_address,
    is_aside,
    is_caption,
    is_date,
)
from interviews.importing.recognition.around.furniture import furniture_of
from interviews.importing.recognition.around.titles import title_index
from interviews.importing.recognition.pieces import Part

_OVER = 80  # characters of a line over the title


def parts_before(
    paragraphs: Sequence[Paragraph], *, titled: bool = False, proposed: str = ""
) -> list[Part]:
    """Return the part of each paragraph that stands before the first question.

    Where the file says the title (`titled`), only a heading above everything may say it again; what
    a page calls itself (`proposed`) tells which of its headings is the title.
    """
    title = title_index(paragraphs, "" if titled else proposed)
    if titled and title is not None and not _is_above_all(paragraphs, title):
        title = None
    furniture = furniture_of(paragraphs)
    return [
        Part.TITLE
        if index == title
        else Part.ASIDE
        if index in furniture
        else _part(paragraph, index, title)
        for index, paragraph in enumerate(paragraphs)
    ]


def _part(paragraph: Paragraph, index: int, title: int | None) -> Part:
    text = paragraph.text
    if notice_of_topic(paragraph):
        return Part.NOTICE
    if is_ticket_call(text):
        return Part.TICKET
    over = title is not None and index < title and _is_over(paragraph)
    of_page = is_date(text) or is_aside(text) or is_address(text) or is_caption(text)
    return Part.ASIDE if over or of_page else Part.INTRO


def _is_over(paragraph: Paragraph) -> bool:
    """Tell whether a line above the title is of the page: no sentence that introduces."""
    text = paragraph.text
    return is_above_title(text) or (len(text) <= _OVER and not text.endswith((".", "!", "?")))


def _is_above_all(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a heading of the first level is the first that is read."""
    heading = paragraphs[index]
    return heading.level == 1 and not any(paragraph.text for paragraph in paragraphs[:index])
