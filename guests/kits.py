"""Which kit a personal link opens, and for how long."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from disclosures.canonical import sha256
from events.models import Ambassadorship, Event
from guests.links import TOKEN
from prose.typography import date_range

# Long enough to look at the final counts; a link that is forgotten must not open for ever.
AFTERWARDS = timedelta(days=90)


def kit_of(token: str, now: datetime) -> Ambassadorship | None:
    """Return the ambassadorship that a link opens now; None if it is wrong, void or over.

    It opens until 90 days after the ambassadorship and the event have ended, and not before the
    event is announced: its page and its links would lead nowhere.
    """
    if not TOKEN.fullmatch(token):
        return None
    rows = Ambassadorship.objects.select_related(
        "person__portrait", "event__organiser", "event__series"
    )
    found = rows.filter(kit_sha256=sha256(token)).first()
    return found if found and opens(found, now) else None


def opens(stands: Ambassadorship, now: datetime) -> bool:
    """Tell whether the link that was issued opens the kit now."""
    in_time = now.astimezone(stands.event.zone).date() <= closes_on(stands)
    return bool(stands.kit_sha256) and stands.event.public and in_time


def closes_on(stands: Ambassadorship) -> date:
    """Return the last day on which the kit opens."""
    event_ends = stands.event.ends_at.astimezone(stands.event.zone).date()
    return max(stands.ends_on or event_ends, event_ends) + AFTERWARDS


def silence(stands: Ambassadorship, now: datetime) -> str:
    """Say why there is nothing to share at the moment; empty if there is.

    A text that invites to what is over, off or without a date would not be true.
    """
    event, today = stands.event, timezone.localdate(now, stands.event.zone)
    if event.ends_at <= now:
        return _("The event is over. Thank you for standing for it!")
    if event.status == Event.Status.CANCELLED:
        return _("The event has been cancelled. Please do not share anything about it any more.")
    if event.status == Event.Status.POSTPONED:
        return _(
            "The event has been postponed. As soon as the new date is known, texts stand here."
        )
    if stands.ends_on and stands.ends_on < today:
        return _("Your time as an ambassador is over. Thank you!")
    if stands.starts_on and stands.starts_on > today:
        words = _("You stand for the event from %(day)s. Your texts will be here then.")
        return words % {"day": date_range(stands.starts_on, None)}
    return ""


def pieces_of(stands: Ambassadorship, now: datetime) -> QuerySet[Edition]:
    """Return the live pieces on the event in which the person has a part, the newest first."""
    live = Edition.objects.live().listed()
    return live.filter(person_rows__person=stands.person_id, event=stands.event_id)
