"""Times that a recorder, a meeting or a chat writes before what is said, set apart from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.markers import speaker_of
from interviews.importing.recognition.voices.names import may_be_name

_DATE = r"(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d{2}-\d{2})"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\sUhr)?"
_MOMENT = rf"(?:{_DATE},?\s+(?:um\s)?{_CLOCK}|{_CLOCK},\s+{_DATE}|{_CLOCK})"
_RANGE = rf"{_MOMENT}(?:\s?(?:-->|[-–—])\s?{_CLOCK})?"
# Brackets, a date or seconds tell a stamp from a time of day that somebody speaks of.
_STAMP = re.compile(
    rf"(?:\[{_RANGE}\]|\({_RANGE}\)|{_DATE},?\s+{_CLOCK}|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)"
    r"(?:\s[-–—](?=\s))?\s*(?:\|\s*)?"
)
_LOOSE = re.compile(rf"{_RANGE}(?:\s[-–—|](?=\s))?\s+")
_ALONE = re.compile(rf"[\[(]?{_RANGE}[\])]?\Z")
_FEWEST = 2


def without_stamps(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with their stamps as markers; a line that is one becomes a rule."""
    found = [_stamp(paragraph) for paragraph in paragraphs]
    if sum(map(bool, found)) < _FEWEST:
        return list(paragraphs)
    return [_set_apart(p, length) for p, length in zip(paragraphs, found, strict=True)]


def _stamp(paragraph: Paragraph) -> int:
    text = paragraph.text
    if paragraph.marker or (not text[:1].isdigit() and text[:1] not in {"[", "("}):
        return 0
    if len(text) <= 40 and _ALONE.match(text):
        return len(text)
    if match := _STAMP.match(text):
        return match.end()
    match = _LOOSE.match(text)
    rest = text[match.end() :] if match else ""
    speaks = rest and (speaker_of(rest) or (len(rest) <= 40 and may_be_name(rest.rstrip(":"))))
    return match.end() if match and speaks else 0


def _set_apart(paragraph: Paragraph, length: int) -> Paragraph:
    if not length:
        return paragraph
    stamp = paragraph.text[:length].strip()
    rest = replace(paragraph.after(length), marker=stamp)
    return rest if rest.text else replace(rest, style="rule")
