"""What readers of a page wrote below the interview: it is no part of it, however much it asks."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.words import one_of, whatever_case

_HEAD = whatever_case(rf"(?:{one_of('comments')})\s*:?\Z")
_LONGEST = 160
_FIRST_LINES = 8  # where a page leads to its comments
_QUARTER = 4  # of the text at least stands above them


def comments_from(paragraphs: Sequence[Paragraph]) -> int:
    """Return the index of the heading above the readers' comments, or the number of paragraphs."""
    first = max(_FIRST_LINES, len(paragraphs) // _QUARTER // 5)
    for index in range(first, len(paragraphs)):
        text = paragraphs[index].text
        if text and len(text) <= _LONGEST and _HEAD.match(text):
            return index
    return len(paragraphs)
