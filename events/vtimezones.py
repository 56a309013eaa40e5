"""The rules of a time zone as calendar files carry them (RFC 5545 3.6.5), for the years they speak of.

icalendar can write a VTIMEZONE too, but names the moment at which clocks go forward on the new
clock; the standard wants the one before, and programs that go by it are an hour off that night.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

import icalendar

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Rule = dict[str, str | int]
Change = tuple[timedelta, timedelta, str, bool, datetime]


@lru_cache(maxsize=64)
def rules_of(zone: ZoneInfo, first: int, last: int) -> icalendar.Timezone:
    """Return what clocks do in a zone from the year `first` to the year `last`."""
    found = icalendar.Timezone()
    found.add("tzid", zone.key)
    begin = datetime(first - 1, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begin, datetime(last + 2, 1, 1, tzinfo=UTC)))
    if not changes or changes[0][4].year >= first:
        at = begin.astimezone(zone)
        offset = at.utcoffset() or timedelta()
        changes.insert(0, (offset, offset, at.tzname() or "", bool(at.dst()), _naive(begin)))
    for _, same in groupby(sorted(changes), key=lambda change: change[:4]):
        alike = list(same)
        onsets = [onset for *_same, onset in alike]
        rule = _yearly(onsets) if onsets[-1].year >= last else None
        for change in alike[:1] if rule else alike:
            found.add_component(_observance(change, rule))
    return found


def _observance(change: Change, rule: Rule | None) -> icalendar.cal.Component:
    """Return what holds from a change on; further ones by the rule (ical.js forgets times of RDATE)."""
    before, after, name, summer, onset = change
    part = icalendar.TimezoneDaylight() if summer else icalendar.TimezoneStandard()
    part.add("dtstart", onset)
    if rule:
        part.add("rrule", rule)
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part


def _yearly(onsets: list[datetime]) -> Rule | None:
    """Return the rule behind moments such as the last Sunday of every March, if there is one."""
    years = [onset.year for onset in onsets]
    if len(years) < 3 or years != list(range(years[0], years[0] + len(years))):
        return None
    if len({(onset.month, onset.weekday(), onset.time()) for onset in onsets}) > 1:
        return None
    if all(map(_last, onsets)):
        place = -1
    elif len({(onset.day - 1) // 7 for onset in onsets}) == 1:
        place = (onsets[0].day - 1) // 7 + 1
    else:
        return None
    day = f"{place}{_NAMES[onsets[0].weekday()]}"
    return {"freq": "yearly", "bymonth": onsets[0].month, "byday": day}


def _last(onset: datetime) -> bool:
    return onset.day + 7 > monthrange(onset.year, onset.month)[1]


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterable[Change]:
    """Yield the offsets before and after every change, and its moment on the clock before it."""
    day = timedelta(days=1)
    at = begin
    while at < end:
        if _offset(zone, at) != _offset(zone, at + day):
            moment = _between(zone, at, at + day)
            before, local = _offset(zone, at), moment.astimezone(zone)
            after, name = local.utcoffset() or timedelta(), local.tzname() or ""
            yield before, after, name, bool(local.dst()), _naive(moment + before)
        at += day


def _between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the first moment with the offset of `high`, to the second."""
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (low, middle) if _offset(zone, middle) != _offset(zone, low) else (middle, high)
    return high


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _naive(at: datetime) -> datetime:
    return at.replace(tzinfo=None)
