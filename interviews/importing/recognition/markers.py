"""What stands before a question or answer: numbers, labels such as „Frage:“, names of speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviews.importing.formats.paragraphs import Paragraph

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
_TITLE = re.compile(
    r"(?:herrn?|frau|prof|dr|dipl|ing|med|phil|jur|rer|nat|pol|h\.c|mag|mr|mrs|ms|m\.a|b\.a)\b\.?-?",
    re.IGNORECASE,
)
_PARTICLES = frozenset("von vom van de der den del della di da la le du zu zur und & y e".split())
_NO_NAMES = frozenset(
    "mehr weitere ticket tickets anmeldung programm "
    "beispiel beispiele fazit tipp wichtig hinweis hinweise erstens zweitens drittens vorteil "
    "vorteile nachteil "
    "nachteile quelle quellen foto bild link links achtung merke ergebnis ziel ziele problem "
    "lösung aufgabe info "
    "infos anmerkung stichwort kurz übrigens note example tip conclusion source photo interview "
    "gespräch text "
    "autor autorin datum ort thema kontakt telefon mail e-mail web adresse von an betreff cc "
    "zur person "
    "partnerschaften quellenangaben aktualität disclosure transparenz schritt zitat nein ja "
    "klar genau".split()
)
ASKERS = frozenset(
    "redaktion interviewer interviewerin moderator moderatorin moderation wir host fragende "
    "reporter "
    "journalist journalistin editor interviewer/in".split()
)
ANSWERERS = frozenset(
    "beide alle "
    "gast interviewte interviewter interviewpartner interviewpartnerin befragte befragter "
    "experte expertin "
    "interviewee guest".split()
)


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
    if not 1 <= len(words) <= 6 or core.lower().rstrip(".") in _NO_NAMES:
        return False
    if any(word.lower().strip(".") in _NO_NAMES for word in words):
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
