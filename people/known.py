"""Everybody the site knows by name, ready to be found in texts.

An index is kept in each process. Whether it still holds is asked of the names themselves, so it is
right after whatever changed them: a form, a bulk change, another process, a transaction undone. They
are asked once in each generation of the site; within a transaction, which may have changed some, each time.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from delivery.generation import once
from people.mentions import Index, Known
from people.models import Organisation, Person

_Row = tuple[Any, ...]


class _Kept(NamedTuple):
    """An index, and the names it was made of."""

    rows: tuple[list[_Row], list[_Row]]
    made: Index


_kept = [_Kept(([], []), Index(()))]


@once
def known_names() -> Index:
    """Return the index of everybody known, made anew only if a name is not what it was."""
    rows = _rows()
    kept = _kept[0]
    if kept.rows != rows:
        kept = _kept[0] = _Kept(rows, Index(_known(*rows)))
    return kept.made


def _rows() -> tuple[list[_Row], list[_Row]]:
    organisations = Organisation.objects.order_by("pk")
    people = Person.objects.order_by("pk")
    return (
        list(organisations.values_list("pk", "name", "aliases", "url")),
        list(people.values_list("pk", "name", "aliases", "honorific")),
    )


def _known(organisations: list[_Row], people: list[_Row]) -> Iterator[Known]:
    yield from (_organisation(*row) for row in organisations)
    yield from (_person(*row) for row in people)


@lru_cache(maxsize=1 << 16)
def _organisation(pk: int, name: str, aliases: str, url: str) -> Known:
    one = Organisation(pk=pk, name=name, aliases=aliases, url=url)
    return Known("organisation", pk, name, one.names(), one.domains())


@lru_cache(maxsize=1 << 16)
def _person(pk: int, name: str, aliases: str, honorific: str) -> Known:
    one = Person(pk=pk, name=name, aliases=aliases, honorific=honorific)
    return Known("person", pk, one.full_name, one.names())
