"""How an ambassador is called, for how long, and whom the page of an event names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext as _, pgettext

from people.models import Person
from prose.typography import date_range

if TYPE_CHECKING:
    from events.models import Ambassadorship, Event


def ambassador_of(person: Person, event: str) -> str:
    """Return "Botschafterin von …" in the person's grammatical gender and the active language."""
    if person.gender == Person.Gender.FEMALE:
        return pgettext("female", "Ambassador of %(event)s") % {"event": event}
    if person.gender == Person.Gender.MALE:
        return pgettext("male", "Ambassador of %(event)s") % {"event": event}
    return _("Ambassador of %(event)s") % {"event": event}


def shown(event: Event, rows: Iterable[Ambassadorship], now: datetime) -> list[Ambassadorship]:
    """Return whom readers see on the event's page, in the order of names. Asks for nothing more.

    Until the event is over: whose time is not over (one still to begin is announced like the event
    itself). Of a past event: all of them, so that it stays known who stood for it.
    """
    today, over = now.astimezone(event.zone).date(), event.ends_at <= now
    standing = [
        row for row in rows if row.public and (over or row.ends_on is None or row.ends_on >= today)
    ]
    return sorted(standing, key=lambda row: (row.person.sort_key, row.pk))


def period_of(stands: Ambassadorship) -> str:
    """Say from when until when, both days included: "bis 24. November 2026"; empty if open."""
    language = get_language() or "de"
    starts, ends = stands.starts_on, stands.ends_on
    if starts and ends:
        return date_range(starts, ends, language)
    if starts:
        return pgettext("period", "since %(day)s") % {"day": date_range(starts, None, language)}
    if ends:
        return pgettext("period", "until %(day)s") % {"day": date_range(ends, None, language)}
    return ""
