"""What teasers call for: the tickets of events that are still to come."""

from collections.abc import Iterable

from django.utils import timezone

from blog.editions.edition import Edition
from events.models import Event
from events.ticket_state import state
from pages.events.ticket_call import TicketCall


def attach_coming(editions: Iterable[Edition], *, besides: Event | None = None) -> None:
    """Give the first piece of each event in a list its `call`, if there are tickets; two queries.

    Once a page and no more: what stands below every teaser reads as spam, not as a service.
    `besides` is an event that the page itself calls for.
    """
    first: dict[int, Edition] = {}
    for edition in editions:
        if edition.event_id and edition.teaser.ticket_box:
            first.setdefault(edition.event_id, edition)
    if besides:
        first.pop(besides.pk, None)
    calls = _calls(first) if first else {}
    for event, edition in first.items():
        edition.call = calls.get(event)  # type: ignore[attr-defined]  # for its teaser


def _calls(events: Iterable[int]) -> dict[int, TicketCall]:
    now = timezone.now()
    coming = Event.objects.upcoming(now).filter(pk__in=events).prefetch_related("offers")
    calls = (TicketCall(event, state(event, now)) for event in coming)
    return {call.event.pk: call for call in calls if call.offer}
