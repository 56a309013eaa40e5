"""Addresses to ask for: thousands of each kind, so that no cache of any kind helps."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from blog.editions.edition import Edition
from blog.editions.indexes import EditionPerson, EditionTag
from blog.models import Series, Tag
from events.models import Event
from pages.lists.pagination import CURSOR, PAGE_SIZE, _cursor
from people.models import Person

MOST = 5000
FORMS = ("rss", "atom", "json")


def measure() -> dict[str, list[str]]:
    """Return the paths of every kind, the same ones for the same database."""
    live = Edition.objects.live().order_by("-published_at", "-pk")
    live = live.only("kind", "slug", "published_at")
    generated = live.filter(post__created_by=None)
    streams = {
        tag.get_absolute_url(): live.filter(tag_rows__tag=tag)
        for tag in Tag.objects.filter(edition_rows__edition__in=generated).distinct()
    }
    return {
        "article": _mixed(edition.get_absolute_url() for edition in generated[:MOST]),
        "the same articles": list(_in_every_world(generated)),
        "list": _mixed(
            f"/blog/{_after(edition)}" for edition in live[: min(MOST, live.count() - PAGE_SIZE)]
        ),
        "topic": _mixed(_pages(streams)),
        "feed": _mixed(_feeds()),
        "list, first page": ["/blog/"],
        "list, last page": [f"/blog/{_deep(live)}"],
        "topic, first page": list(streams),
        "topic, last page": [address + _deep(pieces) for address, pieces in streams.items()],
    }


def _in_every_world(generated: QuerySet[Edition]) -> Iterator[str]:
    """Yield the addresses of some pieces of all kinds that copies and new editions leave alone."""
    for edition in generated.order_by("post_id")[:800:19]:
        yield edition.get_absolute_url()


def _mixed(paths: Iterable[str]) -> list[str]:
    return sorted(paths, key=lambda path: sha256(path.encode()).digest())


def _after(edition: Any) -> str:
    return f"?{CURSOR}={_cursor(edition)}"


def _deep(pieces: QuerySet[Edition]) -> str:
    """Return the query of the last page that is full; none for a list of one page."""
    before = pieces.order_by("published_at", "pk")[PAGE_SIZE : PAGE_SIZE + 1]
    return _after(before[0]) if before else ""


def _pages(streams: dict[str, QuerySet[Edition]]) -> Iterator[str]:
    """Yield pages of each of these lists, from every place in it that has a full page below."""
    for address, pieces in streams.items():
        most = min(MOST // len(streams), pieces.count() - PAGE_SIZE)
        for edition in pieces[: max(0, most)]:
            yield f"{address}{_after(edition)}"


def _feeds() -> Iterator[str]:
    """Yield the feeds of everything, and of each topic, person, series and event."""
    live = Edition.objects.live()
    yield from (reverse(name) for name in ("rss", "atom", "json_feed"))
    of = {
        "tag": Tag.objects.filter(pk__in=EditionTag.objects.filter(edition__in=live).values("tag")),
        "person": Person.objects.filter(
            pk__in=EditionPerson.objects.filter(edition__in=live).values("person")
        ),
        "series": Series.objects.filter(pk__in=live.exclude(series=None).values("series")),
        "event": Event.objects.public(),
    }
    for kind, places in of.items():
        for slug in places.values_list("slug", flat=True):
            yield from (reverse(f"{kind}_{form}", args=[slug]) for form in FORMS)
