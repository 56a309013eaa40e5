"""Who is named as a partner or sponsor on the page of an event."""

from collections.abc import Iterable
from datetime import datetime

from events.models import Event, Sponsorship

_LEVELS = (Sponsorship.Level.MAIN_SPONSOR, Sponsorship.Level.SPONSOR, Sponsorship.Level.PARTNER)


def shown(
    event: Event, sponsorships: Iterable[Sponsorship], now: datetime
) -> list[tuple[str, list[Sponsorship]]]:
    """Return them by level, the highest first: those in force now, or at the end of a past event."""
    day = min(now, event.ends_at).astimezone(event.zone).date()
    last_day = event.ends_at.astimezone(event.zone).date()
    standing = [
        row
        for row in sponsorships
        if row.starts_on <= last_day and (row.ends_on is None or row.ends_on >= day)
    ]
    found = []
    for level in _LEVELS:
        rows = [row for row in standing if row.level == level]
        if rows:
            found.append((str(level.label), sorted(rows, key=lambda r: r.organisation.sort_key)))
    return found
