"""Strike prices: only a price that was really asked before, and only for a while.

PAngV § 11 (1): whoever announces a reduction names the lowest price of the last thirty days before
it. UWG § 5 (5): a price that was asked for an unreasonably short time is none to be compared with.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from events.models import OfferPrice, TicketOffer

BEFORE = timedelta(days=30)  # PAngV § 11 (1)
ASKED_FOR = timedelta(days=7)  # what we take for reasonable under UWG § 5 (5)
NEWS_FOR = timedelta(days=30)  # afterwards the reduced price is simply the price


def earlier_price(offer: TicketOffer, now: datetime) -> Decimal | None:
    """Return the price to strike through at `now` (aware), or None if there is none to be honest.

    Asks nothing if `prices` is prefetched.
    """
    rows = [row for row in _history(offer) if row.since <= now]
    if len(rows) < 2 or rows[-1].price != offer.price:
        return None
    reduced_at = rows[-1].since
    begun = max(rows[0].since, offer.sales_start or rows[0].since)
    if reduced_at - begun < ASKED_FOR or now >= reduced_at + NEWS_FOR:
        return None
    ends = [later.since for later in rows[1:]]
    asked = [row.price for row, end in zip(rows, ends, strict=False) if end > reduced_at - BEFORE]
    lowest = min(asked)
    return lowest if lowest > offer.price else None


def news_until(offer: TicketOffer) -> list[datetime]:
    """Return the moments at which strike prices of the offer end."""
    return [row.since + NEWS_FOR for row in _history(offer)]


def _history(offer: TicketOffer) -> list[OfferPrice]:
    if offer.pk is None:
        return []
    return sorted(offer.prices.all(), key=lambda row: (row.since, row.pk))
