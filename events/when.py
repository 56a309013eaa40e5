"""When an event takes place, and until when something of it can be had, as people say it.

Everything is told by the clock of the event's own zone, in the active language:

- An end at midnight belongs to the day before, and is its 24 Uhr; 23:59 counts as that midnight,
  for so do editors.
- What begins on one day and is over by six in the morning belongs to that day.
- A line tells the hours of one day; several days are told as days, and their hours on the event's
  page.
- A zone is named where a reader could take one clock for another: of an event online, at a deadline
  that another clock than the site's decides, at an hour that a night has twice.

Windows of sale, which nobody counts in nights, are told by `span_in_words`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _, pgettext

from events.models import Event, EventDay, PreviousDate, ProgrammeItem
from forms.moments import in_words
from prose.typography import NBSP, date_range, first_day

DAWN = time(6)


@dataclass(frozen=True)
class Span:
    """From one moment to another on the clock of an event.

    `open_end`: nobody knows yet how long it goes on. `named`: its hours carry the name of the zone.
    """

    starts: datetime
    ends: datetime
    whole_days: bool = False
    open_end: bool = False
    named: bool = False

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, as people count them."""
        first, last = self.starts.date(), self.last_date
        dawns = last == self.ends.date() and self.ends.time() <= DAWN
        night = dawns and last > first and not self.whole_days
        return first, last - timedelta(days=1) if night else last

    @property
    def last_date(self) -> date:
        """The date on the calendar at its last moment."""
        midnight = _midnight(self.ends)
        last = midnight - timedelta(days=1) if midnight else self.ends.date()
        return max(self.starts.date(), last)


def span_of(row: Event | EventDay | PreviousDate) -> Span:
    """Return the span of an event, of one of its days, or of a date that it had before."""
    event: Any = getattr(row, "event", row)
    return Span(
        row.starts_at.astimezone(event.zone),
        row.ends_at.astimezone(event.zone),
        whole_days=event.all_day,
        open_end=event.open_end and not isinstance(row, EventDay),
        named=event.from_elsewhere,
    )


def days(row: Event | PreviousDate) -> str:
    """Return „25.–26. Juni 2027“: the days alone."""
    return date_range(*span_of(row).days)


def when(row: Event | EventDay | PreviousDate) -> str:
    """Return „1. Mai 2027, 22–3 Uhr“ of one day or night; the days alone of several."""
    span = span_of(row)
    first, last = span.days
    if span.whole_days or first != last:
        return date_range(first, last)
    return f"{date_range(first)}, {hours(span)}"


def in_full(row: Event | PreviousDate) -> str:
    """Return the same; of several days with the hours at which they begin and end."""
    span = span_of(row)
    first, last = span.days
    if span.whole_days or first == last:
        return when(row)
    if span.open_end:
        return f"{date_range(first, last)}, {hours(span)}"
    last = span.last_date  # with its hour beside it, even dawn is a day of its own
    begins = f"{first_day(first, last)}, {_start(span)}"
    return f"{begins} – {date_range(last)}, {_end(span)}"


def hours(span: Span) -> str:
    """Return „22–3 Uhr“, “22:00–3:00”, or „ab 22 Uhr“ where the end is open."""
    if span.open_end:
        return pgettext("hours of an event", "from %(time)s") % {"time": _start(span)}
    if span.starts.utcoffset() != span.ends.utcoffset() and _names_zones(span):
        return f"{_start(span)} – {_end(span)}"
    return f"{_bare(span.starts)}–{_end(span)}"


def clock(row: ProgrammeItem) -> str:
    """Return „9:30–12 Uhr“, the hours of a programme item; „9:30 Uhr“ where its end is open, "" of none."""
    if row.starts_at is None:
        return ""
    ends = row.ends_at or row.starts_at
    zone = row.event.zone
    span = Span(row.starts_at.astimezone(zone), ends.astimezone(zone))
    return hours(span) if row.ends_at else _start(span)


def deadline(end: datetime, event: Event) -> str:
    """Return until when something can be had: „14. Dezember 2026, 18:00 Uhr“.

    An end at midnight means the whole day before, and is told as that day.
    """
    local = end.astimezone(event.zone)
    midnight = _midnight(local)
    return date_range(midnight - timedelta(days=1)) if midnight else opening(end, event)


def opening(start: datetime, event: Event) -> str:
    """Return from when something can be had: „1. März 2027, 10:00 Uhr“.

    Midnight is told as the day that begins, unless it is another clock's than the site's.
    """
    local = start.astimezone(event.zone)
    whose = _whose_clock(local, event)
    if local.time() == time.min and not whose:
        return date_range(local.date())
    return f"{date_range(local.date())}, {_with_name(f'{local.hour}:{local:%M}{_oclock()}', whose)}"


def elsewhere(event: Event) -> bool:
    """Tell whether the event's clock shows another time than the site's."""
    return not event.all_day and any(map(_differs, (span_of(event).starts, span_of(event).ends)))


def zone_name(local: datetime) -> str:
    """Return what a clock is called at a moment: „MEZ“, „MESZ“; others by their short name."""
    name = local.tzname() or ""
    if name.startswith(("+", "-")):
        return f"UTC{name}"
    return {"CET": "MEZ", "CEST": "MESZ"}.get(name, name) if _german() else name


def whole_days(starts: datetime, ends: datetime, zone: ZoneInfo) -> tuple[date, date] | None:
    """Return first and last day if a window is made of whole days of that zone, else None."""
    first, end = (_midnight(moment.astimezone(zone)) for moment in (starts, ends))
    if first is None or end is None or end <= first:
        return None
    return first, end - timedelta(days=1)


def span_in_words(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """Return "3. bis 9. März 2027", or both moments with their times, in the active language."""
    window = whole_days(starts, ends, zone)
    if window:
        return days_in_words(*window)
    with timezone.override(zone):
        words = {"start": in_words(starts), "end": in_words(ends)}
        return pgettext("span of moments", "%(start)s to %(end)s") % words


def days_in_words(first: date, last: date) -> str:
    """Return the days of a window without saying month and year twice."""
    if first == last:
        return date_format(first, "DATE_FORMAT")
    if first.year != last.year:
        start = date_format(first, "DATE_FORMAT")
    elif first.month != last.month:
        start = date_format(first, pgettext("date format of a day in the same year", "N j"))
    else:
        start = date_format(first, pgettext("date format of a day in the same month", "N j"))
    end = date_format(last, "DATE_FORMAT")
    return pgettext("span of days", "%(start)s to %(end)s") % {"start": start, "end": end}


def _start(span: Span) -> str:
    return _with_name(f"{_bare(span.starts)}{_oclock()}", _name(span, span.starts))


def _end(span: Span) -> str:
    """Return the time at which it ends; midnight is what ends the day, not what begins the next."""
    clock = _bare(span.ends) + _oclock()
    if _midnight(span.ends):
        clock = f"24{_oclock()}" if _german() else "midnight"
    return _with_name(clock, _name(span, span.ends))


def _bare(local: datetime) -> str:
    """Return „9“, „18:30“; English knows no hour without its minutes."""
    return f"{local.hour}" if _german() and not local.minute else f"{local.hour}:{local:%M}"


def _oclock() -> str:
    return f"{NBSP}Uhr" if _german() else ""


def _with_name(clock: str, name: str) -> str:
    return f"{clock}{NBSP}{name}" if name else clock


def _name(span: Span, local: datetime) -> str:
    return zone_name(local) if _names_zones(span) else ""


def _names_zones(span: Span) -> bool:
    return span.named or _twice(span.starts) or _twice(span.ends)


def _whose_clock(local: datetime, event: Event) -> str:
    if _twice(local) or (event.from_elsewhere and _differs(local)):
        return zone_name(local)
    return _("local time") if _differs(local) else ""


def _twice(local: datetime) -> bool:
    """Tell whether clocks show this time twice, because they go back that night."""
    return _offset(local.replace(fold=0)) > _offset(local.replace(fold=1))


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta()


def _differs(local: datetime) -> bool:
    return local.utcoffset() != local.astimezone(timezone.get_default_timezone()).utcoffset()


def _midnight(local: datetime) -> date | None:
    """Return the day that begins at this moment or a minute later, if one does."""
    if (local.hour, local.minute) == (0, 0):
        return local.date()
    return local.date() + timedelta(days=1) if (local.hour, local.minute) == (23, 59) else None


def _german() -> bool:
    return (get_language() or "de").startswith("de")
