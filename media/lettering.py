"""Words in pictures: as large as they fit, broken between lines as a typesetter would.

The fonts lie beside the code, so that a picture looks the same on every machine.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen
from PIL import ImageFont
from slugify import slugify

type Face = ImageFont.FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
SERIF = FONTS / "Literata-Display-SemiBold-subset.ttf"
SANS = FONTS / "Figtree-SemiBold-subset.ttf"
# Contrasts on the paper: ink 16:1, quiet 6.6:1, accent 8.9:1.
PAPER, INK, QUIET, ACCENT, ON_ACCENT = "#fdfbf8", "#1c1a19", "#5d5752", "#8d1d2c", "#ffffff"
STEP = 2  # pixels between two sizes that are tried
LONG = 12  # letters from which on a word may be hyphenated for the sake of a larger size
WORTH = 1.1  # how much larger it must get
_CHANCE = re.compile(r"(?<=[-–/])(?=\w)")  # where a word may be broken without a hyphen
_LETTERS = re.compile(r"[^\W\d_]+")
_DICTIONARIES = {"de": "de_DE", "en": "en_GB"}


@dataclass(frozen=True)
class Setting:
    """A text as it is set: its lines, the size of its letters and of a line, in pixels."""

    lines: tuple[str, ...]
    font: Path
    size: int
    step: int
    whole: bool = True  # nothing was left out

    @property
    def face(self) -> Face:
        """The font in this size."""
        return face(self.font, self.size)

    @property
    def height(self) -> int:
        """How much room it takes from top to bottom."""
        return self.step * len(self.lines)

    @property
    def width(self) -> int:
        """The length of the longest line."""
        return max((round(self.face.getlength(line)) for line in self.lines), default=0)


@dataclass(frozen=True)
class Room:
    """What a text has to fit into: pixels, and the sizes and number of lines that look well."""

    width: int
    height: int
    largest: int
    smallest: int
    most: int
    leading: float = 1.14


def fitted(text: str, font: Path, room: Room, language: str = "de") -> Setting:
    """Return the text in the largest size that fits, its words whole if that costs little.

    Where even the smallest size is too large, the end is cut off and an ellipsis says so.
    """
    text = drawable(text, font)
    if not text:
        return Setting((), font, room.smallest, round(room.smallest * room.leading))
    whole = _largest(text, font, room, None)
    if whole is None or whole.size < room.largest:
        hyphenated = _largest(text, font, room, language)
        if hyphenated and (whole is None or hyphenated.size >= whole.size * WORTH):
            return hyphenated
    return whole or _cut(text, font, room, language)


@cache
def face(font: Path, size: int) -> Face:
    """Return a font in a size in pixels."""
    return ImageFont.truetype(font, size)


@cache
def drawable(text: str, font: Path) -> str:
    """Return the text in signs that the font has; words in others are written in Latin letters."""
    text = unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " ")
    text = text.replace("\N{SOFT HYPHEN}", "").replace("\N{NARROW NO-BREAK SPACE}", " ")
    words = (
        word
        if all(_known(sign, font) for sign in word)
        else slugify(word, separator=" ", lowercase=False)
        for word in text.split()
    )
    return " ".join(filter(None, words))


@cache
def _known(sign: str, font: Path) -> bool:
    """Tell whether the font has the sign; for others it draws the same empty box."""
    shape = face(font, 40)
    return bytes(shape.getmask(sign)) != bytes(shape.getmask("\uffff"))


def _largest(text: str, font: Path, room: Room, language: str | None) -> Setting | None:
    for size in range(room.largest, room.smallest - 1, -STEP):
        step = round(size * room.leading)
        most = min(room.most, room.height // step)
        lines = _lines(text, face(font, size), room.width, language)
        if lines is not None and len(lines) <= most:
            if language is None:
                lines = _evened(text, lines, face(font, size), room.width)
            return Setting(tuple(lines), font, size, step)
    return None


def _cut(text: str, font: Path, room: Room, language: str) -> Setting:
    """Set as many words as fit in the smallest size."""
    size, step = room.smallest, round(room.smallest * room.leading)
    most = max(1, min(room.most, room.height // step))
    words = text.split()
    while len(words) > 1:
        words.pop()
        shorter = f"{' '.join(words).rstrip(' ,;:.–-')} …"
        lines = _lines(shorter, face(font, size), room.width, language)
        if lines is not None and len(lines) <= most:
            return Setting(tuple(lines), font, size, step, whole=False)
    lines = _lines(words[0], face(font, size), room.width, language) or [words[0]]
    lines = [*lines[: most - 1], f"{lines[most - 1].rstrip('-')[:-1]}…"][:most]
    return Setting(tuple(lines), font, size, step, whole=False)


def _lines(text: str, shape: Face, width: int, language: str | None) -> list[str] | None:
    """Break the text into lines; None if a word is too long and may not be hyphenated."""
    words, lines = text.split(" "), []
    while words:
        line = ""
        while words and shape.getlength(f"{line} {words[0]}".strip()) <= width:
            line = f"{line} {words.pop(0)}".strip()
        if words:
            before = f"{line} " if line else ""
            for head, tail in _splits(words[0], language, alone=not line):
                if shape.getlength(before + head) <= width:
                    line, words[0] = before + head, tail
                    break
            else:
                if not line:
                    return None
        lines.append(line)
    return lines


def _splits(word: str, language: str | None, *, alone: bool) -> Iterator[tuple[str, str]]:
    """Yield where a word may be broken, latest place first; anywhere if nothing else is left."""
    places = {match.start(): "" for match in _CHANCE.finditer(word)}
    if language:
        for part in _LETTERS.finditer(word):
            if len(part[0]) >= LONG or alone:
                found = breaks(part[0], language)
                places |= {part.start() + place: "-" for place in found}
    for place in sorted(places, reverse=True):
        yield word[:place] + places[place], word[place:]
    if language and alone:
        for place in range(len(word) - 3, 2, -1):
            yield f"{word[:place]}-", word[place:]


def breaks(word: str, language: str) -> list[int]:
    """Return the places at which a word may be broken with a hyphen, as numbers of letters before it."""
    return _dictionary(language).positions(word)


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_DICTIONARIES.get(language, "de_DE"), left=3, right=4)


def _evened(text: str, lines: list[str], shape: Face, width: int) -> list[str]:
    """Return as many lines of about the same length."""
    narrower: list[str] | None = lines
    while narrower is not None and len(narrower) == len(lines):
        lines, width = narrower, int(width * 0.97)  # rounded, it would stay at 16
        narrower = _lines(text, shape, width, None)
    return lines
