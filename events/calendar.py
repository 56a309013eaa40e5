"""Calendar files (RFC 5545, RFC 7986): stable UID, SEQUENCE, cancelled events stay in."""

import re
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from events.models import Event

BERLIN = ZoneInfo("Europe/Berlin")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # RFC 5545 3.1
_STATUS = {Event.Status.CANCELLED: "CANCELLED", Event.Status.POSTPONED: "TENTATIVE"}


def calendar_of(events: Iterable[Event], address: str) -> bytes:
    """Return a calendar with these events; `address` is its own public address."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Podium//Podium//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", settings.SITE_NAME)
    calendar.add("x-wr-calname", settings.SITE_NAME)
    calendar.add("source", address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_entry(event))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event: Event) -> icalendar.Event:
    entry = icalendar.Event()
    host = urlsplit(settings.SITE_URL).hostname
    entry.add("uid", f"{event.uid}@{host}")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    entry.add("summary", _writable(_summary(event)))
    starts, ends = event.starts_at.astimezone(BERLIN), event.ends_at.astimezone(BERLIN)
    if event.all_day:
        entry.add("dtstart", starts.date())
        entry.add("dtend", (ends - timedelta(seconds=1)).date() + timedelta(days=1))
    else:
        entry.add("dtstart", starts)
        entry.add("dtend", ends)
    entry.add("status", _STATUS.get(Event.Status(event.status), "CONFIRMED"))
    if place := ", ".join(filter(None, [event.venue, event.street, _town(event)])):
        entry.add("location", _writable(place))
    if event.standfirst:
        entry.add("description", _writable(event.standfirst))
    entry.add("url", f"{settings.SITE_URL}{event.get_absolute_url()}")
    return entry


def _summary(event: Event) -> str:
    name = " ".join(event.name.split())
    if event.status == Event.Status.POSTPONED:
        return _("%(event)s (postponed, new date open)") % {"event": name}
    if event.status == Event.Status.CANCELLED:
        return _("%(event)s (cancelled)") % {"event": name}
    return name


def _town(event: Event) -> str:
    return f"{event.postal_code} {event.city}".strip()


def _writable(text: str) -> str:
    return _FORBIDDEN.sub("", text)
