"""The forms in which a name stands in a text: without its legal form, inflected, the surname alone.

Every form is spelled out beforehand, so that looking through a text is looking up its words.
German endings that cost little are known: the genitive (Musters, Bundes, Hans’), -n after -e
(Sparkassen), and the endings of adjectives before the last word (der Deutschen Bank).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from people.spelling import HYPHENS, Reading, clean, fold, joint
from people.titles import without_titles
from people.words import WORDS, listed

ORDINARY = listed("ordinary")
LEGAL_FORMS = frozenset(tuple(form.split()) for form in WORDS["legal_forms"].split(","))
_LEGAL_LENGTHS = sorted({len(words) for words in LEGAL_FORMS}, reverse=True)
ADDRESSES = frozenset(
    "dr prof professor professorin doktor herr herrn frau mr mrs ms miss mx".split()
)
_PARTICLES = frozenset(
    "von van vom zu zum zur der den de del della di da dos du le la el al af av ten ter".split()
)
_GENERATIONS = frozenset("jr sr jun sen junior senior ii iii iv".split())
_ADJECTIVES = listed("adjectives")
_ADJECTIVE = re.compile(r"(?P<stem>.{3,}?)e[nrsm]?\Z", re.IGNORECASE)
_ADJECTIVE_STEM = re.compile(r"(?:sch|lich|ig|ell|iv|al)\Z")
_ENDINGS = ("e", "en", "er", "es", "em")
_INITIALS = re.compile(r"\b(\w)\.\s?(?=\w\b)")


@dataclass(frozen=True)
class Form:
    """One way to write a name: its words, and how each hangs on the one before it ("" first).

    `exact` forms count only as they are written. `ordinary` is a single everyday word. `surname`
    counts only after the whole name, or behind a form of address.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    exact: bool = False
    ordinary: bool = False
    surname: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The keys under which the form is looked up, one per word."""
        joints = ("", *(joint(gap) for gap in self.gaps[1:]))
        return tuple(f"{j}{fold(word)}" for j, word in zip(joints, self.words, strict=True))


def forms_of(name: str, *, person: bool) -> Iterator[Form]:
    """Yield every form of a name that is looked for, inflected."""
    plain = clean(name)
    for spelling in dict.fromkeys(_spellings(without_titles(plain) if person else plain)):
        whole = _read(spelling)
        if not whole.words:
            continue
        if person:
            found = [whole, *_surname_first(whole), *_surname(whole)]
        else:
            found = [whole, *_without_legal_form(whole)]
        for form in found:
            yield from _inflected(_weighed(form), person)


def _spellings(name: str) -> Iterator[str]:
    """Yield a name with "&" as a word and the other way round, with and without its dots."""
    signs = {name}
    for word in ("und", "and"):
        signs.add(re.sub(r"\s*&\s*(?=\w)", f" {word} ", name))
        signs.add(re.sub(rf"\s{word}\s", " & ", name))
    for one in signs:
        yield one
        yield re.sub(r"\.\s+", " ", one)
        yield _INITIALS.sub(r"\1.", one)
        yield _INITIALS.sub(r"\1. ", one)


def _read(name: str) -> Form:
    reading = Reading(name)
    return Form(tuple(reading.words), ("", *reading.gaps[1:-1]) if reading.words else ())


def _cut(form: Form, start: int, end: int) -> Form:
    return Form(form.words[start:end], ("", *form.gaps[start + 1 : end]))


def _weighed(form: Form) -> Form:
    """Settle whether a form counts only as it is written."""
    word = "".join(form.words)
    everyday = all(fold(one) in ORDINARY for one in form.words)
    exact = everyday or len(word) <= 3 or (word.isupper() and len(word) <= 5)
    return replace(form, exact=exact, ordinary=everyday and len(form.words) == 1)


def _without_legal_form(form: Form) -> Iterator[Form]:
    """Yield what is left without the legal form, if it cannot be taken for anything else.

    That is: four letters or an abbreviation of three capitals, and not everyday words alone.
    """
    words = [fold(word) for word in form.words]
    while length := next((n for n in _LEGAL_LENGTHS if tuple(words[-n:]) in LEGAL_FORMS), 0):
        del words[-length:]
    rest = _cut(form, 0, len(words))
    letters = "".join(rest.words)
    long_enough = len(letters) >= 4 or (len(letters) == 3 and letters.isupper())
    if 0 < len(words) < len(form.words) and long_enough and not set(words) <= ORDINARY:
        yield rest


def _surname_at(form: Form) -> tuple[int, int]:
    """Return from where up to where the surname stands; from 0 if there is none."""
    end = len(form.words)
    while end > 1 and fold(form.words[end - 1]) in _GENERATIONS:
        end -= 1
    start = end - 1
    while start > 0 and (
        form.gaps[start] in HYPHENS or form.words[start - 1].lower() in _PARTICLES
    ):
        start -= 1
    return start, end


def _surname(form: Form) -> Iterator[Form]:
    start, end = _surname_at(form)
    if start > 0 and len(form.words[end - 1]) > 1 and fold(form.words[0]) not in ORDINARY:
        yield replace(_cut(form, start, end), surname=True)


def _surname_first(form: Form) -> Iterator[Form]:
    """Yield "Berg, Anna" of "Anna Berg"."""
    start, end = _surname_at(form)
    if start > 0 and end == len(form.words):
        last, first = _cut(form, start, end), _cut(form, 0, start)
        yield Form(last.words + first.words, (*last.gaps, ", ", *first.gaps[1:]))


def _inflected(form: Form, person: bool) -> Iterator[Form]:
    """Yield a form with every ending it may have, itself first."""
    *before, last = form.words
    lasts = _last_words(last, plain=form.exact or person)
    firsts = [tuple(before)] if person else _first_words(before, form.exact)
    for front, end in product(firsts, lasts):
        yield Form((*front, end), form.gaps, form.exact, form.ordinary, form.surname)


def _last_words(word: str, *, plain: bool) -> list[str]:
    if word[-1].isdigit():
        return [word]
    found = [word] if fold(word)[-1:] in ("s", "x", "z") else [word, f"{word}s"]
    if not plain:
        found.append(f"{word}es")
        found += [f"{word}n"] if word[-1] in "eE" else []
    return found


def _first_words(words: list[str], exact: bool) -> list[tuple[str, ...]]:
    """Return the words before the last with the endings of adjectives, and the first in genitive."""
    found = [tuple(words)]
    stems = [_adjective(word) for word in words]
    if any(stems):
        pairs = list(zip(words, stems, strict=True))
        found += [tuple(s + ending if s else w for w, s in pairs) for ending in _ENDINGS]
    elif words and not exact:
        found += [(f"{words[0]}{ending}", *words[1:]) for ending in ("s", "es")]
    return list(dict.fromkeys(found))


def _adjective(word: str) -> str:
    """Return the stem of an adjective ("deutsch" of "Deutsche"), or nothing."""
    match = _ADJECTIVE.match(word)
    stem = match["stem"] if match else ""
    known = fold(stem) in _ADJECTIVES or bool(_ADJECTIVE_STEM.search(fold(stem)))
    return stem if known else ""
