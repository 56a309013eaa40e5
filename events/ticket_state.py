"""What can be said about an event's tickets at a moment, and until when it stays true.

Pure: event, offers and clock in, words' ground out. Nothing is offered that cannot be bought, and
as long as nobody changes the data, the phases of sale only move forward.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

from events.models import Event, TicketOffer
from events.prices import NEWS_FOR

PREFETCH = "offers"  # all that `state` reads of an event


class State(StrEnum):
    """The state of an event's tickets as a whole."""

    NO_TICKETS = "no_tickets"
    NOT_YET = "not_yet"
    EARLY_BIRD = "early_bird"
    ON_SALE = "on_sale"
    FEW_LEFT = "few_left"
    BETWEEN = "between"  # the sale pauses; a further tier opens later
    SOLD_OUT = "sold_out"
    CLOSED = "closed"
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Phase(IntEnum):
    """How far an event's sale has come; within one phase a state may return, a phase never does."""

    BEFORE = 0
    SALE = 1
    ENDED = 2
    RUNNING = 3
    OVER = 4


PHASES = {
    State.NO_TICKETS: Phase.BEFORE,
    State.NOT_YET: Phase.BEFORE,
    State.EARLY_BIRD: Phase.SALE,
    State.ON_SALE: Phase.SALE,
    State.FEW_LEFT: Phase.SALE,
    State.BETWEEN: Phase.SALE,
    State.SOLD_OUT: Phase.ENDED,
    State.CLOSED: Phase.ENDED,
    State.RUNNING: Phase.RUNNING,
    State.OVER: Phase.OVER,
    State.CANCELLED: Phase.OVER,
    State.POSTPONED: Phase.OVER,
}


class OfferState(StrEnum):
    """The state of one tier."""

    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    FEW_LEFT = "few_left"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


BUYABLE = (OfferState.ON_SALE, OfferState.FEW_LEFT)
Offers = Sequence[tuple[TicketOffer, OfferState]]


@dataclass(frozen=True)
class Tickets:
    """The tickets of one event at one moment.

    `offers` pairs every tier that is no draft with its state, in the organiser's order. `best` is
    the cheapest tier that anyone can buy now; `until` is when its sale ends, `earlier_price` what
    may be struck through beside its price. `opens_at` is when the next tier opens. `waiting_list`
    is an address, if all is sold out and there is one. `changes_at` is the moment at which any of
    this may stop being true (UTC), or None for never.
    """

    state: State
    offers: tuple[tuple[TicketOffer, OfferState], ...] = ()
    best: TicketOffer | None = None
    until: datetime | None = None
    opens_at: datetime | None = None
    earlier_price: Decimal | None = None
    waiting_list: str = ""
    changes_at: datetime | None = None

    @property
    def lowest_price(self) -> Decimal | None:
        """The price behind "ab … €": the cheapest that can be bought now (standards 3.10)."""
        return self.best.price if self.best else None

    @property
    def several_prices(self) -> bool:
        """Tell whether "ab" is right: more than one price can be bought now."""
        return len({offer.price for offer, state in self.offers if state in BUYABLE}) > 1

    @property
    def phase(self) -> Phase:
        """How far the sale has come."""
        return PHASES[self.state]


def state(event: Event, now: datetime) -> Tickets:
    """Return what is true of the event's tickets at `now` (an aware datetime).

    A postponed event stays postponed when its old date passes: it has not taken place.
    """
    if event.status == Event.Status.CANCELLED:
        return Tickets(State.CANCELLED)
    if event.status == Event.Status.POSTPONED:
        return Tickets(State.POSTPONED)
    if now >= event.ends_at:
        return Tickets(State.OVER)
    rows = [offer for offer in event.offers.all() if not offer.draft]
    offers = tuple((offer, offer_state(offer, event, now)) for offer in rows)
    best = _best(offers)
    coming = [o.sales_start for o, s in offers if s == OfferState.NOT_YET and o.sales_start]
    overall = State.RUNNING if now >= event.starts_at else _before(event, offers, best, now)
    return Tickets(
        overall,
        offers,
        best,
        _end(best, event) if best and best.sales_end else None,
        min(coming, default=None),
        best.struck_through(now) if best else None,
        event.waiting_list_url if overall == State.SOLD_OUT else "",
        _next_change(event, rows, now),
    )


def offer_state(offer: TicketOffer, event: Event, now: datetime) -> OfferState:
    """Return the state of one tier by its window and what the shop has left.

    Without an end of its own its sale ends when the event begins, and never after the event.
    """
    if now >= _end(offer, event):
        return OfferState.CLOSED
    if offer.availability == TicketOffer.Availability.SOLD_OUT:
        return OfferState.SOLD_OUT
    if offer.sales_start and now < offer.sales_start:
        opens = offer.sales_start < _end(offer, event)
        return OfferState.NOT_YET if opens else OfferState.CLOSED
    if offer.availability == TicketOffer.Availability.FEW:
        return OfferState.FEW_LEFT
    return OfferState.ON_SALE


def _end(offer: TicketOffer, event: Event) -> datetime:
    return min(offer.sales_end, event.ends_at) if offer.sales_end else event.starts_at


def _best(offers: Offers) -> TicketOffer | None:
    """Return the cheapest tier that anyone can buy; one for businesses only if there is no other."""

    def rank(offer: TicketOffer) -> tuple[bool, Decimal, int]:
        business = offer.audience == TicketOffer.Audience.BUSINESS
        return (business, offer.price, offer.ordering)

    return min((offer for offer, state in offers if state in BUYABLE), key=rank, default=None)


def _before(event: Event, offers: Offers, best: TicketOffer | None, now: datetime) -> State:
    states = [state for _, state in offers]
    if best:
        if all(state == OfferState.FEW_LEFT for state in states if state in BUYABLE):
            return State.FEW_LEFT
        return State.EARLY_BIRD if _early(best, event, offers) else State.ON_SALE
    if OfferState.NOT_YET in states:
        begun = any(not offer.sales_start or offer.sales_start <= now for offer, _ in offers)
        return State.BETWEEN if begun else State.NOT_YET
    if OfferState.SOLD_OUT in states:
        return State.SOLD_OUT
    return State.CLOSED if states else State.NO_TICKETS


def _early(best: TicketOffer, event: Event, offers: Offers) -> bool:
    """Tell whether a dearer tier for the same people follows when this one ends."""
    to_come = (OfferState.NOT_YET, *BUYABLE)
    return any(
        offer.audience == best.audience
        and offer.price > best.price
        and state in to_come
        and _end(offer, event) > _end(best, event)
        for offer, state in offers
    )


def _next_change(event: Event, offers: Iterable[TicketOffer], now: datetime) -> datetime | None:
    moments = [event.starts_at, event.ends_at]
    for offer in offers:
        moments += [moment for moment in (offer.sales_start, offer.sales_end) if moment]
        moments += [offer.reduced_at + NEWS_FOR] if offer.reduced_at else []
    return min((moment for moment in moments if now < moment <= event.ends_at), default=None)
