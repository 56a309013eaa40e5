"""What every piece of an event says of it at a moment: the same on all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet, Subquery
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.gathered import Gathered, Whole
from blog.prepared import A_MOMENT, A_NUMBER
from delivery.memo import remembered
from events.models import Event, TicketOffer
from events.ticket_state import PREFETCH, state
from pages.events.ticket_call import Call, call
from pages.structured_data.events import brief_event
from pages.structured_data.graph import written

_PIECE = "WHICHPIECE"  # in box and line, where the number of the piece belongs


@dataclass(frozen=True)
class EventNow:
    """An event, announced or not, and its call to action if it is."""

    event: Event
    call: Call | None

    @property
    def changes_at(self) -> datetime | None:
        """The moment until which all of it holds, or None for ever."""
        return self.call.changes_at if self.call else None

    def box(self, post: int) -> SafeString:
        """Return the box as it stands on a piece (id)."""
        return SafeString(self._box.replace(_PIECE, str(post)))

    def line(self, post: int) -> SafeString:
        """Return the line as it stands on a piece's (id) teaser."""
        return SafeString(self._line.replace(_PIECE, str(post)))

    @cached_property
    def _box(self) -> str:
        return self._on_a_piece("components/event_box.html", "box")

    @cached_property
    def _line(self) -> str:
        return self._on_a_piece("components/call_line.html", "call")

    def _on_a_piece(self, template: str, name: str) -> str:
        if self.call is None:
            return ""
        context = {name: self.call, "edition": SimpleNamespace(post_id=_PIECE)}
        return render_to_string(template, context)

    @cached_property
    def data(self) -> str:
        """The event as JSON-LD, written; nothing of one that is not announced."""
        return written(brief_event(self.event)) if self.call else ""


def event_now(event: int | None, post: int) -> EventNow | None:
    """Return what a piece (id) says of its event (id); it does not look back on itself."""
    if event is None:
        return None
    found = _remembered(event, 0)
    if found and found.call and found.call.recap and found.call.recap.post_id == post:
        return _remembered(event, post)
    return found


def _remembered(event: int, besides: int) -> EventNow | None:
    return remembered(("event", event, besides, get_language()), lambda: _found(event, besides))


def _and_following(now: datetime, pk: int) -> QuerySet[Event]:
    series = Event.objects.filter(pk=pk).values("series")
    following = Event.objects.upcoming(now).filter(series__in=Subquery(series))
    return Event.objects.filter(pk=pk) | following


_with_following = Whole(
    _and_following,
    parts={
        PREFETCH: Gathered(TicketOffer.objects.all(), "event", order=attrgetter("ordering", "pk"))
    },
    now=A_MOMENT,
    pk=A_NUMBER,
)


def _found(pk: int, besides: int) -> EventNow | None:
    """Ask for the event and what follows it in its series, tickets and all, at once."""
    now = timezone.now()
    rows = _with_following(now=now, pk=pk)
    event = next((row for row in rows if row.pk == pk), None)
    if event is None:
        return None
    coming = [row for row in rows if row.public and row.ends_at > now]
    said = call(event, now, besides=besides, coming=coming) if event.public else None
    return EventNow(event, said)


@dataclass(frozen=True)
class Coming:
    """The events that are not over and have something to offer, by id."""

    events: dict[int, EventNow]

    @property
    def changes_at(self) -> datetime | None:
        """The moment until which all of it holds, or None for ever."""
        moments = (one.changes_at for one in self.events.values())
        return min((moment for moment in moments if moment), default=None)


def attach_coming(editions: Iterable[Any], *, besides: Event | None = None) -> None:
    """Give every piece of a list its event as it is `coming`, if there are tickets for it.

    `besides` is an event that the page itself calls for.
    """
    own = besides.pk if besides else None
    listed = [edition for edition in editions if edition.event_id not in (None, own)]
    events = remembered(("coming", get_language()), _coming).events if listed else {}
    for edition in listed:
        edition.coming = events.get(edition.event_id)
        edition.call = edition.coming.call if edition.coming else None


def _coming() -> Coming:
    """Ask once for the tickets of all that is coming; there are never many such events."""
    now = timezone.now()
    coming = Event.objects.upcoming(now).order_by()
    offers: dict[Event, list[TicketOffer]] = {}
    for offer in TicketOffer.objects.filter(event__in=coming).select_related("event"):
        offers.setdefault(offer.event, []).append(offer)
    events = {}
    for event, rows in offers.items():
        event._prefetched_objects_cache = {PREFETCH: rows}  # type: ignore[attr-defined]
        events[event.pk] = EventNow(event, Call(event, state(event, now)))
    return Coming({pk: one for pk, one in events.items() if one.call and one.call.offer})
