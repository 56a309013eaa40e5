"""The one call to action of an event: what a piece, a teaser, a feed or a card says at a moment.

From the state of its tickets follow words, price and link; when there is nothing left to offer, it
leads to the next edition and to the piece that looks back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery, prefetch_related_objects
from django.utils.translation import get_language, gettext as _, gettext_noop

from blog.editions.edition import Edition
from events.models import Event, TicketOffer
from events.ticket_state import PREFETCH, State, Tickets, state
from events.when import deadline, opening
from pages.events.click_out import ticket_address
from prose import typography

GONE = (State.OVER, State.CANCELLED)


@dataclass(frozen=True)
class TicketCall:
    """What is true of an event now, in words and with the one address to go on to."""

    event: Event
    tickets: Tickets
    next_edition: Event | None = None
    recap: Edition | None = None

    @property
    def over(self) -> bool:
        """Tell whether the event has ended."""
        return self.tickets.state == State.OVER

    @property
    def offer(self) -> TicketOffer | None:
        """The tier that the call sells."""
        return self.tickets.best

    @property
    def changes_at(self) -> datetime | None:
        """The moment until which all of it holds, or None for ever."""
        return self.tickets.changes_at

    @property
    def headline(self) -> str:
        """What is true, in a sentence; empty if there is nothing to say about tickets."""
        return _sentence(self)

    @property
    def action(self) -> str:
        """The words on the button, or none."""
        if self.offer:
            return _buy(self.tickets)
        if self.tickets.waiting_list:
            return _("Put me on the waiting list")
        if self.next_edition:
            return _("The next edition: %(next)s") % {"next": self.next_edition.name}
        return _("Read how it was") if self.recap else ""

    def path(self, post: int | str | None = None, code: str = "") -> str:
        """Return where the button leads: from a piece (id), by an ambassador's code."""
        if self.offer:
            return ticket_address(self.offer, post, code)
        if self.tickets.waiting_list:
            return self.tickets.waiting_list
        if self.next_edition:
            return self.next_edition.get_absolute_url()
        return self.recap.get_absolute_url() if self.recap else ""


def call(
    event: Event,
    now: datetime,
    *,
    besides: int | None = None,
    coming: Iterable[Event] | None = None,
) -> TicketCall:
    """Return the call of one announced event; its recap is not the piece `besides` (id)."""
    return calls([event], now, besides=besides, coming=coming)[event.pk]


def calls(
    events: Sequence[Event],
    now: datetime,
    *,
    besides: int | None = None,
    coming: Iterable[Event] | None = None,
) -> dict[int, TicketCall]:
    """Return the call of every event by id, in at most three queries however many there are.

    `coming` are announced events that are not over, among them all of the same series, if they
    are known already.
    """
    open_ones = [event for event in events if now < event.ends_at]
    prefetch_related_objects(open_ones, PREFETCH)
    said = {event.pk: state(event, now) for event in events}
    gone = [event for event in events if said[event.pk].state in GONE]
    following, recaps = _following(gone, now, coming), _recaps(gone, now, besides)
    return {
        event.pk: TicketCall(event, said[event.pk], following.get(event.pk), recaps.get(event.pk))
        for event in events
    }


def announced_calls(events: Iterable[int], now: datetime) -> dict[int, TicketCall]:
    """Return the calls of those among some events (ids) that are announced, in three queries."""
    wanted = set(events)
    if not wanted:
        return {}
    series = Event.objects.filter(pk__in=wanted).values("series")
    following = Event.objects.upcoming(now).filter(series__in=Subquery(series))
    rows = list(Event.objects.public().filter(pk__in=wanted) | following)
    coming = [row for row in rows if row.ends_at > now]
    return calls([row for row in rows if row.pk in wanted], now, coming=coming)


def _following(
    gone: Sequence[Event], now: datetime, coming: Iterable[Event] | None
) -> dict[int, Event]:
    """Return the next edition of each event that is over or off."""
    series = {event.series_id for event in gone if event.series_id}
    if not series:
        return {}
    if coming is None:
        coming = Event.objects.upcoming(now).filter(series__in=series)
    takes_place = [row for row in coming if row.status != Event.Status.CANCELLED]
    found: dict[int, Event] = {}
    for row in sorted(takes_place, key=lambda row: (row.starts_at, row.pk)):
        for event in gone:
            if event.series_id == row.series_id and event.pk != row.pk:
                found.setdefault(event.pk, row)
    return found


def _recaps(gone: Sequence[Event], now: datetime, besides: int | None) -> dict[int, Edition]:
    """Return the newest piece that looks back on each event."""
    if not gone:
        return {}
    looking_back = Edition.objects.live().filter(event__in=gone, recap=True)
    rows = looking_back.exclude(post=besides or 0).listed().order_by()
    found: dict[int, Edition] = {}
    for edition in sorted(rows, key=lambda row: (row.published_at, row.pk)):
        if edition.event_id:
            found[edition.event_id] = edition
    return {event.pk: found[event.pk] for event in gone if event.pk in found}


def _buy(tickets: Tickets) -> str:
    offer = tickets.best
    if offer is None:
        return ""
    if offer.price == 0:
        return _("Free ticket")
    amount = typography.price(offer.price, offer.currency, get_language() or "de")
    if tickets.several_prices:
        return _("Tickets from %(amount)s") % {"amount": amount}
    return _("Ticket for %(amount)s") % {"amount": amount}


_SENTENCES = {
    State.CANCELLED: gettext_noop("This event has been cancelled."),
    State.POSTPONED: gettext_noop("This event has been postponed; the new date is still open."),
    State.RUNNING: gettext_noop("This event is taking place right now."),
    State.SOLD_OUT: gettext_noop("All tickets are sold."),
    State.CLOSED: gettext_noop("Tickets are no longer on sale."),
    State.FEW_LEFT: gettext_noop("Only a few tickets left."),
}


def _sentence(call: TicketCall) -> str:
    tickets = call.tickets
    if tickets.state == State.OVER:
        return _over(call)
    if tickets.state == State.EARLY_BIRD and tickets.until:
        return _("Early bird until %(end)s") % {"end": deadline(tickets.until, call.event)}
    if tickets.state == State.ON_SALE:
        end = tickets.until
        return (
            _("On sale until %(end)s") % {"end": deadline(end, call.event)}
            if end
            else _("On sale now")
        )
    if tickets.state in (State.NOT_YET, State.BETWEEN) and tickets.opens_at:
        return _opening(tickets, call.event)
    return _(_SENTENCES[tickets.state]) if tickets.state in _SENTENCES else ""


def _over(call: TicketCall) -> str:
    if call.next_edition or not call.event.series_id:
        return _("This event is over.")
    return _("This event is over. There is no date yet for the next edition.")


def _opening(tickets: Tickets, event: Event) -> str:
    moment = {"moment": opening(tickets.opens_at, event) if tickets.opens_at else ""}
    if tickets.state == State.BETWEEN:
        return _("No tickets at the moment; the next ones are on sale from %(moment)s.") % moment
    return _("Tickets are on sale from %(moment)s.") % moment
