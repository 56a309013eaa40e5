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
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
_FORMATS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


@dataclass(frozen=True)
class _Cover:
    """What a calendar says of itself; `uid` stays when names and addresses change."""

    uid: UUID
    name: str
    description: str
    path: str
    page: str


def whole_calendar(site: str) -> bytes:
    """Return the calendar of every announced event of a site of this name, past ones included."""
    words = _("All events of %(site)s, past and cancelled ones included.")
    cover = _Cover(
        _uid("events"),
        _line(site),
        words % {"site": _line(site)},
        reverse("calendar"),
        reverse("events"),
    )
    return _file(cover, entered(Event.objects.public()))


def series_calendar(series: EventSeries) -> bytes:
    """Return the calendar of the announced editions of a series."""
    words = _("All editions of %(series)s, past and cancelled ones included.")
    cover = _Cover(
        _uid(f"series/{series.pk}"),
        _line(series.name),
        words % {"series": _line(series.name)},
        reverse("series_calendar", args=[series.slug]),
        series.get_absolute_url(),
    )
    return _file(cover, entered(Event.objects.public().filter(series=series)))


def event_calendar(event: Event) -> bytes:
    """Return the calendar of one event."""
    path = reverse("event_calendar", args=[event.slug])
    cover = _Cover(
        uuid5(event.uid, "calendar"),
        _line(event.name),
        event.standfirst,
        path,
        event.get_absolute_url(),
    )
    return _file(cover, [event])


def entered(events: EventQuerySet) -> EventQuerySet:
    """Return events in the order of time, with all that an entry tells, in three queries."""
    rows = events.select_related("series", "image").prefetch_related("days", "previous_dates")
    return rows.order_by("starts_at", "pk")


def _file(cover: _Cover, events: Iterable[Event]) -> bytes:
    rows = list(events)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Podium//Podium//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("uid", str(cover.uid))
    for name in ("name", "x-wr-calname"):
        calendar.add(name, icalendar.vText(_writable(cover.name)))
    if cover.description:
        for name in ("description", "x-wr-caldesc"):
            calendar.add(name, icalendar.vText(_writable(cover.description)))
    if rows:
        calendar.add("last-modified", max(event.updated_at for event in rows))
    calendar.add("url", _absolute(cover.page))
    calendar.add("source", _absolute(cover.path), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for zone in _zones(rows):
        calendar.add_component(zone)
    for event in rows:
        calendar.add_component(_entry(event))
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


def _entry(event: Event) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{event.uid}@{urlsplit(settings.SITE_URL).hostname}")
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
    ending = re.search(r"\.\w+$", urlsplit(address).path)
    kind = _FORMATS.get(ending[0].lower()) if ending else None
    told = {"VALUE": "URI", "DISPLAY": "BADGE"} | ({"FMTTYPE": kind} if kind else {})
    entry.add("image", icalendar.vUri(address), parameters=told)


def _categories(event: Event) -> list[str]:
    names = [event.series.name if event.series else "", (event.hashtag or "").removeprefix("#")]
    return [_line(name) for name in names if name]


def _uid(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{settings.SITE_URL}/{name}")


def _absolute(path: str) -> str:
    return urljoin(settings.SITE_URL, path)


def _line(text: str) -> str:
    return " ".join(_writable(text).split())


def _writable(text: str) -> str:
    """Return a text without what calendars forbid; every end of line as the one they know."""
    return _FORBIDDEN.sub("", re.sub(r"\r\n?", "\n", text))
