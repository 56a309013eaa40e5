"""What is worth a look about an event before readers notice it; nothing of it blocks saving."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, TicketOffer
from events.timeline import gaps
from events.when import days_in_words, span_in_words, whole_days

MANY = 5


def remarks(event: Event, offers: Sequence[TicketOffer], now: datetime) -> list[str]:
    """Return sentences about what may be forgotten or wrong, the gravest first."""
    with timezone.override(event.zone):
        found = [*_place(event), *_organiser(event), *_programme(event)]
        if event.ends_at > now and event.status != Event.Status.CANCELLED:
            found = [*_tickets(event, offers, now), *found]
    return found


def gap_in_words(event: Event, starts: datetime, ends: datetime) -> str:
    """Say when nothing can be bought: "Vom 3. bis 9. März 2027 ist nichts zu kaufen."."""
    days = whole_days(starts, ends, event.zone)
    if days and days[0] == days[1]:
        return _("On %(day)s nothing can be bought.") % {"day": days_in_words(*days)}
    span = span_in_words(starts, ends, event.zone)
    return _("From %(span)s nothing can be bought.") % {"span": span}


def _tickets(event: Event, offers: Sequence[TicketOffer], now: datetime) -> Iterator[str]:
    if not offers:
        yield _("There are no tickets yet: readers are told nothing about them.")
        return
    if all(offer.draft for offer in offers):
        yield _("All tickets are drafts: readers see none of them.")
    elif not any(offer.offered for offer in offers):
        yield _("No ticket is for sale: readers see none of them.")
    coming = [(starts, ends) for starts, ends in gaps(event, offers, now) if ends > now]
    for starts, ends in coming[:MANY]:
        yield gap_in_words(event, starts, ends)
    late = [o.name for o in offers if o.sales_end and o.sales_end > event.ends_at]
    if late:
        yield _("These are on sale even after the event ends: %(tiers)s") % {"tiers": _list(late)}
    never = [o.name for o in offers if o.sales_start and o.sales_start >= event.starts_at]
    if never:
        words = _(
            "These go on sale only when the event has begun, so nobody can buy them: %(tiers)s"
        )
        yield words % {"tiers": _list(never)}
    yield from _borrowed(event, offers)


def _borrowed(event: Event, offers: Sequence[TicketOffer]) -> Iterator[str]:
    """Name tiers that still lead to the tickets of another edition."""
    others = TicketOffer.objects.exclude(event=event).filter(url__in={o.url for o in offers})
    taken = dict(others.values_list("url", "event__name"))
    for name in dict.fromkeys(taken.values()):
        tiers = [offer.name for offer in offers if taken.get(offer.url) == name]
        words = _("These lead to the same address in the shop as tickets of %(event)s: %(tiers)s")
        yield words % {"event": name, "tiers": _list(tiers)}


def _place(event: Event) -> Iterator[str]:
    online = event.attendance != Event.Attendance.OFFLINE
    if event.status == Event.Status.MOVED_ONLINE and not online:
        yield _("The status says moved online, but the attendance still says on site.")
    if online and not event.online_url:
        yield _("It can be attended online, but the address of the online event is missing.")
    if event.status == Event.Status.RESCHEDULED and not event.previous_dates.exists():
        yield _("The status says rescheduled, but no previous date is known: enter the new date.")


def _organiser(event: Event) -> Iterator[str]:
    if event.own and not event.organiser_id:
        yield _("It is our own event, but no organiser is named.")


def _programme(event: Event) -> Iterator[str]:
    before = event.programme.filter(starts_at__lt=event.starts_at)
    after = event.programme.filter(starts_at__gte=event.ends_at)
    titles = list((before | after).values_list("title", flat=True))
    if titles:
        words = _("These programme items lie outside the event: %(titles)s")
        yield words % {"titles": _list(titles)}


def _list(names: Sequence[str]) -> str:
    named = ", ".join(names[:MANY])
    return f"{named} …" if len(names) > MANY else named
