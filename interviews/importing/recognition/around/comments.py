"""What readers of a page wrote below the interview: it is no part of it, however much it asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import ENOUGH
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.markers import label_of, number_of, speaker_of
from interviews.importing.recognition.words import one_of, whatever_case

_COUNT = whatever_case(rf"(?:{one_of('comments_counted')})\s*:?\Z")
_HEADING = whatever_case(rf"(?:{one_of('comments')})\s*:?\Z")
_LONGEST = 160
_FIRST_LINES = 8  # where a page leads to its comments
_TRIED = 5  # lines that may be their head
_QUARTER = 4  # of the text at least stands above them
_SENTENCE = ("?", ".", "!", "…")


def comments_from(paragraphs: Sequence[Paragraph]) -> int:
    """Return the index of the heading above the readers' comments, or the number of paragraphs."""
    below = range(max(_FIRST_LINES, len(paragraphs) // _QUARTER), len(paragraphs))
    heads = (index for index in below if _is_head(paragraphs, index))
    # To tell whether the talk goes on takes a look at all of it; comments begin at one place.
    tried = islice(heads, _TRIED)
    return next((one for one in tried if not _goes_on(paragraphs, one)), len(paragraphs))


def _is_head(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a line is a heading, or counts: anybody may say „Kein Kommentar“ in an answer."""
    text = paragraphs[index].text
    if not text or len(text) > _LONGEST or "?" in text or text.endswith(_SENTENCE):
        return False
    if paragraphs[index].style == "heading":
        return bool(_COUNT.match(text) or _HEADING.match(text))
    if not _COUNT.match(text):
        return False
    above = next((p for p in map(paragraphs.__getitem__, range(index - 1, -1, -1)) if p.text), None)
    return not (above and asks(above.text) >= ENOUGH)


def _goes_on(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether those who spoke above speak on below, or questions are marked as they were above."""
    above, below = paragraphs[:index], paragraphs[index + 1 :]
    spoken = Counter(filter(None, map(_speaker, above)))
    if any(spoken[speaker] > 1 for speaker in map(_speaker, below) if speaker):
        return True
    marks = Counter(filter(None, map(_mark, above)))
    return any(
        marks[mark] > 1 and count > 1 for mark, count in Counter(map(_mark, below)).items() if mark
    )


def _speaker(paragraph: Paragraph) -> str:
    marker = label_of(paragraph.text) or speaker_of(paragraph.text)
    return (marker.label or marker.speaker) if marker else ""


def _mark(paragraph: Paragraph) -> str:
    """Return how a question stands out, or nothing."""
    if asks(paragraph.text) < ENOUGH:
        return ""
    if paragraph.style == "heading":
        return f"heading {paragraph.level}"
    if number_of(paragraph):
        return "number"
    return "bold" if paragraph.bold else "italic" if paragraph.italic else ""
