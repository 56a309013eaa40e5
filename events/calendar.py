"""Calendar files (RFC 5545, RFC 7986): of all events, of one event, of one series.

One event is one VEVENT over its whole span, even if it lasts several days with hours of their own:
those stand in its description. An entry per day would need an id per day that outlives editors who
delete days and enter them anew; and a day taken away would stay for ever in the calendars that once
took it over, since nothing would be left to send as cancelled.

Files follow from data alone, never from the clock, for calendars keep them: of tickets they say only
where their state stands. An event that is over or cancelled stays in. ORGANIZER is left out: it has to
be a mail address, and belongs to invitations (RFC 5545 3.8.4.3). COLOR is, too: it has to be one of
CSS's colour names, and the house has none.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from mimetypes import guess_type
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from events.calendar_words import description_of, on_site, place_of, summary_of
from events.models import Event, EventQuerySet, EventSeries
from events.vtimezones import rules_of
from events.zones import HOME
from media.pictures import plain_file

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # RFC 5545 3.1
_STATUS = {Event.Status.CANCELLED: "CANCELLED", Event.Status.POSTPONED: "TENTATIVE"}
_REFRESH = timedelta(hours=12)


def whole_calendar(site: str, home: str = "") -> bytes:
    """Return the calendar of every announced event of a site of this name, past ones included.

    `home` is the address that the site had at first (default: SITE_URL): ids are made of it.
    """
    words = _("All events of %(site)s, past and cancelled ones included.")
    return _file(
        entered(Event.objects.public()),
        home,
        uid=_uid(home, "events"),
        name=_line(site),
        description=words % {"site": _line(site)},
        url=_absolute(reverse("events")),
        source=_absolute(reverse("calendar")),
    )


def series_calendar(series: EventSeries, home: str = "") -> bytes:
    """Return the calendar of the announced editions of a series."""
    words = _("All editions of %(series)s, past and cancelled ones included.")
    return _file(
        entered(Event.objects.public().filter(series=series)),
        home,
        uid=_uid(home, f"series/{series.pk}"),
        name=_line(series.name),
        description=words % {"series": _line(series.name)},
        url=_absolute(series.get_absolute_url()),
        source=_absolute(reverse("series_calendar", args=[series.slug])),
    )


def event_calendar(event: Event, home: str = "") -> bytes:
    """Return the calendar of one event."""
    return _file(
        [event],
        home,
        uid=uuid5(event.uid, "calendar"),
        name=_line(event.name),
        description=_writable(event.standfirst),
        url=_absolute(event.get_absolute_url()),
        source=_absolute(reverse("event_calendar", args=[event.slug])),
    )


def entered(events: EventQuerySet) -> EventQuerySet:
    """Return events in the order of time, with all that an entry tells, in three queries."""
    rows = events.select_related("series", "image").prefetch_related("days", "previous_dates")
    return rows.order_by("starts_at", "pk")


def _file(
    events: Iterable[Event], home: str, *, name: str, description: str, source: str, **cover: Any
) -> bytes:
    """Return a calendar of events; its `uid` stays when names and addresses change."""
    rows, home = list(events), home or settings.SITE_URL
    calendar = icalendar.Calendar.new(
        prodid="-//Podium//Podium//DE",
        calscale="GREGORIAN",
        method="PUBLISH",
        # As texts, or icalendar leaves the commas of X-WR-CALNAME as they are.
        name=icalendar.vText(name),
        description=icalendar.vText(description) if description else None,
        last_modified=max((event.updated_at for event in rows), default=None),
        subcomponents=[*_zones(rows), *(_entry(row, home) for row in rows)],
        **cover,
    )
    calendar.add("source", source, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return calendar.to_ical()


def _zones(events: list[Event]) -> list[icalendar.Timezone]:
    """Return the zones that times are written in; a calendar without any part would be none."""
    years: dict[str, set[int]] = {}
    for event in events:
        if not event.all_day and event.zone.key != "UTC":
            span = {event.starts_at.year, event.ends_at.year}
            years.setdefault(event.zone.key, set()).update(span)
    if not events:
        years = {HOME: {2026}}
    return [rules_of(ZoneInfo(name), min(found), max(found)) for name, found in years.items()]


def _entry(event: Event, home: str) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{event.uid}@{urlsplit(home).hostname}")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("summary", _line(summary_of(event)))
    _add_times(entry, event)
    entry.add("status", _STATUS.get(Event.Status(event.status), "CONFIRMED"))
    if event.status in _STATUS:
        entry.add("transp", "TRANSPARENT")  # nobody is kept from anything by it
    _add_place(entry, event)
    entry.add("description", _writable(description_of(event, _absolute(event.get_absolute_url()))))
    entry.add("url", _absolute(event.get_absolute_url()))
    if names := _categories(event):
        entry.add("categories", names)
    _add_picture(entry, event)
    return entry


def _add_times(entry: icalendar.Event, event: Event) -> None:
    """Add whole days as days (the end is the day after), all else on the clock of the event."""
    starts, ends = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
    if event.all_day:
        entry.add("dtstart", starts.date())
        entry.add("dtend", (ends - timedelta(seconds=1)).date() + timedelta(days=1))
    else:
        entry.add("dtstart", _unmistakable(starts))
        entry.add("dtend", _unmistakable(ends))


def _unmistakable(local: datetime) -> datetime:
    """Return a time that exists twice in UTC; programs disagree on which of the two is meant."""
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.astimezone(UTC) if twice else local


def _add_place(entry: icalendar.Event, event: Event) -> None:
    if place := place_of(event):
        entry.add("location", _line(place))
    if on_site(event) and event.latitude is not None and event.longitude is not None:
        entry.add("geo", (float(event.latitude), float(event.longitude)))
    online = not on_site(event) or event.attendance == Event.Attendance.MIXED
    if online and event.online_url:
        told = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": _("Take part online")}
        entry.add("conference", event.online_url, parameters=told)


def _add_picture(entry: icalendar.Event, event: Event) -> None:
    if event.image is None:
        return
    address = _absolute(plain_file(event.image.frozen()).url)
    kind, _coding = guess_type(urlsplit(address).path)
    told = {"VALUE": "URI", "DISPLAY": "BADGE"} | ({"FMTTYPE": kind} if kind else {})
    entry.add("image", icalendar.vUri(address), parameters=told)


def _categories(event: Event) -> list[str]:
    names = [event.series.name if event.series else "", (event.hashtag or "").removeprefix("#")]
    return [_line(name) for name in names if name]


def _uid(home: str, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{home or settings.SITE_URL}/{name}")


def _absolute(path: str) -> str:
    return urljoin(settings.SITE_URL, path)


def _line(text: str) -> str:
    return " ".join(_writable(text).split())


def _writable(text: str) -> str:
    """Return a text without what calendars forbid; every end of line as the one they know."""
    return _FORBIDDEN.sub("", re.sub(r"\r\n?", "\n", text))
