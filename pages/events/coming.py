"""What teasers call for: the tickets of events that are still to come."""

from collections.abc import Iterable

from django.utils import timezone

from blog.editions.edition import Edition
from events.models import Event
from events.ticket_state import state
from pages.events.ticket_call import TicketCall


def attach_coming(editions: Iterable[Edition], *, besides: Event | None = None) -> None:
    """Give every piece of a list the `call` of its event, if there are tickets for it; two queries.

    `besides` is an event that the page itself calls for.
    """
    own = besides.pk if besides else None
    listed = [
        edition
        for edition in editions
        if edition.event_id not in (None, own) and edition.teaser.ticket_box
    ]
    calls = _calls({edition.event_id for edition in listed if edition.event_id}) if listed else {}
    for edition in listed:
        edition.call = calls.get(edition.event_id or 0)  # type: ignore[attr-defined]  # for its teaser


def _calls(events: Iterable[int]) -> dict[int, TicketCall]:
    now = timezone.now()
    coming = Event.objects.upcoming(now).filter(pk__in=events).prefetch_related("offers")
    calls = (TicketCall(event, state(event, now)) for event in coming)
    return {call.event.pk: call for call in calls if call.offer}
