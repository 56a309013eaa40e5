"""Events for readers: what is coming, what has been, one event, and all editions of a series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from blog.gathered import Gathered, Whole, attach
from blog.prepared import A_TEXT
from delivery.cache_headers import shown
from delivery.memo import remembered
from disclosures.library import placeholders_in
from disclosures.models import NoticeVersion
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
from events.programme import by_day, hours_of, speakers_of
from media.models import Image
from pages.events.ticket_call import Call, call, calls
from pages.lists.pagination import teasers_for
from people.models import Organisation
from prose.sanitising import sanitise

PAST = 40  # events that the list of past ones names
_as_ordered, _start = attrgetter("ordering", "pk"), attrgetter("starts_at")
_PEOPLE = ("person", "person__portrait")
_at_address = Whole(
    lambda slug: Event.objects.public().filter(slug=slug),
    parts={
        "image": Gathered(Image.objects.all(), "pk", of="image"),
        "organiser": Gathered(Organisation.objects.all(), "pk", of="organiser"),
        "series": Gathered(EventSeries.objects.all(), "pk", of="series"),
        "days": Gathered(EventDay.objects.all(), "event", order=_start),
        "previous_dates": Gathered(PreviousDate.objects.all(), "event", order=_start),
        "offers": Gathered(TicketOffer.objects.all(), "event", order=_as_ordered),
        "programme": Gathered(ProgrammeItem.objects.all(), "event"),
        "speakers": Gathered(
            Speaker.objects.all(),
            "item__event",
            along=(*_PEOPLE, "person__affiliation"),
            order=_as_ordered,
        ),
        "ambassadorships": Gathered(Ambassadorship.objects.all(), "event", along=_PEOPLE),
        "sponsorships": Gathered(
            Sponsorship.objects.all(), "event", along=("organisation", "organisation__logo")
        ),
        "pictures": Gathered(
            EventPicture.objects.all(), "event", along=("image",), order=_as_ordered
        ),
        "notices": Gathered(
            EventNotice.objects.all(), "event", along=("notice",), order=_as_ordered
        ),
        "wordings": Gathered(NoticeVersion.objects.all(), "notice__event_rows__event"),
    },
    slug=A_TEXT,
)


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


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """An event: when and where, tickets, programme, everyone behind it, and its pieces."""
    found = _at_address(slug=slug)
    if not found:
        raise Http404
    one = _with_all(found[0])
    now = timezone.now()
    days = by_day(one)
    editions = editions_of(one)
    context = {
        "event": one,
        "call": call(one, now, coming=[each for each in editions if each.ends_at > now]),
        "hours": hours_of(one),
        "map_url": map_url(one),
        "programme": days,
        "speakers": speakers_of(days),
        "sponsors": sponsors.shown(one, one.sponsorships.all(), now),
        "notices": _notices(one),
        "editions": editions,
        "now": now,
        "page": teasers_for(request, calls=False, event=one),
    }
    return shown(request, "pages/event.html", context, now)


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
    call: Call | None = None
    editions: Sequence[Event] = ()

    @property
    def changes_at(self) -> datetime | None:
        """The moment until which all of it holds, or None for ever."""
        return self.call.changes_at if self.call else None


def event_of_topic(name: str) -> Topic:
    """Return what there is for a topic: a hashtag, with or without the #."""
    hashtag = f"#{name.removeprefix('#').lower()}"
    return remembered(("topic", hashtag, get_language()), lambda: _topic(hashtag))


def _topic(hashtag: str) -> Topic:
    """Ask for the event and the others of its series at once, then for its tickets."""
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


def _with_all(event: Event) -> Event:
    """Give the speakers to their talks, the wordings to their notices."""
    gathered = event._prefetched_objects_cache  # type: ignore[attr-defined]
    attach(event.programme.all(), "speaker_rows", gathered["speakers"], by="item_id")
    notices = [row.notice for row in event.notices.all()]
    attach(notices, "versions", gathered["wordings"], by="notice_id")
    return event


def _notices(event: Event) -> list[tuple[str, SafeString]]:
    """Return heading and text of the notices in force; what needs filling in is not for events."""
    language, now = get_language() or "de", timezone.now()
    found = []
    for row in event.notices.all():
        version = row.notice.wording(language, now)
        if version and not placeholders_in(version.heading + version.text):
            text = mark_safe(sanitise(version.text, "simple"))
            found.append((version.heading or row.notice.name, text))
    return found
