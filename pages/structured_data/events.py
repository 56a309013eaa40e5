"""Events with place, status and tickets (standards 1.5)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from blog.editions import Edition
from events import sponsors
from events.models import Event, ProgrammeItem, Sponsorship, TicketOffer
from events.ticket_state import OfferState
from pages.absolute import absolute
from pages.calls import Call
from pages.structured_data.graph import VOCABULARY, Node, node, ref
from pages.structured_data.images import bare_image
from pages.structured_data.site import listed, organisation_id, page_nodes
from people.models import Organisation, Person
from prose.typography import typeset

_AVAILABILITY = {
    OfferState.ON_SALE: "InStock",
    OfferState.FEW_LEFT: "InStock",
    OfferState.NOT_YET: "PreOrder",
    OfferState.SOLD_OUT: "SoldOut",
}
BREAK = ProgrammeItem.Kind.BREAK
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


def event_page(event: Event, box: Call, pieces: Iterable[Edition]) -> list[Node]:
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
    offers = [_offer(event, *pair) for pair in box.tickets.offers if pair[1] in _AVAILABILITY]
    free = bool(offers) and all(offer.price == 0 for offer, _state in box.tickets.offers)
    about = node(
        "BusinessEvent",
        description=typeset(event.standfirst, get_language() or "de"),
        location=_places(event),
        image=bare_image(event.image.frozen(), f"{address}#image", "16x9") if event.image else None,
        performer=_speakers(event),
        subEvent=[_item(event, item) for item in event.programme.all() if item.kind != BREAK],
        organizer=_organiser(event),
        sponsor=[_organisation(row.organisation) for row in _once(_standing(event))],
        superEvent=_row(event),
        offers=offers,
        isAccessibleForFree=True if free else None,
    )
    return [*nodes, _dated(event) | about]


def _dated(event: Event) -> Node:
    """Return the event with its days and state, in the event's own zone."""
    address = absolute(event.get_absolute_url())
    moved = event.status == Event.Status.MOVED_ONLINE
    attendance = Event.Attendance.ONLINE if moved else event.attendance
    told = node(
        "BusinessEvent",
        f"{address}#event",
        name=event.name,
        url=address,
        startDate=_when(event, event.starts_at),
        endDate=_when(event, event.ends_at - timedelta(seconds=event.all_day)),
        eventStatus=f"{VOCABULARY}/{event.status}",
        eventAttendanceMode=f"{VOCABULARY}/{attendance}",
    )
    return told | _previous(event)


def _when(event: Event, at: datetime) -> str:
    local = at.astimezone(event.zone)
    return local.date().isoformat() if event.all_day else local.isoformat()


def _previous(event: Event) -> Node:
    """Return the dates before; a rescheduled event without one is told as scheduled (1.5)."""
    if event.status != Event.Status.RESCHEDULED:
        return {}
    dates = [_when(event, row.starts_at) for row in event.previous_dates.all()]
    if not dates:
        return {"eventStatus": f"{VOCABULARY}/{Event.Status.SCHEDULED}"}
    return {"previousStartDate": dates if len(dates) > 1 else dates[0]}


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
    at = None
    if event.latitude is not None and event.longitude is not None:
        at = node(
            "GeoCoordinates", latitude=float(event.latitude), longitude=float(event.longitude)
        )
    return node("Place", name=event.venue or event.city, address=address, geo=at)


def _online(event: Event) -> Node:
    address = event.online_url or event.url or absolute(event.get_absolute_url())
    return node("VirtualLocation", url=address)


def _speakers(event: Event) -> list[Node]:
    """Return everyone who speaks, each once."""
    rows = (row for item in event.programme.all() for row in item.speaker_rows.all())
    return [_speaker(person) for person in {row.person_id: row.person for row in rows}.values()]


def _speaker(person: Person) -> Node:
    address = absolute(person.get_absolute_url())
    return node("Person", f"{address}#person", name=person.full_name, url=address)


def _item(event: Event, item: ProgrammeItem) -> Node:
    """Return a talk or workshop; without a time of its own it has the event's first day."""
    starts, ends = item.starts_at, item.ends_at
    page = absolute(event.get_absolute_url())
    return node(
        "Event",
        f"{page}#programm-{item.pk}",
        name=typeset(item.title, item.language),
        startDate=starts.astimezone(event.zone).isoformat()
        if starts
        else event.starts_at.astimezone(event.zone).date().isoformat(),
        endDate=ends.astimezone(event.zone).isoformat() if ends else "",
        performer=[
            ref(f"{absolute(row.person.get_absolute_url())}#person")
            for row in item.speaker_rows.all()
        ],
        location=_places(event),
        inLanguage=item.language,
    )


def _organiser(event: Event) -> Node | None:
    if event.organiser:
        return _organisation(event.organiser)
    return ref(organisation_id()) if event.own else None


def _organisation(organisation: Organisation) -> Node:
    return node("Organization", name=organisation.name, url=organisation.url)


def _standing(event: Event) -> list[Sponsorship]:
    """Return those whom the page names."""
    levels = sponsors.shown(event, event.sponsorships.all(), timezone.now())
    return [row for _level, rows in levels for row in rows]


def _once(sponsorships: Iterable[Sponsorship]) -> list[Sponsorship]:
    """Return one sponsorship for each organisation; levels may follow one another."""
    return list({row.organisation_id: row for row in sponsorships}.values())


def _row(event: Event) -> Node | None:
    """Return the row of yearly editions to which it belongs."""
    if event.series is None:
        return None
    address = absolute(event.series.get_absolute_url())
    return node("EventSeries", f"{address}#series", name=event.series.name, url=address)


def _offer(event: Event, offer: TicketOffer, state: OfferState) -> Node:
    """Return a tier; the price of one that is sold out is not shown any more.

    Its address is the list of tickets on our page: the counted way to the shop is closed to robots.
    """
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
        url=f"{absolute(event.get_absolute_url())}#tickets",
        availability=f"{VOCABULARY}/{_AVAILABILITY[state]}",
        price="" if sold_out else price,
        priceCurrency="" if sold_out else offer.currency,
        priceSpecification=None if sold_out else specification,
        validFrom=offer.sales_start.astimezone(event.zone).isoformat() if offer.sales_start else "",
        validThrough=offer.sales_end.astimezone(event.zone).isoformat() if offer.sales_end else "",
    )
