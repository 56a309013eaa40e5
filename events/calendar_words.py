"""What calendar entries say in words: name, place and description of an event."""

from django.utils.translation import gettext as _

from events.models import Event
from events.when import days, elsewhere, when


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
    parts = [*_news(event), event.standfirst, "\n".join(_hours(event)), _further(event, address)]
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
        return [words % {"dates": days(event)}]
    if event.status == Event.Status.MOVED_ONLINE:
        return [_("This event takes place online instead of on site.")]
    if event.status != Event.Status.RESCHEDULED:
        return []
    words = _("Before, it was planned for %(dates)s.")
    before = [words % {"dates": when(row)} for row in event.previous_dates.all()]
    return [" ".join([_("This event has a new date."), *before])]


def _hours(event: Event) -> list[str]:
    """Return a line for each day that has hours of its own, and what an entry's end cannot say."""
    if event.all_day:
        return []
    rows = event.days.all()
    lines = [f"{when(row)} – {row.name}" if row.name else when(row) for row in rows]
    if event.open_end and not lines:
        lines = [when(event)]
    if lines and elsewhere(event):
        lines.append(_("Local times (%(zone)s)") % {"zone": event.time_zone})
    return lines


def _further(event: Event, address: str) -> str:
    """Return where the truth of the day stands; an entry may be read long after it was taken over."""
    if event.status == Event.Status.CANCELLED:
        return _("More about it: %(address)s") % {"address": address}
    return _("The current state, that of tickets included: %(address)s") % {"address": address}
