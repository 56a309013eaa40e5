"""Where that which a piece names is to be found today: editions keep the addresses of their time."""

from dataclasses import replace
from typing import NamedTuple

from django.db.models import F, Value

from blog.editions.content import Content, Credited, SeriesName, Topic
from blog.models import Series, Tag
from delivery import generation
from disclosures.facts import Named as NamedPerson
from names.addresses import Lasting
from people.models import Person

_KINDS: dict[str, type[Lasting]] = {kind.__name__: kind for kind in (Person, Tag, Series)}


class _Moved(NamedTuple):
    """What has moved or was merged, and its address today; as of a generation."""

    token: str | None
    slugs: dict[tuple[type[Lasting], int], str]


_moved = _Moved(None, {})


def with_present_addresses(piece: Content) -> Content:
    """Return a piece with the addresses that people, topics and its series have today.

    What was merged into another leads there. One query for each generation and process.
    """
    slugs = _slugs()
    if not slugs:
        return piece

    def today[Named: Credited | NamedPerson | Topic | SeriesName](
        kind: type[Lasting], pk: int, named: Named
    ) -> Named:
        return replace(named, slug=slugs.get((kind, pk), named.slug))

    approval, series = piece.approval, piece.series
    if approval:
        reviewer = today(Person, approval.reviewer.person, approval.reviewer)
        approval = replace(approval, reviewer=reviewer)
    return replace(
        piece,
        credits=tuple(today(Person, one.person, one) for one in piece.credits),
        tags=tuple(today(Tag, one.id, one) for one in piece.tags),
        series=today(Series, series.id, series) if series else None,
        approval=approval,
    )


def _slugs() -> dict[tuple[type[Lasting], int], str]:
    global _moved  # noqa: PLW0603  # one value, replaced whole: threads see the old one or the new
    generation.look()
    token = generation.known.token
    if _moved.token != token:
        _moved = _Moved(token, _read())
    return _moved.slugs


def _read() -> dict[tuple[type[Lasting], int], str]:
    former = [
        kind.known_addresses()
        .exclude(slug=F("of__slug"))
        .order_by()
        .values_list(Value(name), "of", "was", "of__slug")
        for name, kind in _KINDS.items()
    ]
    return {
        (_KINDS[name], pk): slug
        for name, of, was, slug in former[0].union(*former[1:]).order_by()
        for pk in (of, was)
        if pk
    }
