"""What can be said about an event's tickets at a moment, and until when it stays true.

Pure: event, offers and clock in, words' ground out. Nothing is offered that cannot be bought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from events.models import Event, TicketOffer


class State(StrEnum):
    """The state of an event's tickets as a whole."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    OVER = "over"
    RUNNING = "running"
    ON_SALE = "on_sale"
    FEW_LEFT = "few_left"
    NOT_YET = "not_yet"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"
    NO_TICKETS = "no_tickets"


class OfferState(StrEnum):
    """The state of one tier."""

    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    FEW_LEFT = "few_left"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


BUYABLE = (OfferState.ON_SALE, OfferState.FEW_LEFT)


@dataclass(frozen=True)
class Tickets:
    """The tickets of one event at one moment.

    `offers` pairs every tier with its state, in the organiser's order. `best` is the cheapest tier
    that anyone can buy now; `until` is when its sale ends. `opens_at` is when the next tier opens.
    `changes_at` is the moment at which any of this may stop being true (UTC), or None for never.
    """

    state: State
    offers: tuple[tuple[TicketOffer, OfferState], ...] = ()
    best: TicketOffer | None = None
    until: datetime | None = None
    opens_at: datetime | None = None
    changes_at: datetime | None = None

    @property
    def lowest_price(self) -> Decimal | None:
        """The price behind "ab … €": the cheapest that can be bought now (standards 3.10)."""
        return self.best.price if self.best else None

    @property
    def several_prices(self) -> bool:
        """Tell whether "ab" is right: more than one price can be bought now."""
        return len({offer.price for offer, state in self.offers if state in BUYABLE}) > 1


def state(event: Event, now: datetime) -> Tickets:
    """Return what is true of the event's tickets at `now` (an aware datetime)."""
    offers = tuple((offer, offer_state(offer, now)) for offer in event.offers.all())
    changes_at = _next_change(event, (offer for offer, _ in offers), now)
    if event.status == Event.Status.CANCELLED:
        return Tickets(State.CANCELLED, changes_at=_after(now, event.ends_at))
    if now >= event.ends_at:
        return Tickets(State.OVER)
    if event.status == Event.Status.POSTPONED:
        return Tickets(State.POSTPONED, changes_at=event.ends_at)
    if now >= event.starts_at:
        return Tickets(State.RUNNING, changes_at=event.ends_at)
    return _before_the_event(offers, changes_at)


def offer_state(offer: TicketOffer, now: datetime) -> OfferState:
    """Return the state of one tier by its window and what the shop has left."""
    if offer.sales_end and now >= offer.sales_end:
        return OfferState.CLOSED
    if offer.availability == TicketOffer.Availability.SOLD_OUT:
        return OfferState.SOLD_OUT
    if offer.sales_start and now < offer.sales_start:
        return OfferState.NOT_YET
    if offer.availability == TicketOffer.Availability.FEW:
        return OfferState.FEW_LEFT
    return OfferState.ON_SALE


def _before_the_event(
    offers: tuple[tuple[TicketOffer, OfferState], ...], changes_at: datetime | None
) -> Tickets:
    buyable = [offer for offer, state in offers if state in BUYABLE]
    coming = [o.sales_start for o, s in offers if s == OfferState.NOT_YET and o.sales_start]
    opens_at = min(coming, default=None)
    if buyable:
        best = min(buyable, key=lambda offer: (offer.price, offer.ordering))
        few = all(state != OfferState.ON_SALE for _, state in offers)
        overall = State.FEW_LEFT if few else State.ON_SALE
        return Tickets(overall, offers, best, best.sales_end, opens_at, changes_at)
    if coming:
        return Tickets(State.NOT_YET, offers, opens_at=opens_at, changes_at=changes_at)
    if any(state == OfferState.SOLD_OUT for _, state in offers):
        return Tickets(State.SOLD_OUT, offers, changes_at=changes_at)
    overall = State.CLOSED if offers else State.NO_TICKETS
    return Tickets(overall, offers, changes_at=changes_at)


def _next_change(event: Event, offers: Iterable[TicketOffer], now: datetime) -> datetime | None:
    moments = [event.starts_at, event.ends_at]
    for offer in offers:
        moments += [moment for moment in (offer.sales_start, offer.sales_end) if moment]
    return min((moment for moment in moments if moment > now), default=None)


def _after(now: datetime, moment: datetime) -> datetime | None:
    return moment if moment > now else None
