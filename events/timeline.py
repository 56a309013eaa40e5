"""The sales of an event's tickets as a picture: who is sold when, side by side, and where nothing is.

Pure: offers and clock in, places in per cent of the time shown out. Drafts are drawn, but nobody can
buy them, so they fill no gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from events.models import Event, TicketOffer

_MARGIN = timedelta(days=7)
# Sales that end at 23:59 and go on at 0:00 leave no gap that anyone would notice.
_NOTICED = timedelta(minutes=1)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    """From a moment until before another, and where it lies in the picture (per cent)."""

    starts_at: datetime
    ends_at: datetime
    left: float
    width: float


@dataclass(frozen=True)
class Overlap:
    """Two tiers for the same buyers that are sold at the same time."""

    first: TicketOffer
    second: TicketOffer
    span: Span


@dataclass(frozen=True)
class Mark:
    """A moment in the picture."""

    at: datetime
    left: float


@dataclass(frozen=True)
class Timeline:
    """The picture: its tiers from first to last, what overlaps, and where nothing can be bought."""

    rows: tuple[tuple[TicketOffer, Span], ...]
    gaps: tuple[Span, ...]
    overlaps: tuple[Overlap, ...]
    months: tuple[Mark, ...]
    now: Mark | None
    event: Span


def timeline(event: Event, offers: Sequence[TicketOffer], now: datetime) -> Timeline | None:
    """Return the picture of these tiers, or None if there are none.

    A tier without a beginning is drawn from the left edge; nothing is sold once the event runs.
    """
    if not offers:
        return None
    frame = _frame(event, offers, now)
    return Timeline(
        rows=tuple((offer, _sale(event, offer, frame)) for offer in offers),
        gaps=tuple(_span(*gap, frame) for gap in gaps(event, offers, now)),
        overlaps=tuple(_overlaps(event, offers, frame)),
        months=tuple(_months(event, frame)),
        now=Mark(now, _place(now, frame)) if frame[0] <= now <= frame[1] else None,
        event=_span(event.starts_at, event.ends_at, frame),
    )


def gaps(
    event: Event, offers: Sequence[TicketOffer], now: datetime
) -> list[tuple[datetime, datetime]]:
    """Return when nothing can be bought between the first sale and the event.

    What is sold out is gone from `now` on; when it ran out in the past nobody wrote down.
    """
    windows = []
    for offer in offers:
        starts, ends = _window(event, offer)
        if offer.availability == TicketOffer.Availability.SOLD_OUT:
            ends = min(ends, now)
        # One without a beginning is sold for as long as anybody looks.
        opens = starts or _EVER
        if offer.offered and opens < ends:
            windows.append((opens, ends))
    found, covered = [], None
    for opens, ends in sorted(windows):
        if covered is not None and opens - covered > _NOTICED:
            found.append((covered, opens))
        covered = max(covered or ends, ends)
    if covered is not None and event.starts_at - covered > _NOTICED:
        found.append((covered, event.starts_at))
    return found


def _window(event: Event, offer: TicketOffer) -> tuple[datetime | None, datetime]:
    ends = min(offer.sales_end or event.starts_at, event.starts_at)
    return offer.sales_start, ends


def _frame(event: Event, offers: Sequence[TicketOffer], now: datetime) -> tuple[datetime, datetime]:
    """Return from when to when the picture goes: all windows, today if near, and the event."""
    moments = [event.starts_at]
    moments += [m for offer in offers for m in (offer.sales_start, offer.sales_end) if m]
    first, last = min(moments), max(*moments, event.ends_at)
    if first - timedelta(days=90) <= now < first:
        first = now
    if any(offer.sales_start is None for offer in offers) or first == event.starts_at:
        first -= timedelta(days=30)
    return first - _MARGIN, last + _MARGIN


def _sale(event: Event, offer: TicketOffer, frame: tuple[datetime, datetime]) -> Span:
    ends = offer.sales_end or event.starts_at
    starts = offer.sales_start or frame[0]
    # A window that opens only after the event began has nowhere to end but where it starts.
    return _span(starts, max(starts, ends), frame)


def _overlaps(
    event: Event, offers: Sequence[TicketOffer], frame: tuple[datetime, datetime]
) -> list[Overlap]:
    found = []
    for first, second in combinations([offer for offer in offers if offer.offered], 2):
        if first.audience != second.audience:
            continue
        windows = _window(event, first), _window(event, second)
        starts = max(window[0] or frame[0] for window in windows)
        ends = min(window[1] for window in windows)
        if ends - starts > _NOTICED:
            found.append(Overlap(first, second, _span(starts, ends, frame)))
    return found


def _months(event: Event, frame: tuple[datetime, datetime]) -> list[Mark]:
    """Return the firsts of months, a dozen of them at most."""
    first, last = (moment.astimezone(event.zone) for moment in frame)
    apart = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, -(-apart // 12))
    marks = []
    for number in range(1, apart + 1, step):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        at = datetime(year, month + 1, 1, tzinfo=event.zone)
        marks.append(Mark(at, _place(at, frame)))
    return marks


def _span(starts: datetime, ends: datetime, frame: tuple[datetime, datetime]) -> Span:
    left, right = _place(starts, frame), _place(ends, frame)
    return Span(starts, ends, left, round(right - left, 3))


def _place(moment: datetime, frame: tuple[datetime, datetime]) -> float:
    share = (moment - frame[0]) / (frame[1] - frame[0])
    return round(100 * min(max(share, 0.0), 1.0), 3)
