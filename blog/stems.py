"""German words folded to what search compares: stems without umlauts, plurals and -innen.

The same folding runs over texts and queries, so both databases give the same answers.
Bäume = Baeume = Baum, Straße = strasse, Autor:innen = Autorinnen = Autor (standards 5.5).
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_GENDER_MARK = re.compile(r"(?<=\w)[*:_·/](?=innen?\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# Plurals that the German stemmer does not know: workshops, interviews, videos, partys.
_FOREIGN_PLURAL = ("ps", "ws", "os", "ys")
_FEMALE = re.compile(r"(?<=\w{5})inn?$")  # after stemming: autorin, autorinn(en)
# What may follow a word that is still being typed, so that an ending comes off: Möglichk|eit.
_ENDINGS = ("n", "g", "t", "d", "h", "ng", "it", "ch", "nd", "eit", "ich", "sch", "nnen")
LONGEST_WORD = 60  # letters; PostgreSQL refuses lexemes of more than 2 KB
_german = snowballstemmer.stemmer("german")


def plain(text: str) -> str:
    """Return the text in one spelling: composed, case folded, without marks inside words."""
    visible = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return _GENDER_MARK.sub("", visible).casefold()


def words(text: str) -> list[str]:
    """Return the words of a text in order, plain but not stemmed."""
    return _WORD.findall(plain(text))


def stems(text: str) -> list[str]:
    """Return the stems of a text in order."""
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a plain word; of words without end, that of their beginning."""
    root: str = _german.stemWord(word[:LONGEST_WORD])
    if len(root) >= 4 and root.endswith(_FOREIGN_PLURAL):
        root = root[:-1]
    female = _FEMALE.sub("", root)
    return root if female == root else str(_german.stemWord(female))


def completed(word: str) -> list[str]:
    """Return the stems shorter than it that an unfinished plain word may turn out to have."""
    longest = len(stem(word)) - 1
    found = {stem(word + ending) for ending in _ENDINGS}
    return sorted(root for root in found if 4 <= len(root) <= longest)
