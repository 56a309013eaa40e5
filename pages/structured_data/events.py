"""Events with place, status and tickets (standards 1.5)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from blog.editions import Edition
from events.models import Event, Sponsorship, TicketOffer
from events.ticket_state import OfferState
from pages.absolute import absolute
from pages.article import EventBox
from pages.structured_data.graph import VOCABULARY, Node, moment, node, ref
from pages.structured_data.images import bare_image
from pages.structured_data.site import listed, organisation_id, page_nodes
from people.models import Organisation
from prose.typography import typeset

_AVAILABILITY = {
    OfferState.ON_SALE: "InStock",
    OfferState.FEW_LEFT: "InStock",
    OfferState.NOT_YET: "PreOrder",
    OfferState.SOLD_OUT: "SoldOut",
}
_ONLINE = (Event.Attendance.ONLINE, Event.Attendance.MIXED)


def brief_event(event: Event) -> Node:
    """Return what the event box tells: name, days, town, state."""
    place = None
    if event.attendance == Event.Attendance.ONLINE:
        place = _online(event)
    elif event.city:
        address = node("PostalAddress", addressLocality=event.city, addressCountry=event.country)
        place = node("Place", name=event.city, address=address)
    return _dated(event) | ({"location": place} if place else {})


def event_page(event: Event, box: EventBox, pieces: Iterable[Edition]) -> list[Node]:
    """Return the graph of an event's page."""
    path = event.get_absolute_url()
    address = absolute(path)
    nodes = page_nodes(
        "WebPage",
        path,
        (_("Events"), reverse("events")),
        (event.name, path),
        mainEntity=ref(f"{address}#event"),
        hasPart=[listed(piece) for piece in pieces],
    )
    offers = [_offer(*pair) for pair in box.tickets.offers if pair[1] in _AVAILABILITY]
    free = bool(offers) and all(offer.price == 0 for offer, _state in box.tickets.offers)
    about = node(
        "BusinessEvent",
        description=typeset(event.standfirst, get_language() or "de"),
        location=_places(event),
        image=bare_image(event.image.frozen(), f"{address}#image", "16x9") if event.image else None,
        organizer=_organiser(event),
        sponsor=[_organisation(row.organisation) for row in _once(event.sponsorships.all())],
        superEvent=_row(event),
        offers=offers,
        isAccessibleForFree=True if free else None,
    )
    return [*nodes, _dated(event) | about]


def _dated(event: Event) -> Node:
    """Return the event with its days and state.

    A new date is EventScheduled: EventRescheduled asks for the date before, which nobody records.
    """
    address = absolute(event.get_absolute_url())
    rescheduled = event.status == Event.Status.RESCHEDULED
    status = Event.Status.SCHEDULED if rescheduled else event.status
    moved = event.status == Event.Status.MOVED_ONLINE
    attendance = Event.Attendance.ONLINE if moved else event.attendance
    return node(
        "BusinessEvent",
        f"{address}#event",
        name=event.name,
        url=address,
        startDate=_day(event.starts_at) if event.all_day else moment(event.starts_at),
        endDate=_day(event.ends_at - timedelta(seconds=1))
        if event.all_day
        else moment(event.ends_at),
        eventStatus=f"{VOCABULARY}/{status}",
        eventAttendanceMode=f"{VOCABULARY}/{attendance}",
    )


def _day(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()


def _places(event: Event) -> Node | list[Node] | None:
    """Return where it takes place; an event on site and online has two places."""
    if event.attendance == Event.Attendance.ONLINE or event.status == Event.Status.MOVED_ONLINE:
        return _online(event)
    hall = _hall(event)
    if event.attendance != Event.Attendance.MIXED:
        return hall
    return [hall, _online(event)] if hall else _online(event)


def _hall(event: Event) -> Node | None:
    if not (event.venue or event.city):
        return None
    address = node(
        "PostalAddress",
        streetAddress=event.street,
        postalCode=event.postal_code,
        addressLocality=event.city,
        addressCountry=event.country,
    )
    return node("Place", name=event.venue or event.city, address=address)


def _online(event: Event) -> Node:
    return node("VirtualLocation", url=event.url or absolute(event.get_absolute_url()))


def _organiser(event: Event) -> Node | None:
    if event.organiser:
        return _organisation(event.organiser)
    return ref(organisation_id()) if event.own else None


def _organisation(organisation: Organisation) -> Node:
    return node("Organization", name=organisation.name, url=organisation.url)


def _once(sponsorships: Iterable[Sponsorship]) -> list[Sponsorship]:
    """Return one sponsorship for each organisation; levels may follow one another."""
    return list({row.organisation_id: row for row in sponsorships}.values())


def _row(event: Event) -> Node | None:
    """Return the row of yearly editions to which it belongs."""
    if event.series is None:
        return None
    at = f"{absolute(reverse('events'))}#{event.series.slug}"
    return node("EventSeries", at, name=event.series.name)


def _offer(offer: TicketOffer, state: OfferState) -> Node:
    """Return a tier; the price of one that is sold out is not shown any more."""
    sold_out = state == OfferState.SOLD_OUT
    price = "0" if offer.price == 0 else f"{offer.price:.2f}"
    gross = offer.audience == TicketOffer.Audience.CONSUMER
    specification = node(
        "UnitPriceSpecification",
        price=price,
        priceCurrency=offer.currency,
        valueAddedTaxIncluded=gross,
    )
    return node(
        "Offer",
        name=offer.name,
        url=offer.url,
        availability=f"{VOCABULARY}/{_AVAILABILITY[state]}",
        price="" if sold_out else price,
        priceCurrency="" if sold_out else offer.currency,
        priceSpecification=None if sold_out else specification,
        validFrom=moment(offer.sales_start) if offer.sales_start else "",
        validThrough=moment(offer.sales_end) if offer.sales_end else "",
    )
