"""Sitemaps (sitemaps.org 0.9): an index, and parts of it for pieces, places, people, events, news.

Only canonical pages that answer 200 are named, each with its picture and the date of its last change
of substance. Pieces are parted by their numbers, so that a new one changes the last part alone; a
part is small enough to be made in a blink and kept by the page cache.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.models import Series, SeriesQuestion, Tag
from delivery.cache_headers import expires
from delivery.keeping import kept
from events.models import Event, EventSeries
from media.frozen import FrozenImage, frozen_image
from media.pictures import plain_file
from pages.house.absolute import absolute
from pages.house.rendered import plain
from pages.pieces.asked_again import asked_by_several
from people.models import Person
from prose.xml import printable

PART = 500  # numbers of pieces
LARGEST = 50_000  # addresses of a part, and parts of an index, that the protocol allows
NEWS = timedelta(days=2)  # older ones are no news (Google)
MOST_NEWS = 1_000
FIXED = ("home", "blog", "interviews", "topics", "people", "events", "transparency", "corrections")


class Entry(NamedTuple):
    """A page: its address, when it last changed in substance, and the picture on it."""

    address: str
    changed: datetime | None = None
    picture: str = ""


@kept()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parts there are."""
    now = timezone.now()
    parts = [*_parts(), Entry(_part("places")), *map(Entry, _others(now))]
    news = _news(now)
    if news:
        parts.append(Entry(_part("news"), timezone.localtime(news[0].published_at)))
    context = {"parts": parts}
    response = render(request, "pages/sitemap_index.xml", context, content_type="application/xml")
    return expires(response, now, _end_of_news(news))


@kept()
@require_safe
def pieces(request: HttpRequest, number: int) -> HttpResponse:
    """The pieces of a part, or 404 if it has none."""
    if number > LARGEST:
        raise Http404
    first = number * PART
    live = Edition.objects.live().filter(post__gte=first, post__lt=first + PART)
    rows = list(
        live.order_by("post_id").values_list("kind", "slug", "modified_at", "teaser__image")
    )
    if not rows:
        raise Http404
    return _urls(request, (_piece(*row) for row in rows))


@kept()
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The pages that every site has, its topics, its series and the questions these ask of several."""
    now = timezone.now()
    asked = asked_by_several(SeriesQuestion.objects.select_related("series"), now)
    dated = (
        *_with_latest(Tag.objects.all(), now, "tag_rows__tag"),
        *_with_latest(Series.objects.all(), now, "series"),
        *_with_latest(asked, now, "question_rows__question"),
    )
    fixed = [Entry(absolute(reverse(name))) for name in FIXED]
    return _urls(request, [*fixed, *map(_dated, dated)])


@kept()
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who has a live piece."""
    everyone = Person.objects.select_related("portrait")
    rows = _with_latest(everyone, timezone.now(), "person_rows__person")
    return _urls(request, (_dated(row, row.portrait) for row in rows))


@kept()
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Announced events, and the series they belong to."""
    announced = Event.objects.public().select_related("image").order_by("-starts_at", "pk")
    series = EventSeries.objects.filter(Exists(announced.filter(series=OuterRef("pk"))))
    entries = [
        *(_entry(event.get_absolute_url(), None, event.image) for event in announced[:LARGEST]),
        *(Entry(absolute(row.get_absolute_url())) for row in series),
    ]
    return _urls(request, entries)


@kept()
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The journalism of the last two days, for Google News; often there is none."""
    now = timezone.now()
    rows = _news(now)
    context = {
        "news": [
            {
                "address": absolute(row.teaser.path),
                "language": row.teaser.language,
                "title": printable(plain(row.teaser.title)),
                "published": timezone.localtime(row.published_at),
            }
            for row in rows
        ]
    }
    response = render(request, "pages/sitemap_news.xml", context, content_type="application/xml")
    return expires(response, now, _end_of_news(rows))


def _part(name: str, *key: int) -> str:
    return absolute(reverse(f"sitemap_{name}", args=key))


def _parts() -> list[Entry]:
    """Return the parts of pieces that there are, each with its latest change; counted by the database."""
    numbered = Edition.objects.live().values(part=F("post_id") / PART)
    latest = numbered.annotate(latest=Max("modified_at")).order_by("part")
    rows = latest.values_list("part", "latest")
    return [Entry(_part("pieces", part), timezone.localtime(at)) for part, at in rows]


def _others(now: datetime) -> Iterator[str]:
    """Yield the addresses of the parts of people and events, if there are any."""
    if Edition.objects.live_at(now).filter(person_rows__isnull=False).exists():
        yield _part("people")
    if Event.objects.public().exists():
        yield _part("events")


def _with_latest(rows: QuerySet[Any], now: datetime, of: str) -> QuerySet[Any]:
    """Keep rows that live pieces belong to, with the `latest` change of the newest of these.

    `of` names the row as editions know it; the newest is found along an index, row by row.
    """
    through = of.partition("__")[0] + "__" if "__" in of else ""
    newest = Edition.objects.live_at(now).filter(**{of: OuterRef("pk")})
    order = (f"-{through}published_at", f"-{through}edition" if through else "-pk")
    latest = Subquery(newest.order_by(*order).values("modified_at")[:1])
    return rows.annotate(latest=latest).exclude(latest=None)[:LARGEST]


def _news(now: datetime) -> list[Edition]:
    """Return the pieces of the last two days that are neither advertisement nor promotion."""
    fresh = Edition.objects.live().in_streams().listed().filter(published_at__gt=now - NEWS)
    wanted = [e for e in fresh if not any(label.is_promotion for label in e.teaser.labels)]
    return wanted[:MOST_NEWS]


def _end_of_news(rows: list[Edition]) -> datetime | None:
    """Return when the first of them is none any more."""
    return rows[-1].published_at + NEWS if rows else None


def _piece(kind: str, slug: str, modified: datetime, image: Any) -> Entry:
    address = absolute(reverse(kind, args=[slug]))
    picture = _picture(frozen_image(image)) if image else ""
    return Entry(address, timezone.localtime(modified), picture)


def _dated(row: Any, image: Any = None) -> Entry:
    return _entry(row.get_absolute_url(), timezone.localtime(row.latest), image)


def _entry(path: str, changed: datetime | None, image: Any) -> Entry:
    return Entry(absolute(path), changed, _picture(image.frozen()) if image else "")


def _picture(image: FrozenImage | None) -> str:
    return absolute(plain_file(image).url) if image else ""


def _urls(request: HttpRequest, entries: Iterable[Entry]) -> HttpResponse:
    context = {"entries": entries}
    response = render(request, "pages/sitemap.xml", context, content_type="application/xml")
    return expires(response, timezone.now())
