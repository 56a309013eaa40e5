"""What calendar entries say in words: name, place and description of an event."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, PreviousDate
from events.programme import hours_of
from events.zones import HOME
from prose.typography import date_range


def summary_of(event: Event) -> str:
    """Return its name, and that it does not take place."""
    if event.status == Event.Status.POSTPONED:
        return _("%(event)s (postponed, new date open)") % {"event": event.name}
    if event.status == Event.Status.CANCELLED:
        return _("%(event)s (cancelled)") % {"event": event.name}
    return event.name


def place_of(event: Event) -> str:
    """Return venue and address, or that it is online; empty if nothing is known."""
    if not on_site(event):
        return _("online")
    town = f"{event.postal_code} {event.city}".strip()
    return ", ".join(filter(None, [event.venue, event.street, town]))


def on_site(event: Event) -> bool:
    """Tell whether people can come to a place."""
    moved = event.status == Event.Status.MOVED_ONLINE
    return not moved and event.attendance != Event.Attendance.ONLINE


def description_of(event: Event, address: str) -> str:
    """Return what has changed, the standfirst, the hours of its days, and where to read on."""
    with timezone.override(event.zone):
        parts = [
            *_news(event),
            event.standfirst,
            "\n".join(_hours(event)),
            _further(event, address),
        ]
    return "\n\n".join(part for part in parts if part)


def _news(event: Event) -> list[str]:
    """Return the sentences that its page says of its status (templates/components/event_status)."""
    if event.status == Event.Status.CANCELLED:
        return [_("This event has been cancelled.")]
    if event.status == Event.Status.POSTPONED:
        words = _(
            "This event has been postponed; it does not take place on %(dates)s."
            " The new date is still open."
        )
        return [words % {"dates": _dates(event)}]
    if event.status == Event.Status.MOVED_ONLINE:
        return [_("This event takes place online instead of on site.")]
    if event.status != Event.Status.RESCHEDULED:
        return []
    words = _("Before, it was planned for %(dates)s.")
    before = [words % {"dates": _dates(row)} for row in event.previous_dates.all()]
    return [" ".join([_("This event has a new date."), *before])]


def _hours(event: Event) -> list[str]:
    """Return a line for each day that has hours of its own (templates/components/hours)."""
    if event.all_day or not event.days.all():
        return []
    lines = []
    for span in hours_of(event):
        times = {"start": _clock(span.starts_at), "end": _clock(span.ends_at)}
        day = date_range(span.starts_at)
        line = f"{day}, {_('%(start)s to %(end)s') % times}"
        lines.append(f"{line} – {span.name}" if span.name else line)
    if event.time_zone != HOME:
        lines.append(_("Local times (%(zone)s)") % {"zone": event.time_zone})
    return lines


def _further(event: Event, address: str) -> str:
    """Return where the truth of the day stands; an entry may be read long after it was taken over."""
    if event.status == Event.Status.CANCELLED:
        return _("More about it: %(address)s") % {"address": address}
    return _("The current state, that of tickets included: %(address)s") % {"address": address}


def _dates(row: Event | PreviousDate) -> str:
    return date_range(row.starts_at, row.ends_at - timedelta(seconds=1))


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment:%M}"
