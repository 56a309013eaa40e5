"""Numbers by day as a small picture: one bar each, in units of its own so that nothing is a fraction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

STEP, WIDTH, HEIGHT = 10, 8, 100


@dataclass(frozen=True)
class Bar:
    """A day, or a week by its first: where its bar stands, and how high it is."""

    day: date
    number: int
    x: int
    height: int

    @property
    def y(self) -> int:
        """Where the bar begins, from the top."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class Bars:
    """A picture of days in their order."""

    bars: tuple[Bar, ...]

    @property
    def recent(self) -> int:
        """How many there are in the picture."""
        return sum(bar.number for bar in self.bars)

    @property
    def days(self) -> list[Bar]:
        """The days with any, the latest first."""
        return [bar for bar in reversed(self.bars) if bar.number]

    @property
    def most(self) -> Bar:
        """The best day, the latest of several."""
        return max(self.bars, key=lambda bar: (bar.number, bar.day))

    @property
    def width(self) -> int:
        """How wide the picture is."""
        return STEP * len(self.bars)


def bars(days: Sequence[date], numbers: Mapping[date, int]) -> Bars:
    """Return one bar for each day; a day with any number is visible."""
    highest = max(numbers.values(), default=0) or 1
    return Bars(
        tuple(
            Bar(
                day,
                numbers.get(day, 0),
                place * STEP + (STEP - WIDTH) // 2,
                max(2, HEIGHT * numbers[day] // highest) if numbers.get(day) else 0,
            )
            for place, day in enumerate(days)
        )
    )
