"""Lists of pieces: the front page, all of them, those of a topic or a series."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from itertools import count
from operator import attrgetter
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition, live_by_rows, live_now
from blog.gathered import Gathered, Whole
from blog.models import Series, Tag
from blog.prepared import A_MOMENT, A_NUMBER, A_TEXT, Prepared
from blog.publishing.rendering import renew
from delivery.cache_headers import lasting, shown
from delivery.memo import remembered
from events.models import Event, TicketOffer
from media.models import Image
from pages.events.event_now import attach_coming, event_now
from pages.events.ticket_call import call
from pages.events.views import event_of_topic
from pages.lists.list_page import stream_page, topic_page
from pages.lists.pagination import Rows, beyond, listed_now, page_for
from pages.pieces.asked_again import questions_of

ALL = Rows(lambda now, beyond: listed_now(now).filter(beyond))
OF_KIND = Rows(lambda now, beyond, kind: listed_now(now).filter(beyond, kind=kind), kind=A_TEXT)
OF_TAG = Rows(
    lambda now, beyond, tag: listed_now(now, live_by_rows).filter(beyond, tag_rows__tag=tag),
    along=("tag_rows__published_at", "tag_rows__edition_id"),
    tag=A_NUMBER,
)
OF_PERSON = Rows(
    lambda now, beyond, person: listed_now(now, live_by_rows).filter(
        beyond, person_rows__person=person
    ),
    along=("person_rows__published_at", "person_rows__edition_id"),
    person=A_NUMBER,
)
OF_SERIES = Rows(
    lambda now, beyond, series: listed_now(now).filter(beyond, series=series), series=A_NUMBER
)
_tag_at = Prepared(lambda slug: Tag.objects.filter(slug=slug), slug=A_TEXT)
_newest = Prepared(lambda now: live_now(now).listed()[:13], now=A_MOMENT)
_next_event = Whole(
    lambda now: Event.objects.upcoming(now).exclude(status=Event.Status.CANCELLED)[:1],
    parts={
        "image": Gathered(Image.objects.all(), "pk", of="image"),
        "offers": Gathered(TicketOffer.objects.all(), "event", order=attrgetter("ordering", "pk")),
    },
    now=A_MOMENT,
)
_series_with_pieces = Prepared(
    lambda now: Series.objects.filter(
        Exists(live_now(now).filter(series=OuterRef("pk"), retired=False))
    )[:3],
    now=A_MOMENT,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: the newest pieces, the coming event."""
    now = timezone.now()
    pieces = _newest(now=now)
    renew(pieces)
    event = next(iter(_next_event(now=now)), None)
    attach_coming(pieces, besides=event)
    series = _series_with_pieces(now=now)
    context = {
        "lead": pieces[0] if pieces else None,
        "pieces": pieces[1:],
        "call": call(event, now) if event else None,
        "series": [(row, _newest_of(row, pieces)) for row in series],
    }
    return shown(request, "pages/home.html", context, now)


def _newest_of(row: Series, pieces: list[Edition]) -> list[Edition]:
    """Return those of the newest pieces that belong to a series; no query."""
    rows = [(piece, piece.teaser["series"] or {}) for piece in pieces]
    return [piece for piece, its_series in rows if its_series.get("id") == row.pk][:4]


@require_safe
def stream(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Every piece, or every interview, newest first."""
    page = page_for(request, OF_KIND, kind=kind) if kind else page_for(request, ALL)
    return lasting(HttpResponse(stream_page(request, kind, page)), timezone.now(), page)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces on a topic; that of an event's hashtag leads across its editions."""
    topic = remembered(("topic at", slug), partial(_topic, slug))
    now = timezone.now()
    about = event_of_topic(topic.name)
    page = page_for(request, OF_TAG, besides=about.event, tag=topic.pk)
    nothing_unpublished(page.items)
    return lasting(HttpResponse(topic_page(request, topic, about, page)), now, page, about)


def _topic(slug: str) -> Tag:
    found = _tag_at(slug=slug)
    if not found:
        raise Http404
    return found[0]


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbered pieces of a series and the event it belongs to."""
    now = timezone.now()
    row = get_object_or_404(_counted(Series.objects.all(), beyond(request), now), slug=slug)
    about = event_now(row.event_id, 0)
    box = about.call if about else None
    page = page_for(request, OF_SERIES, besides=box.event if box else None, series=row.pk)
    nothing_unpublished(page.items)
    places = count(row.pieces, -1)
    for place, piece in zip(places, page.items, strict=False):
        piece.place = place  # 1 for the first that was published
    questions = questions_of(row, now)
    context = {"series": row, "page": page, "call": box, "questions": questions}
    return shown(request, "pages/series.html", context, now)


def _counted(series: QuerySet[Any], beyond: Q, now: datetime) -> QuerySet[Any]:
    """Annotate how many live pieces of a series there are from a page on."""
    pieces = live_now(now).filter(beyond, series=OuterRef("pk")).order_by()
    number = pieces.values("series").annotate(number=Count("pk")).values("number")
    return series.annotate(pieces=Subquery(number))


def nothing_unpublished(*shown: Iterable[object]) -> None:
    """Answer 404 where there is nothing to show: a draft's topic or guest stays a secret."""
    if not any(rows for rows in shown):
        raise Http404
