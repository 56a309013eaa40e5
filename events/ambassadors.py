"""Whom the page of an event names as its ambassadors, and for how long they stand for it."""

from datetime import datetime

from django.utils.translation import pgettext

from events.models import Ambassadorship, Event
from prose.typography import date_range


def shown(event: Event, now: datetime) -> list[Ambassadorship]:
    """Return whom readers see on the event's page, in the order of names; prefetch their people.

    Until the event is over: whose time is not over (one still to begin is announced like the event
    itself). Of a past event: all of them, so that it stays known who stood for it.
    """
    today, over = now.astimezone(event.zone).date(), event.ends_at <= now
    standing = [
        row
        for row in event.ambassadorships.all()
        if row.public and (over or row.ends_on is None or row.ends_on >= today)
    ]
    return sorted(standing, key=lambda row: (row.person.sort_key, row.pk))


def period_of(stands: Ambassadorship) -> str:
    """Say from when until when, both days included: "bis 24. November 2026"; empty if open.

    Nobody stands for anything beyond their death.
    """
    starts, ends = stands.starts_on, stands.ends_on
    if (died := stands.person.died_on) and (ends is None or died < ends):
        ends = died
    if starts and ends:
        return date_range(starts, ends)
    if starts:
        return pgettext("period", "since %(day)s") % {"day": date_range(starts)}
    if ends:
        return pgettext("period", "until %(day)s") % {"day": date_range(ends)}
    return ""
