"""Lists of pieces: the front page, all of them, those of a topic or a series."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.models import Series, Tag
from blog.publishing.rendering import renew
from delivery.cache_headers import shown
from delivery.keeping import kept
from events.models import Event
from pages.events.click_out import CODE
from pages.events.coming import attach_coming
from pages.events.ticket_call import call
from pages.events.views import event_of_topic
from pages.house.site import current
from pages.house.site_settings import Site
from pages.lists.front_page import NEWEST, Pin, arranged, chosen, heading_of, newest_of, strips
from pages.lists.pagination import CURSOR, beyond, teasers_for
from pages.lists.replied import attach_replies
from pages.pieces.asked_again import questions_of


@kept(CODE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what leads, the newest pieces, the series, the coming event."""
    now = timezone.now()
    newest = list(Edition.objects.live().in_streams().listed()[:NEWEST])
    site = current()
    pin, rows = Pin.of(site, now), strips(site)
    more = chosen(rows, pin)
    pinned = next((one for one in more if pin and one.post_id == pin.post), None)
    pieces = arranged(newest, pinned)
    renew([*pieces, *more])
    attach_replies([*pieces, *more])
    event = _next(site, now)
    attach_coming(pieces, besides=event)
    context = {
        "lead": pieces[0] if pieces else None,
        "pieces": pieces[1:],
        "call": call(event, now) if event else None,
        "strips_heading": heading_of(rows),
        "strips": [(row, of_row) for row in rows if (of_row := newest_of(row, more))],
        "pin": pin,
    }
    return shown(request, "pages/home.html", context, now)


def _next(site: Site, now: datetime) -> Event | None:
    """Return the event that editors chose, as long as it is to come, or else the next one."""
    coming = Event.objects.upcoming(now).exclude(status=Event.Status.CANCELLED)
    if site.front_event_id:
        chosen_first = Case(When(pk=site.front_event_id, then=0), default=1)
        coming = coming.order_by(chosen_first, "starts_at", "pk")
    return coming.select_related("image").first()


@kept(CURSOR, CODE)
@require_safe
def stream(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Every piece, or every interview, newest first."""
    of_kind: dict[str, Any] = {"kind": kind} if kind else {}
    context = {"kind": kind, "page": teasers_for(request, **of_kind)}
    return shown(request, "pages/stream.html", context, timezone.now())


@kept(CURSOR, CODE)
@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces on a topic; that of an event's hashtag leads across its editions."""
    topic = get_object_or_404(Tag, slug=slug)
    about = event_of_topic(topic.name)
    page = teasers_for(request, through="tag_rows", tag=topic, besides=about.event)
    nothing_unpublished(page.items)
    context = {"topic": topic, "page": page, "about": about}
    return shown(request, "pages/tag.html", context, timezone.now())


@kept(CURSOR, CODE)
@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbered pieces of a series and the event it belongs to."""
    now = timezone.now()
    counted = _counted(Series.objects.select_related("event"), beyond(request))
    row = get_object_or_404(counted, slug=slug)
    box = call(row.event, now) if row.event and row.event.public else None
    page = teasers_for(request, series=row, besides=box.event if box else None)
    nothing_unpublished(page.items)
    context = {
        "series": row,
        "page": page,
        # 1 for the first that was published
        "numbered": list(zip(count(row.pieces, -1), page.items, strict=False)),
        "call": box,
        "questions": questions_of(row, now),
    }
    return shown(request, "pages/series.html", context, now)


def _counted(series: QuerySet[Any], beyond: Q) -> QuerySet[Any]:
    """Annotate how many live pieces of a series there are from a page on."""
    pieces = Edition.objects.live().filter(beyond, series=OuterRef("pk")).order_by()
    number = pieces.values("series").annotate(number=Count("pk")).values("number")
    return series.annotate(pieces=Subquery(number))


def nothing_unpublished(*shown: Iterable[object]) -> None:
    """Answer 404 where there is nothing to show: a draft's topic or guest stays a secret."""
    if not any(rows for rows in shown):
        raise Http404
