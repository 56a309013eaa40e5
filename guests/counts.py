"""What an ambassador's link achieved: clicks to the ticket shop, by day; nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from blog.counts.chart import Bars, bars
from events.models import Ambassadorship

WEEKS = 6


@dataclass(frozen=True)
class Counts(Bars):
    """Clicks of the last weeks by day, all clicks ever, and those of each piece (by its id).

    What came from no piece is in the total alone.
    """

    total: int
    by_piece: Mapping[int, int]


def counts_of(stands: Ambassadorship, now: datetime) -> Counts:
    """Return the counts of an ambassadorship, in two queries; days are those of the site's zone."""
    today = timezone.localtime(now).date()
    first = today - timedelta(days=7 * WEEKS - 1)
    recent = stands.clicks.filter(day__gte=first, day__lte=today)
    by_day = recent.values("day").annotate(all=Sum("number")).order_by()
    by_post = stands.clicks.values("post").annotate(all=Sum("number")).order_by()
    numbers = {row["day"]: row["all"] for row in by_day}
    pieces = {row["post"] or 0: row["all"] for row in by_post}
    days = [first + timedelta(days=number) for number in range(7 * WEEKS)]
    return Counts(bars(days, numbers).bars, sum(pieces.values()), pieces)
