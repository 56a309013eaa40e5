"""Which known word a misspelt one was meant to be: by sound, then by edits.

Every word is listed under its sound and under each sound with one letter left out, and so is its
stem; two with a key in common are at most two edits apart. So one look at an index finds the
candidates, on any database.
"""

import re
from collections.abc import Iterable

from blog.search.stems import stem

SHORTEST = 4  # letters; shorter words have too many neighbours
LONGEST = 30
FEW = 4  # more neighbours than that are no help
_LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "y": "i"})
_ALIKE = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("ph", "f"),
        ("(?<=[rt])h", ""),  # Rythmus, Termostat
        ("ei", "ai"),
        ("ie", "i"),
        ("[dt]+t|td$", "t"),
        ("tz", "z"),
        ("ck", "k"),
        (r"(\w)\1+", r"\1"),
    )
]


def is_word(word: str) -> bool:
    """Say whether a plain word is one whose spelling can be judged."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def sound(word: str) -> str:
    """Return a plain word as one hears it: without umlauts, double letters and silent h."""
    heard = word.translate(_LETTERS)
    for pattern, letters in _ALIKE:
        heard = pattern.sub(letters, heard)
    return heard


def keys(word: str) -> set[str]:
    """Return what a word is listed under: the sounds of it and its stem, and those one letter less."""
    found = set()
    for heard in {sound(word), sound(stem(word))}:
        found |= {heard, *(heard[:at] + heard[at + 1 :] for at in range(len(heard)))}
    return found


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return those of the known words that `word` was most likely meant to be, at most a few."""
    heard, root, most = sound(word), sound(stem(word)), 1 if len(word) < 8 else 2
    ranked = []
    for other in known:
        there = sound(other)
        apart = min(distance(heard, there), distance(root, sound(stem(other))))
        if apart <= most:
            rank = (apart, heard[0] != there[0])
            ranked.append((rank, abs(len(other) - len(word)), other))
    ranked.sort()
    best = [other for rank, _length, other in ranked if rank == ranked[0][0]]
    return list({stem(other): other for other in reversed(best)}.values())[::-1][:FEW]


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, dropped, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
