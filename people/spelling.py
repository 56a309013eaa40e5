"""How texts and names are read for comparing: word by word, whatever their spelling.

Case, accents and umlauts make no difference to `fold`: "Müller", "MÜLLER" and "Mueller" are one
word. Invisible characters are gone, blanks of every width are blanks. Every pattern here takes
time in proportion to the text, whatever the text.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

LONGEST = 200  # a name is at most this long, so longer words are nobody's name
HYPHENS = frozenset("-\u2010\u2011")
_DASHES = frozenset("\u2013\u2212")  # join parts of a name, but make no compound
# Soft hyphens, joiners and marks of direction, none of which a reader sees.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_MARKED = re.compile(f"[{_MARK}]")
_WORD = re.compile(r"([^\W_]+)")
_WORD_WITH_MARKS = re.compile(rf"((?:[^\W_]|[{_MARK}])++)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "œ": "oe"})
_SIGNS = str.maketrans(dict.fromkeys("’‘ʼ´`＇", "'"))
_TIGHT = frozenset("&+/|·")


class Reading:
    """The words of a text, and the gaps before, between and after them."""

    def __init__(self, text: str) -> None:
        """Read `text`, which `clean` has been through."""
        pattern = _WORD_WITH_MARKS if _MARKED.search(text) else _WORD
        parts = pattern.split(text)
        self.words: list[str] = parts[1::2]
        self.gaps: list[str] = parts[0::2]
        self._parts = parts
        self._ends: list[int] | None = None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where in the text the words from `first` up to and with `last` stand."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self._parts)))
        return self._ends[2 * first], self._ends[2 * last + 1]

    def joined(self, before: int) -> bool:
        """Tell whether the word `before` hangs on the one in front of it by a hyphen."""
        return 0 < before < len(self.words) and self.gaps[before] in HYPHENS


def clean(text: str) -> str:
    """Return composed text (NFC) without what cannot be seen."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def fold(word: str) -> str:
    """Return what is compared of a word; nothing for one that is too long for a name."""
    return _fold(word) if len(word) <= LONGEST else ""


@lru_cache(maxsize=1 << 15)
def _fold(word: str) -> str:
    plain = word.casefold().translate(_UMLAUTS)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in apart if not unicodedata.combining(c))


def joint(gap: str) -> str:
    """Return what is compared of a gap between two words of a name.

    A blank, a single line break and a hyphen are the same; blanks around signs such as & do not
    count; a gap that is too long for a name, or the end of a paragraph, equals no other.
    """
    return _joint(gap) if len(gap) <= 8 else gap


@lru_cache(maxsize=1 << 12)
def _joint(gap: str) -> str:
    if gap in HYPHENS or gap in _DASHES:
        return " "
    core = gap.translate(_SIGNS).strip()
    if not core:
        return " " if gap.count("\n") < 2 else gap
    if core in _TIGHT:
        return core
    return f"{' ' * gap[0].isspace()}{core}{' ' * gap[-1].isspace()}"
