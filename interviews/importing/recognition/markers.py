"""What stands before a question or answer: numbers, labels such as „Frage:“, names of speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.voices.names import may_be_name, may_be_newsroom
from interviews.importing.recognition.words import listed

_NEVER = listed("never_speakers")
NUMBER = re.compile(
    r"(?:\((?P<a>\d{1,3})\)|(?P<b>\d{1,3})\s?(?:[.)]\)?|:(?=\s)|\s[-–—](?=\s)"
    r"|/(?=\s))|(?P<c>[a-z])\)(?=\s))"
    r"(?=\s|[^\W\d_]|[\"„“»(¿]|\Z)"
)
_LABEL = re.compile(
    r"(?:\(?\d{1,3}[.):]?\s+)?\[?(?:(?P<word>frage|antwort|question|answer)(?:\s*(?:nr\.?\s?"
    r"|#)?\d{1,3}\b)?"
    r"\s*(?:[:.)\]]+|\s[–—-](?=\s)|\Z)|(?P<letter>[fqa])(?:\s?\d{1,3}\s?[.:)\]]+"
    r"|\]?\s?:))\s*",
    re.IGNORECASE,
)
# „Q. Where?“ „A – Here.“: an initial or an outline looks the same, so that both must come again.
_LETTER = re.compile(r"(?P<letter>[fqa])(?:\.|\s?[–—-])\s+(?=\S)", re.IGNORECASE)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\sUhr)?"
_TIME = rf"\[?\(?{_CLOCK}\)?\]?"
_SPEAKER = re.compile(
    rf"(?:{_TIME}\s+)?(?:\(?\d{{1,3}}[.)]\s+)?(?P<name>[^\W\d_][^:?!;\n]{{0,69}}?)"
    rf"(?:\s*[\[(]\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])])?\s?:(?=\s|\Z)\s*(?:[\[(]{_CLOCK}[\])]\s+)?"
)
_TIMED_NAME = re.compile(rf"(?P<name>[^\W\d_][^:?!;\n]{{1,39}}?)\s+[-–|]?\s?{_TIME}\s?:?\Z")
_HANDLE = re.compile(r"(?P<name>[\w.-]{2,30}(?: [\w.-]{2,30}){0,2})\s?:(?=\s)\s*")
_GLUED = re.compile(r"(?P<name>[^\W\d_][^:?!;,\n]{1,39}):(?=[^\s\d:/])")
_DASHED = re.compile(r"(?P<name>[^\W\d_][^:?!;,\n]{0,39}?)\s[–—-]{1,2}\s(?=\S)")

_BRACKETED = re.compile(r"[(\[](?P<name>[^\W\d_][^()\[\]:?!;\n]{1,59})[)\]]\s(?=\S)")


@dataclass(frozen=True)
class Marker:
    """What was found before the text: `length` characters of it, and what they mean."""

    length: int = 0
    number: int | None = None
    label: str = ""
    speaker: str = ""


def number_of(paragraph: Paragraph) -> Marker | None:
    """Return the number before a paragraph, whether typed or counted by the program."""
    if match := NUMBER.match(paragraph.text):
        return Marker(match.end(), _count(match))
    if match := NUMBER.match(paragraph.marker):
        return Marker(0, _count(match))
    return None


def _count(match: re.Match[str]) -> int:
    """Return the number, or the place of a letter in the alphabet."""
    letter = match["c"]
    return ord(letter) - ord("a") + 1 if letter else int(match["a"] or match["b"])


def label_of(text: str) -> Marker | None:
    """Return the label before the text: `question` (Frage, F, Q) or `answer` (Antwort, A)."""
    match = _LABEL.match(text)
    if not match or (match.end() == len(text) and not (match["word"] or "").strip()):
        return None
    first = (match["word"] or match["letter"])[0].lower()
    return Marker(match.end(), label="answer" if first == "a" else "question")


def lettered_label_of(text: str) -> Marker | None:
    """Return a letter for question or answer with a full stop or a dash behind it."""
    match = _LETTER.match(text)
    if not match:
        return None
    label = "answer" if match["letter"].lower() == "a" else "question"
    return Marker(match.end(), label=label)


def speaker_of(text: str) -> Marker | None:
    """Return a name with a colon before the text, if it may be the name of a speaker."""
    match = _SPEAKER.match(text)
    if not match:
        return None
    name = match["name"].strip()
    return Marker(match.end(), speaker=name) if may_be_name(name) else None


def timed_speaker_of(text: str) -> Marker | None:
    """Return a name that stands on a line of its own with the time at which it speaks."""
    match = _TIMED_NAME.match(text)
    if not match or not may_be_name(match["name"]):
        return None
    return Marker(match.end(), speaker=match["name"].strip())


def handle_of(text: str) -> Marker | None:
    """Return any few words before a colon: a newsroom in small letters, or a name like „Kurz“.

    Whether somebody speaks there, only their regular return can tell.
    """
    match = _HANDLE.match(text)
    if not match or not may_be_newsroom(match["name"]) or match["name"].casefold() in _NEVER:
        return None
    return Marker(match.end(), speaker=match["name"])


def glued_speaker_of(text: str) -> Marker | None:
    """Return a name whose colon has lost the space behind it, as in „Rau:Schön“."""
    match = _GLUED.match(text)
    # „Leser:innen“ is one word.
    if not match or text[match.end()].islower() or not may_be_name(match["name"]):
        return None
    return Marker(match.end(), speaker=match["name"].strip())


def dashed_speaker_of(text: str) -> Marker | None:
    """Return a name with a dash behind it: „Ida – Wegen der Pausen“."""
    match = _DASHED.match(text)
    if not match or not may_be_name(match["name"]) or len(match["name"].split()) > 4:
        return None
    return Marker(match.end(), speaker=match["name"].strip())


def bracketed_speaker_of(text: str) -> Marker | None:
    """Return a name in brackets before the text: „(Ida Kern) Wegen der Pausen“."""
    match = _BRACKETED.match(text)
    if not match or not may_be_name(match["name"]):
        return None
    return Marker(match.end(), speaker=match["name"].strip())


def led_speaker_of(paragraph: Paragraph) -> Marker | None:
    """Return a bold name that leads into the text without any sign between."""
    lead = paragraph.lead
    if lead is None or len(lead.text) >= len(paragraph.text):
        return None
    name = lead.text.strip()
    if not may_be_name(name) or len(name.split()) > 4 or not name[-1:].isalpha():
        return None
    return Marker(len(lead.text), speaker=name)
