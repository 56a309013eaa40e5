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
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
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
    """Return the stem of a plain word."""
    root = word
    for ending in ("innen", "in"):
        if len(word) >= len(ending) + 5 and word.endswith(ending):
            root = word.removesuffix(ending)
            break
    if root.endswith("ws"):  # interviews, shows: the German stemmer keeps this s
        root = root[:-1]
    return str(_german.stemWord(root))


def folded(word: str) -> str:
    """Return a plain word without umlauts, so that it begins like its stem."""
    base = unicodedata.normalize("NFD", word)
    ascii_like = "".join(c for c in base if not unicodedata.combining(c)).replace("ß", "ss")
    for digraph, vowel in _DIGRAPHS:
        ascii_like = ascii_like.replace(digraph, vowel)
    return ascii_like
