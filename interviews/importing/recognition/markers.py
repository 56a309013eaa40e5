"""What stands before a question or answer: numbers, labels such as „Frage:“, names of speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.words import listed, one_of, whatever_case

NUMBER = re.compile(
    r"(?:\((?P<a>\d{1,3})\)|(?P<b>\d{1,3})\s?(?:[.)]\)?|:(?=\s)|\s[-–—](?=\s)"
    r"|/(?=\s)))"
    r"(?=\s|[^\W\d_]|[\"„“»(¿]|\Z)"
)
_LABEL = re.compile(
    r"(?:\(?\d{1,3}[.):]?\s+)?\[?(?:(?P<word>frage|antwort|question|answer)(?:\s*(?:nr\.?\s?"
    r"|#)?\d{1,3}\b)?"
    r"\s*(?:[:.)\]]+|\s[–—-](?=\s)|\Z)|(?P<letter>[fqa])(?:\s?\d{1,3}\s?[.:)\]]+"
    r"|\]?\s?:))\s*",
    re.IGNORECASE,
)
_TIME = r"\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?"
_SPEAKER = re.compile(
    rf"(?:{_TIME}\s+)?(?:\(?\d{{1,3}}[.)]\s+)?(?P<name>[^\W\d_][^:?!;\n]{{0,59}}?)"
    rf"(?:\s*[\[(]\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])])?\s?:(?=\s|\Z)\s*"
)
_TITLE = whatever_case(rf"{one_of('title')}\b\.?-?")
_PARTICLES, _NO_SPEAKERS = listed("particles"), listed("no_speakers")
ASKERS, ANSWERERS = listed("askers"), listed("answerers")


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
        return Marker(match.end(), int(match["a"] or match["b"]))
    if match := NUMBER.match(paragraph.marker):
        return Marker(0, int(match["a"] or match["b"]))
    return None


def label_of(text: str) -> Marker | None:
    """Return the label before the text: `question` (Frage, F, Q) or `answer` (Antwort, A)."""
    match = _LABEL.match(text)
    if not match or (match.end() == len(text) and not (match["word"] or "").strip()):
        return None
    first = (match["word"] or match["letter"])[0].lower()
    return Marker(match.end(), label="answer" if first == "a" else "question")


def speaker_of(text: str) -> Marker | None:
    """Return a name with a colon before the text, if it may be the name of a speaker."""
    match = _SPEAKER.match(text)
    if not match:
        return None
    name = match["name"].strip()
    return Marker(match.end(), speaker=name) if may_be_name(name) else None


def may_be_name(name: str) -> bool:
    """Tell whether the words can be somebody's name, title and role included."""
    core = re.split(r"[,(\[]", name, maxsplit=1)[0].strip()
    words = core.replace(".", ". ").split()
    if not 1 <= len(words) <= 6 or core.lower().rstrip(".") in _NO_SPEAKERS:
        return False
    if any(word.lower().strip(".") in _NO_SPEAKERS for word in words):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words) or (
        # A newsroom may call itself d2m; other lower-case words are none.
        len(words) == 1 and (core.lower() in ASKERS or any(map(str.isdigit, core)))
    )


def name_key(name: str) -> tuple[str, ...]:
    """Return the words by which two spellings of one name are compared, without titles."""
    core = re.split(r"[,(\[]", name, maxsplit=1)[0]
    words = [word for word in core.split() if not _TITLE.fullmatch(word)]
    return tuple(word.strip(".").casefold() for word in words) or (core.casefold().strip(),)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a first name, surname or initials (`AB`) can mean the full name."""
    if short == full:
        return True
    if len(short) >= len(full):
        return False
    names = [word for word in short if word not in {"herr", "frau", "mr", "mrs", "ms"}]
    if names and all(word in full for word in names):
        return True
    return len(short) == 1 and short[0] == "".join(word[:1] for word in full)
