"""Whom of the people the site knows a text may mean, however it spells their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from blog.search.spelling import distance
from interviews.importing.formats.paragraphs import Paragraph
from people.known import known_names
from people.mentions import Passage
from people.models import Person
from people.sorting import phonebook_key
from people.titles import split_title, without_titles

OFFERED = 4
_LOOKED_AT = 3_000  # of those who share a word of a name; a first name may be that common
_FAR = 20_000  # characters of a text in which those it may be about are named
_SHORTEST = 4  # letters; of shorter names, one letter more makes another name


def person_named(name: str) -> Person | None:
    """Return the person of this name, with or without title, if there is exactly one."""
    honorific, plain = split_title(name)
    known = Person.objects.filter(name__in={plain, without_titles(plain)}) or (
        Person.objects.filter(name__iexact=plain)
    )
    people = [p for p in known[:2] if not honorific or p.honorific in {"", honorific}]
    return people[0] if len(people) == 1 and len(known[:2]) == 1 else None


def new_person(name: str) -> Person:
    """Create a person from a name as it stands in a text: "Prof. Dr. Anna Berg"."""
    honorific, plain = split_title(name)
    return Person.objects.create(name=plain[:160], honorific=honorific[:40])


def alike(names: Collection[str]) -> dict[str, list[Person]]:
    """Return for each name those who may be meant by it, the likeliest first; one query for all.

    They share a word with it, in whatever spelling; the others differ by an initial, a letter or two
    that are swapped, missing or wrong, or are left out.
    """
    wanted = Q()
    for name in names:
        words = _words(name)
        for word in [w for w in words if len(w) > 2] or words:
            wanted |= Q(sort_key__contains=word) | Q(aliases__icontains=word)
    if not wanted:
        return {name: [] for name in names}
    people = Person.objects.filter(wanted).only(
        "name", "aliases", "honorific", "role_line", "sort_key"
    )
    known = [(person, _spellings(person)) for person in people[:_LOOKED_AT]]
    return {name: _nearest(_words(name), known) for name in names}


def named_in(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Return the names of the people the site knows whom the text names, in order."""
    text = "\n\n".join(p.text for p in paragraphs)[:_FAR]
    found = known_names().find([Passage("text", text)])
    return [m.known.names[0] for m in found if m.known.kind == "person"]


def _nearest(
    words: tuple[str, ...], known: Iterable[tuple[Person, list[tuple[str, ...]]]]
) -> list[Person]:
    ranked = [
        (rank, person)
        for person, spellings in known
        if (rank := min((_apart(words, other) for other in spellings), default=9)) < 9
    ]
    ranked.sort(key=lambda pair: (pair[0], pair[1].sort_key))
    return [person for _rank, person in ranked[:OFFERED]]


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are kept for sorting; initials are single letters."""
    plain = without_titles(name).replace(".", " ").replace("-", " ").replace(",", " ")
    return tuple(phonebook_key(word) for word in plain.split() if phonebook_key(word))


def _spellings(person: Person) -> list[tuple[str, ...]]:
    return [_words(name) for name in person.names()]


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how far apart two names are, 9 if they are not of the same person."""
    short, long = sorted((one, other), key=len)
    left = list(long)
    total = len(long) - len(short)
    shared = False
    for word in sorted(short, key=len, reverse=True):
        near = min(left, key=lambda there: _between(word, there))
        cost = _between(word, near)
        if cost > 2:
            return 9
        shared = shared or (cost == 0 and len(word) > 1)
        total += cost
        left.remove(near)
    return total if shared and total <= 3 else 9


def _between(word: str, other: str) -> int:
    """Return how many letters tell two words apart; an initial is one step from what it stands for."""
    if word == other:
        return 0
    if 1 in {len(word), len(other)}:
        return 1 if word[0] == other[0] else 9
    if min(len(word), len(other)) < _SHORTEST or abs(len(word) - len(other)) > 2:
        return 9
    return distance(word, other)
