"""What an ambassador's link achieved: clicks to the ticket shop, by day; nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from events.models import Ambassadorship

WEEKS = 6
# The picture in its own units, so that no place needs a fraction.
STEP, WIDTH, HEIGHT = 10, 8, 100


@dataclass(frozen=True)
class Bar:
    """A day in the picture: where its bar stands, and how high it is."""

    day: date
    number: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """Where the bar begins, from the top."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class Counts:
    """All clicks ever, those of the last weeks by day, and those of each piece (by its id).

    What came from no piece is in the total alone.
    """

    total: int
    bars: tuple[Bar, ...]
    by_piece: Mapping[int, int]

    @property
    def recent(self) -> int:
        """How many there were in the weeks of the picture."""
        return sum(bar.number for bar in self.bars)

    @property
    def days(self) -> list[Bar]:
        """The days with clicks, the latest first."""
        return [bar for bar in reversed(self.bars) if bar.number]

    @property
    def most(self) -> Bar:
        """The best day, the latest of several."""
        return max(self.bars, key=lambda bar: (bar.number, bar.day))

    @property
    def width(self) -> int:
        """How wide the picture is."""
        return STEP * len(self.bars)


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
    return Counts(sum(pieces.values()), _bars(days, numbers), pieces)


def _bars(days: list[date], numbers: Mapping[date, int]) -> tuple[Bar, ...]:
    """Return one bar for each day; a day with any click is visible."""
    highest = max(numbers.values(), default=0) or 1
    return tuple(
        Bar(
            day=day,
            number=numbers.get(day, 0),
            x=place * STEP + (STEP - WIDTH) // 2,
            height=max(2, HEIGHT * numbers[day] // highest) if numbers.get(day) else 0,
        )
        for place, day in enumerate(days)
    )
