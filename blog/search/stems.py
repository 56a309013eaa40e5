"""German words folded to what search compares: stems without umlauts, plurals and -innen.

The same folding runs over texts and queries, so both databases give the same answers.
Bäume = Baeume = Baum, Straße = strasse, Autor:innen = Autorinnen = Autor (docs/standards/texts.md).
"""

import re
import threading
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
# Words that say nothing about what a piece is about; a query with others does not insist on them.
STOP_WORDS = frozenset(
    """
    aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit
    dann das dass dein deine dem den denn der des die dies diese diesem diesen dieser dieses doch
    dort du durch ein eine einem einen einer eines er es etwas euch euer eure für gegen hab habe
    haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja
    jede jedem jeden jeder jedes kann kein keine keinem keinen keiner können man mein meine mich
    mir mit muss müssen nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner
    sich sie sind so soll sollen sollte über um und uns unser unsere unter vom von vor war waren
    warum was wegen weil welche welchem welchen welcher welches wenn wer werden wie wieder will
    wir wird wo wollen wurde würde zu zum zur zwischen
    a about an and are as at be by can do does for from had has have how i if in is it its my of
    on or our so than that the their them then there these they this to was we were what when
    where which who why will with you your
    """.split()
)


class _Stemmer(threading.local):
    """A stemmer for each thread: it keeps the word it is working on in itself."""

    def __init__(self) -> None:
        self.german = snowballstemmer.stemmer("german")


_stemmer = _Stemmer()


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


@lru_cache(maxsize=100_000)
def roots(spoken: str) -> tuple[str, ...]:
    """Return the stems of one word as it stands in a text; kept, for words come again."""
    return tuple(stems(spoken))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a plain word; of words without end, that of their beginning."""
    german = _stemmer.german
    root: str = german.stemWord(word[:LONGEST_WORD])
    if len(root) >= 4 and root.endswith(_FOREIGN_PLURAL):
        root = root[:-1]
    female = _FEMALE.sub("", root)
    return root if female == root else str(german.stemWord(female))


def completed(word: str) -> list[str]:
    """Return the stems shorter than it that an unfinished plain word may turn out to have."""
    longest = len(stem(word)) - 1
    found = {stem(word + ending) for ending in _ENDINGS}
    return sorted(root for root in found if 4 <= len(root) <= longest)
