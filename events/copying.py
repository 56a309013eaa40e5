"""The next edition of an event, laid out from the one before: dates moved, tickets as drafts.

Nothing of it is shown to readers until an editor announces it. Who pays and who stands for an
event is agreed anew for every edition, so partners, ambassadors, codes and clicks stay behind.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from events.models import Event, EventDay, ProgrammeItem, TicketOffer
from events.zones import same_wall_clock

_KEPT = (
    "series all_day open_end time_zone attendance own organiser venue street postal_code city country"
    " latitude longitude url standfirst description image"
).split()
_OFFER = ("ordering", "name", "includes", "price", "currency", "audience", "vat_rate", "url")
_TITLED = (ProgrammeItem.Kind.BREAK, ProgrammeItem.Kind.SOCIAL)


@dataclass(frozen=True)
class Suggestion:
    """What the next edition may be called, and when it may begin."""

    starts_on: date
    name: str
    hashtag: str


def suggestion(event: Event, today: date) -> Suggestion:
    """Suggest the same weekday of the same ISO week, in the first coming year that is not over."""
    first = event.starts_at.astimezone(event.zone).date()
    year = first.year + 1
    while same_week(first, year) < today:
        year += 1
    hashtag = _next_year(event.hashtag or "", first.year, year)
    return Suggestion(
        starts_on=same_week(first, year),
        name=_next_year(event.name, first.year, year),
        hashtag="" if hashtag == event.hashtag else hashtag,
    )


def same_week(day: date, year: int) -> date:
    """Return the same weekday in the same ISO week of another year; week 53 becomes 52."""
    week = day.isocalendar()
    # A day of ISO week 1 may lie in December, one of week 52 in January.
    year += week.year - day.year
    try:
        return date.fromisocalendar(year, week.week, week.weekday)
    except ValueError:
        return date.fromisocalendar(year, week.week - 1, week.weekday)


@transaction.atomic
def copy(
    event: Event,
    *,
    starts_on: date,
    name: str = "",
    hashtag: str = "",
    programme: bool = False,
) -> Event:
    """Return a saved, unannounced edition of `event` whose first day is `starts_on`.

    Every date moves by the same number of days and keeps its time on the clock of the event's
    zone. `programme` also lays out times, rooms and kinds of the programme, without speakers.
    """
    name = name or event.name
    days = (starts_on - event.starts_at.astimezone(event.zone).date()).days
    starts_at, ends_at = _moved(event, event.starts_at, event.ends_at, days)
    edition = Event.objects.create(
        name=name,
        hashtag=hashtag or None,
        starts_at=starts_at,
        ends_at=ends_at,
        public=False,
        **{field: getattr(event, field) for field in _KEPT},
    )
    _copy_days(event, edition, days)
    _copy_offers(event, edition, days)
    for rows in ("pictures", "notices"):
        _copy_rows(getattr(event, rows).all(), edition)
    if programme:
        _copy_programme(event, edition, days)
    return edition


def _moved(event: Event, starts: datetime, ends: datetime, days: int) -> tuple[datetime, datetime]:
    """Move a span; where a change of clocks would turn it round, it keeps its length instead."""
    zone = event.zone
    first = same_wall_clock(starts, zone, zone, days)
    last = same_wall_clock(ends, zone, zone, days)
    return first, last if last > first else first + (ends - starts)


def _moved_open(
    event: Event, starts: datetime | None, ends: datetime | None, days: int
) -> tuple[datetime | None, datetime | None]:
    """Move a span that may be open on either side."""
    if starts and ends:
        return _moved(event, starts, ends, days)
    zone = event.zone
    first, last = (at and same_wall_clock(at, zone, zone, days) for at in (starts, ends))
    return first, last


def _copy_days(event: Event, edition: Event, days: int) -> None:
    """Lay out the days; at once, because a new edition has nothing to tell calendars yet."""
    rows = []
    for day in event.days.all():
        starts, ends = _moved(event, day.starts_at, day.ends_at, days)
        starts, ends = max(starts, edition.starts_at), min(ends, edition.ends_at)
        rows.append(EventDay(event=edition, name=day.name, starts_at=starts, ends_at=ends))
    EventDay.objects.bulk_create(rows)


def _copy_offers(event: Event, edition: Event, days: int) -> None:
    """Lay out the tiers as drafts; no price is written down, for nobody could pay it yet."""
    rows = []
    for offer in event.offers.all():
        fields: dict[str, Any] = {name: getattr(offer, name) for name in _OFFER}
        starts, ends = _moved_open(event, offer.sales_start, offer.sales_end, days)
        rows.append(
            TicketOffer(event=edition, draft=True, sales_start=starts, sales_end=ends, **fields)
        )
    TicketOffer.objects.bulk_create(rows)


def _copy_rows(rows: Iterable[Any], edition: Event) -> None:
    for row in rows:
        row.pk, row._state.adding, row.event = None, True, edition
        row.save()


def _copy_programme(event: Event, edition: Event, days: int) -> None:
    """Lay out the slots: a break keeps its name, a talk is called what it is."""
    rows = []
    for item in event.programme.all():
        starts, ends = _moved_open(event, item.starts_at, item.ends_at, days)
        rows.append(
            ProgrammeItem(
                event=edition,
                kind=item.kind,
                title=item.title if item.kind in _TITLED else item.get_kind_display(),
                starts_at=starts,
                ends_at=ends,
                room=item.room,
                language=item.language,
            )
        )
    ProgrammeItem.objects.bulk_create(rows)


def _next_year(text: str, year: int, following: int) -> str:
    """Replace the year of an edition, written in full or as its last two digits at the end."""
    full = re.sub(rf"(?<!\d){year}(?!\d)", str(following), text)
    if full != text:
        return full
    return re.sub(rf"(?<!\d){year % 100:02}(?!\d)\W*$", f"{following % 100:02}", text)
