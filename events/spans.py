"""From when to when, in words: whole days as days, everything else with its times."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from forms.moments import in_words


def whole_days(starts: datetime, ends: datetime, zone: ZoneInfo) -> tuple[date, date] | None:
    """Return first and last day if the span is made of whole days of that zone, else None.

    23:59 counts as the midnight that follows, for so do editors.
    """
    first, end = (_midnight(moment.astimezone(zone)) for moment in (starts, ends))
    if first is None or end is None or end <= first:
        return None
    return first, end - timedelta(days=1)


def span_in_words(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """Return "3. bis 9. März 2027", or both moments with their times, in the active language."""
    days = whole_days(starts, ends, zone)
    if days:
        return days_in_words(*days)
    with timezone.override(zone):
        words = {"start": in_words(starts), "end": in_words(ends)}
        return pgettext("span of moments", "%(start)s to %(end)s") % words


def days_in_words(first: date, last: date) -> str:
    """Return the days without saying month and year twice."""
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


def _midnight(local: datetime) -> date | None:
    """Return the day that begins at this moment or a minute later, if one does."""
    if (local.hour, local.minute) == (0, 0):
        return local.date()
    return local.date() + timedelta(days=1) if (local.hour, local.minute) == (23, 59) else None
