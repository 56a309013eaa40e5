"""Strike prices: only a price that was really asked before, and only for a while.

PAngV § 11 (1), on goods, kept for tickets too: a reduction names the lowest price of 30 days before
it. UWG § 5 (5): a price that was asked for an unreasonably short time is none to be compared with.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

BEFORE = timedelta(days=30)  # PAngV § 11 (1)
ASKED_FOR = timedelta(days=7)  # what we take for reasonable under UWG § 5 (5)
NEWS_FOR = timedelta(days=30)  # afterwards the reduced price is simply the price


def lowest_before(
    history: Sequence[tuple[datetime, Decimal]],
    price: Decimal,
    now: datetime,
    *,
    on_sale_from: datetime | None = None,
) -> Decimal | None:
    """Return the earlier price that a reduction to `price` at `now` may be compared with, if any.

    `history` holds every earlier price with the moment from which it was asked, oldest first;
    before `on_sale_from` nobody could pay any of them.
    """
    if not history:
        return None
    begun = max(history[0][0], on_sale_from or history[0][0])
    if now - begun < ASKED_FOR:
        return None
    ends = [since for since, _price in history[1:]] + [now]
    asked = [was for (_since, was), end in zip(history, ends, strict=True) if end > now - BEFORE]
    lowest = min(asked)
    return lowest if lowest > price else None
