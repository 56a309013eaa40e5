"""Narrowing hits down: by kind, person, event, topic and year, each a parameter of the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.editions.edition import Edition
from blog.models import Tag
from blog.search.index import facet
from blog.search.search import Facet, IndexHit
from events.models import Event
from names.addresses import Lasting
from people.models import Person

MOST = 6  # ways that are offered in each group
PARAMETERS = {
    "art": _("Kind"),
    "jahr": _("Year"),
    "thema": _("Topic"),
    "person": _("Person"),
    "event": _("Event"),
}
_KINDS = {"beitrag": ("post", _("Posts")), "interview": ("interview", _("Interviews"))}
type Name = str | Promise


@dataclass(frozen=True)
class Way:
    """A way to narrow hits down, or to widen them again, and where it leads."""

    parameter: str
    value: str
    name: Name
    address: str = ""


@dataclass(frozen=True)
class Narrowing:
    """What hits are narrowed down by, besides the query."""

    query: str
    chosen: dict[str, tuple[str, Name]]
    facets: list[Facet]
    unknown: bool

    @property
    def values(self) -> dict[str, str]:
        """The parameters chosen, for the form to keep."""
        return {parameter: value for parameter, (value, _name) in self.chosen.items()}

    @property
    def removable(self) -> list[Way]:
        """What was chosen, each with the address without it."""
        return [
            Way(parameter, value, name, self.address(**{parameter: ""}))
            for parameter, (value, name) in self.chosen.items()
        ]

    def address(self, **changes: str) -> str:
        """Return the address of the same search with other parameters ("" takes one away)."""
        asked = {"q": self.query} | self.values | changes
        return f"{reverse('search')}?{urlencode({k: v for k, v in asked.items() if v})}"

    def offers(
        self, places: Iterable[IndexHit], editions: list[Edition], *, more: bool
    ) -> list[tuple[Name, list[Way]]]:
        """Return the ways that the hits offer, by group; none that would leave all as they are.

        `editions` are those of the page; `more` says that it does not show all hits.
        """
        years = sorted({place.year for place in places}, reverse=True)
        found = _of_editions(editions) | {"jahr": {f"{year}": f"{year}" for year in years}}
        if more:
            found["art"] = {value: name for value, (_kind, name) in _KINDS.items()}
        groups: list[tuple[Name, list[Way]]] = []
        for parameter, title in PARAMETERS.items():
            ways = found[parameter]
            if parameter in self.chosen or (len(ways) < 2 and not (more and parameter != "jahr")):
                continue
            offered = [
                Way(parameter, value, name, self.address(**{parameter: value}))
                for value, name in list(ways.items())[:MOST]
            ]
            if offered:
                groups.append((title, offered))
        return groups


def narrowing(query: str, asked: Mapping[str, str]) -> Narrowing:
    """Read the parameters of an address; in one query, where one names a row.

    What readers cannot know of (a guest of a piece that is not out yet) is as unknown as nonsense.
    """
    given = {name: asked[name].replace("\x00", "")[:200] for name in PARAMETERS if asked.get(name)}
    rows = _rows(given)
    chosen: dict[str, tuple[str, Name]] = {}
    facets: list[Facet] = []
    for name, value in given.items():
        if name == "art" and value in _KINDS:
            kind, title = _KINDS[value]
            facets.append((facet("kind", kind),))
            chosen[name] = value, title
        elif name == "jahr" and len(value) == 4 and value.isascii() and value.isdigit():
            facets.append((facet("year", value),))
            chosen[name] = value, value
        elif name in rows:
            pk, shown = rows[name]
            facets.append([facet(_FACETS[name], one) for one in _ever(name, pk)])
            chosen[name] = value, shown
    return Narrowing(query, chosen, facets, unknown=len(chosen) < len(given))


# Parameters that name a row, and what the index calls it.
_FACETS = {"thema": "tag", "person": "person", "event": "event"}
_KINDS_OF_ROWS: dict[str, type[Lasting]] = {"thema": Tag, "person": Person, "event": Event}


def _rows(given: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """Return id and name of the topic, person and event that the address names, if readers may."""
    if not given.keys() & _FACETS:
        return {}
    live = Edition.objects.live().order_by()
    topics = live.filter(tag_rows__tag=OuterRef("pk"))
    people = live.filter(person_rows__person=OuterRef("pk"))
    sources: dict[str, QuerySet[Any]] = {
        "thema": Tag.objects.filter(Exists(topics)),
        "person": Person.objects.filter(Exists(people)),
        "event": Event.objects.public(),
    }
    queries = [
        rows.filter(addresses__slug=given[name]).order_by().values_list(Value(name), "pk", "name")
        for name, rows in sources.items()
        if name in given
    ]
    found = queries[0].union(*queries[1:], all=True).order_by()
    return {name: (pk, shown) for name, pk, shown in found}


def _ever(name: str, pk: int) -> list[int]:
    """Return the id of a row and of those that were merged into it: the index names editions' own."""
    known = _KINDS_OF_ROWS[name].known_addresses().filter(of=pk, was__isnull=False)
    return [pk, *known.values_list("was", flat=True).distinct()]


def _of_editions(editions: list[Edition]) -> dict[str, dict[str, Name]]:
    """Return what the pieces have to narrow down by: most frequent first."""
    counts: dict[str, dict[tuple[str, Name], int]] = {name: {} for name in PARAMETERS}
    for edition in editions:
        teaser = edition.teaser
        found = [("art", *kind) for kind in _kind_of(edition)]
        found += [("thema", tag.slug, tag.name) for tag in teaser.tags]
        found += [("person", one.slug, one.name) for one in teaser.people]
        if teaser.event:
            found.append(("event", teaser.event.slug, teaser.event.name))
        for name, slug, shown in found:
            counts[name][slug, shown] = counts[name].get((slug, shown), 0) + 1
    return {name: dict(sorted(of, key=lambda one: -of[one])) for name, of in counts.items()}


def _kind_of(edition: Edition) -> list[tuple[str, Name]]:
    return [(value, name) for value, (kind, name) in _KINDS.items() if kind == edition.kind]
