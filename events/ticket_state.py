"""What can be said about an event's tickets at a moment, and until when it stays true.

Pure: event, offers and clock in, words' ground out. Nothing is offered that cannot be bought, and
as long as nobody changes the data, the phases of sale only move forward: within the sale a pause or
an early bird may come and go, but what has ended does not begin again. Every moment is compared in
UTC, because Python compares two times of one zone by the clock on the wall, which shows the hour
before winter time twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

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


class OfferState(StrEnum):
    """The state of one tier."""

    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    FEW_LEFT = "few_left"
    SOLD_OUT = "sold_out"
    CLOSED = "closed"


BUYABLE = (OfferState.ON_SALE, OfferState.FEW_LEFT)
TO_COME = (OfferState.NOT_YET, *BUYABLE)
Offers = Sequence[tuple[TicketOffer, OfferState]]


@dataclass(frozen=True)
class Tickets:
    """The tickets of one event at one moment.

    `offers` pairs every tier that is offered with its state, in the organiser's order. `best` is
    the cheapest tier that anyone can buy now, the price behind "ab … €"
    (docs/standards/law.md#prices) – in the money of the first one, for amounts of two currencies
    cannot be compared; `until` is when its sale ends, `earlier_price` what
    may be struck through beside its price, `next_price` what the same people pay once the early
    bird is over. `opens_at` is when the next tier opens. `waiting_list`
    is an address, if all is sold out and there is one. `changes_at` is the moment at which the first
    of this stops being true, or None for never. All moments are in UTC.
    """

    state: State
    offers: tuple[tuple[TicketOffer, OfferState], ...] = ()
    best: TicketOffer | None = None
    until: datetime | None = None
    opens_at: datetime | None = None
    earlier_price: Decimal | None = None
    next_price: Decimal | None = None
    waiting_list: str = ""
    changes_at: datetime | None = None

    @property
    def several_prices(self) -> bool:
        """Tell whether "ab" is right: whoever can buy the cheapest tier may also pay more."""
        return self.best is not None and any(
            _comparable(offer, self.best) and offer.price > self.best.price
            for offer, state in self.offers
            if state in BUYABLE
        )


def state(event: Event, now: datetime) -> Tickets:
    """Return what is true of the event's tickets at `now` (an aware datetime).

    A postponed event stays postponed when its old date passes: it has not taken place.
    """
    if event.status == Event.Status.CANCELLED:
        return Tickets(State.CANCELLED)
    if event.status == Event.Status.POSTPONED:
        return Tickets(State.POSTPONED)
    now = now.astimezone(UTC)
    if now >= event.ends_at:
        return Tickets(State.OVER)
    rows = [offer for offer in event.offers.all() if offer.offered]
    offers = tuple((offer, offer_state(offer, event, now)) for offer in rows)
    best = _best(offers)
    coming = [_utc(o.sales_start) for o, s in offers if s == OfferState.NOT_YET and o.sales_start]
    overall = State.RUNNING if now >= event.starts_at else _before(event, offers, best, now)
    return Tickets(
        overall,
        offers,
        best,
        _end(best, event) if best and best.sales_end else None,
        min(coming, default=None),
        best.struck_through(now) if best else None,
        _afterwards(best, event, offers) if best and overall == State.EARLY_BIRD else None,
        event.waiting_list_url if overall == State.SOLD_OUT else "",
        _next_change(event, offers, best, now),
    )


def offer_state(offer: TicketOffer, event: Event, now: datetime) -> OfferState:
    """Return the state of one tier by its window and what the shop has left.

    Without an end of its own its sale ends when the event begins, and never after the event.
    """
    now, end = now.astimezone(UTC), _end(offer, event)
    if now >= end:
        return OfferState.CLOSED
    if offer.availability == TicketOffer.Availability.SOLD_OUT:
        return OfferState.SOLD_OUT
    if offer.sales_start and now < offer.sales_start:
        return OfferState.NOT_YET if _utc(offer.sales_start) < end else OfferState.CLOSED
    if offer.availability == TicketOffer.Availability.FEW:
        return OfferState.FEW_LEFT
    return OfferState.ON_SALE


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _end(offer: TicketOffer, event: Event) -> datetime:
    if offer.sales_end is None:
        return _utc(event.starts_at)
    return min(_utc(offer.sales_end), _utc(event.ends_at))


def _best(offers: Offers) -> TicketOffer | None:
    """Return the cheapest tier that anyone can buy; one for businesses only if there is no other."""
    buyable = [offer for offer, state in offers if state in BUYABLE]
    open_to_all = [o for o in buyable if o.audience == TicketOffer.Audience.CONSUMER] or buyable
    free = [offer for offer in open_to_all if offer.price == 0]
    alike = [offer for offer in open_to_all if _comparable(offer, open_to_all[0])]
    return min(free or alike, key=lambda offer: (offer.price, offer.ordering), default=None)


def _comparable(one: TicketOffer, other: TicketOffer) -> bool:
    """Tell whether the prices of two tiers say which is cheaper: the same buyers, the same money."""
    return (one.audience, one.currency) == (other.audience, other.currency)


def _before(event: Event, offers: Offers, best: TicketOffer | None, now: datetime) -> State:
    states = [state for _, state in offers]
    if best:
        # To call tickets scarce while further ones are coming would be untrue (UWG § 5).
        if all(state == OfferState.FEW_LEFT for state in states if state in TO_COME):
            return State.FEW_LEFT
        return State.EARLY_BIRD if _afterwards(best, event, offers) else State.ON_SALE
    if OfferState.NOT_YET in states:
        begun = any(not offer.sales_start or offer.sales_start <= now for offer, _ in offers)
        return State.BETWEEN if begun else State.NOT_YET
    if OfferState.SOLD_OUT in states:
        return State.SOLD_OUT
    return State.CLOSED if states else State.NO_TICKETS


def _afterwards(best: TicketOffer, event: Event, offers: Offers) -> Decimal | None:
    """Return what the same people pay once this tier ended by itself, if that is more."""
    if best.sales_end is None:
        return None
    end = _end(best, event)
    afterwards = [
        offer.price
        for offer, state in offers
        if _comparable(offer, best) and state in TO_COME and _end(offer, event) > end
    ]
    lowest = min(afterwards, default=best.price)
    return lowest if lowest > best.price else None


def _next_change(
    event: Event, offers: Offers, best: TicketOffer | None, now: datetime
) -> datetime | None:
    """Return the first moment at which the clock changes the state, a tier or the strike price."""
    moments = [event.starts_at, event.ends_at]
    for offer, state in offers:
        if state == OfferState.NOT_YET and offer.sales_start:
            moments.append(offer.sales_start)
        elif state != OfferState.CLOSED:
            moments.append(_end(offer, event))
    if best and best.earlier_price and best.reduced_at:
        moments += [best.reduced_at, best.reduced_at + NEWS_FOR]
    return min((moment for moment in map(_utc, moments) if moment > now), default=None)
