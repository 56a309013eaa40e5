"""Events for readers: what is coming, what has been, one event, and all editions of a series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from delivery.cache_headers import shown
from delivery.keeping import kept
from disclosures.library import placeholders_in
from events import sponsors
from events.models import (
    Ambassadorship,
    Event,
    EventDay,
    EventNotice,
    EventPicture,
    EventSeries,
    PreviousDate,
    ProgrammeItem,
    Speaker,
    Sponsorship,
    TicketOffer,
)
from events.places import map_url
from events.programme import by_day, speakers_of
from pages.events.click_out import CODE
from pages.events.ticket_call import TicketCall, call, calls
from pages.lists.pagination import CURSOR, teasers_for
from prose.sanitising import sanitise

PAST = 40  # events that the list of past ones names
# All that the page of an event shows of its own rows; how many there are costs no more queries.
_WHOLE = (
    Prefetch("days", EventDay.objects.order_by("starts_at")),
    Prefetch("previous_dates", PreviousDate.objects.order_by("starts_at")),
    Prefetch("offers", TicketOffer.objects.order_by("ordering", "pk")),
    Prefetch("programme", ProgrammeItem.objects.order_by("pk")),
    Prefetch(
        "programme__speaker_rows",
        Speaker.objects.select_related("person__portrait", "person__affiliation").order_by(
            "ordering", "pk"
        ),
    ),
    Prefetch(
        "ambassadorships",
        Ambassadorship.objects.select_related("person__portrait").order_by("pk"),
    ),
    Prefetch(
        "sponsorships",
        Sponsorship.objects.select_related("organisation__logo").order_by("pk"),
    ),
    Prefetch("pictures", EventPicture.objects.select_related("image").order_by("ordering", "pk")),
    Prefetch("notices", EventNotice.objects.select_related("notice").order_by("ordering", "pk")),
    "notices__notice__versions",
)


@kept(CODE)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Coming events with their tickets, and past ones."""
    now = timezone.now()
    coming = list(Event.objects.upcoming(now).select_related("image", "series"))
    context = {
        "boxes": list(calls(coming, now).values()),
        "past": Event.objects.past(now)[:PAST],
    }
    return shown(request, "pages/events.html", context, now)


@kept(CURSOR, CODE)
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """An event: when and where, tickets, programme, everyone behind it, and its pieces."""
    announced = Event.objects.public().select_related("image", "organiser", "series")
    one = get_object_or_404(announced.prefetch_related(*_WHOLE), slug=slug)
    now = timezone.now()
    days = by_day(one)
    editions = editions_of(one)
    context = {
        "event": one,
        "call": call(one, now, coming=[each for each in editions if each.ends_at > now]),
        "map_url": map_url(one),
        "programme": days,
        "speakers": speakers_of(days),
        "sponsors": sponsors.shown(one, one.sponsorships.all(), now),
        "notices": notices_of(one),
        "editions": editions,
        "now": now,
        "page": teasers_for(request, calls=False, event=one),
    }
    return shown(request, "pages/event.html", context, now)


@kept(CURSOR, CODE)
@require_safe
def event_series(request: HttpRequest, slug: str) -> HttpResponse:
    """A series of events: the coming edition with its tickets, and all that have been."""
    row = get_object_or_404(EventSeries, slug=slug)
    now = timezone.now()
    of_series = Event.objects.filter(series=row)
    coming = list(of_series.upcoming(now).select_related("image", "series"))
    context = {
        "series": row,
        "boxes": list(calls(coming, now).values()),
        "past": of_series.past(now),
        "page": teasers_for(request, calls=False, event__series=row),
    }
    return shown(request, "pages/event_series.html", context, now)


def editions_of(event: Event) -> list[Event]:
    """Return every announced event of the same series, the latest first; none without others."""
    if event.series_id is None:
        return []
    rows = Event.objects.public().filter(series=event.series_id).order_by("-starts_at", "-pk")
    found = list(rows)
    return found if len(found) > 1 else []


@dataclass(frozen=True)
class Topic:
    """The announced event that a topic names by its hashtag, its call and all its editions."""

    event: Event | None = None
    call: TicketCall | None = None
    editions: Sequence[Event] = ()

    @property
    def changes_at(self) -> datetime | None:
        """The moment until which all of it holds, or None for ever."""
        return self.call.changes_at if self.call else None


def event_of_topic(name: str) -> Topic:
    """Return what there is for a topic: a hashtag, with or without the #.

    Asks for the event and the others of its series at once, then for its tickets.
    """
    hashtag = f"#{name.removeprefix('#').lower()}"
    now, public = timezone.now(), Event.objects.public()
    row = public.filter(hashtag=hashtag).values("series")
    found = public.filter(hashtag=hashtag) | public.filter(series__in=Subquery(row))
    events = sorted(found, key=lambda one: (one.starts_at, one.pk), reverse=True)
    event = next((one for one in events if one.hashtag == hashtag), None)
    if event is None:
        return Topic()
    coming = [one for one in events if one.ends_at > now]
    box = call(event, now, coming=coming)
    return Topic(event, box, events if len(events) > 1 else [])


def notices_of(event: Event) -> list[tuple[str, SafeString]]:
    """Return heading and text of the notices in force; what needs filling in is not for events."""
    language, now = get_language() or "de", timezone.now()
    found = []
    for row in event.notices.all():
        version = row.notice.wording(language, now)
        if version and not placeholders_in(version.heading + version.text):
            text = mark_safe(sanitise(version.text, "simple"))
            found.append((version.heading or row.notice.name, text))
    return found
