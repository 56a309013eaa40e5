"""Events with place, status, programme and tickets (docs/standards/structured-data.md#events).

Everything is told by the clock of the event's own zone. Tickets follow `events.ticket_state`: what cannot
be bought any more is no offer. Few left is told as InStock, since Google reads no LimitedAvailability.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from blog.editions.edition import Edition
from events import sponsors
from events.models import Event, EventSeries, ProgrammeItem, TicketOffer
from events.places import map_url
from events.ticket_state import OfferState
from pages.events.ticket_call import TicketCall
from pages.house.absolute import absolute
from pages.house.breadcrumbs import above
from pages.house.rendered import set_plain
from pages.structured_data.graph import VOCABULARY, Node, node, one_or_all, ref
from pages.structured_data.images import bare_image
from pages.structured_data.people import person_id, person_node
from pages.structured_data.site import listed, organisation_id, page_nodes, postal_address
from people.models import Organisation
from prose.typography import typeset

_AVAILABILITY = {
    OfferState.ON_SALE: "InStock",
    OfferState.FEW_LEFT: "InStock",
    OfferState.NOT_YET: "PreOrder",
    OfferState.SOLD_OUT: "SoldOut",
}


def event_id(event: Event) -> str:
    """Return the id of an event."""
    return f"{absolute(event.get_absolute_url())}#event"


def brief_event(event: Event) -> Node:
    """Return what the event box tells: name, days, town, state."""
    town = None
    if event.city:
        address = node("PostalAddress", addressLocality=event.city, addressCountry=event.country)
        town = node("Place", name=event.city, address=address)
    return _dated(event) | node("BusinessEvent", location=one_or_all(_where(event, town)))


def event_page(event: Event, box: TicketCall, pieces: Iterable[Edition]) -> list[Node]:
    """Return the graph of an event's page."""
    path = event.get_absolute_url()
    address = absolute(path)
    nodes = page_nodes(
        "WebPage",
        path,
        *above(event),
        (event.name, path),
        mainEntity=ref(f"{address}#event"),
        hasPart=[listed(piece) for piece in pieces],
    )
    programme = list(event.programme.all())
    offers = [_offer(event, *pair) for pair in box.tickets.offers if pair[1] in _AVAILABILITY]
    free = bool(offers) and all(offer.price == 0 for offer, _state in box.tickets.offers)
    about = node(
        "BusinessEvent",
        description=typeset(event.standfirst, get_language() or "de"),
        keywords=event.hashtag,
        inLanguage=_languages(programme),
        sameAs=event.url,
        location=one_or_all(_where(event, _hall(event))),
        image=_pictures(event),
        performer=_speakers(programme),
        subEvent=[_item(event, item) for item in programme if item.starts_at and not _pause(item)],
        organizer=_organiser(event),
        sponsor=[*map(_organisation, _standing(event))],
        superEvent=ref(_series_id(event.series)) if event.series else None,
        offers=offers,
        isAccessibleForFree=True if free else None,
    )
    series = [_series(event.series)] if event.series else []
    return [*nodes, _dated(event) | about, *series]


def event_series(
    row: EventSeries, coming: Iterable[TicketCall], past: Iterable[Event]
) -> list[Node]:
    """Return the graph of the page of all editions of a series."""
    path = row.get_absolute_url()
    steps = (*above(row), (row.name, path))
    editions = [*(box.event for box in coming), *past]
    about = _series(row) | {"subEvent": [brief_event(event) for event in editions]}
    return [*page_nodes("CollectionPage", path, *steps, mainEntity=ref(_series_id(row))), about]


def _dated(event: Event) -> Node:
    """Return the event with its days and state, in the event's own zone."""
    address = absolute(event.get_absolute_url())
    told = node(
        "BusinessEvent",
        f"{address}#event",
        name=event.name,
        url=address,
        startDate=_when(event, event.starts_at),
        endDate=_ends(event),
        eventStatus=f"{VOCABULARY}/{event.status}",
        eventAttendanceMode=_attendance(event),
    )
    return told | _previous(event)


def _attendance(event: Event) -> str:
    moved = event.status == Event.Status.MOVED_ONLINE
    return f"{VOCABULARY}/{Event.Attendance.ONLINE if moved else event.attendance}"


def _ends(event: Event) -> str:
    """Return when it ends, if that is known; the last of whole days."""
    if event.open_end and not event.all_day:
        return ""
    return _when(event, event.ends_at - timedelta(seconds=event.all_day))


def _when(event: Event, at: datetime) -> str:
    local = at.astimezone(event.zone)
    return local.date().isoformat() if event.all_day else local.isoformat(timespec="seconds")


def _moment(event: Event, at: datetime | None) -> str:
    return at.astimezone(event.zone).isoformat(timespec="seconds") if at else ""


def _previous(event: Event) -> Node:
    """Return the dates before; a new date of which none is known is told as scheduled (1.5)."""
    if event.status != Event.Status.RESCHEDULED:
        return {}
    dates = [_when(event, row.starts_at) for row in event.previous_dates.all()]
    others = [date for date in dates if date != _when(event, event.starts_at)]
    if not others:
        return {"eventStatus": f"{VOCABULARY}/{Event.Status.SCHEDULED}"}
    return {"previousStartDate": one_or_all(others)}


def _where(event: Event, hall: Node | None) -> list[Node]:
    """Return where it takes place; an event on site and online has two places."""
    if event.attendance == Event.Attendance.ONLINE or event.status == Event.Status.MOVED_ONLINE:
        return [_online(event)]
    places = [hall] if hall else []
    return [*places, _online(event)] if event.attendance == Event.Attendance.MIXED else places


def _hall(event: Event) -> Node | None:
    if not (event.venue or event.city):
        return None
    at = None
    if event.latitude is not None and event.longitude is not None:
        at = node(
            "GeoCoordinates", latitude=float(event.latitude), longitude=float(event.longitude)
        )
    return node(
        "Place",
        f"{absolute(event.get_absolute_url())}#place",
        name=event.venue or event.city,
        address=postal_address(event),
        geo=at,
        hasMap=map_url(event),
    )


def _online(event: Event) -> Node:
    page = absolute(event.get_absolute_url())
    return node("VirtualLocation", f"{page}#online", url=event.online_url or event.url or page)


def _pictures(event: Event) -> list[Node]:
    """Return the pictures in the order and the shape in which the page shows them."""
    page = absolute(event.get_absolute_url())
    shown = [(event.image, "image", "16x9")] if event.image else []
    shown += [(row.image, f"picture-{row.pk}", "16x9") for row in event.pictures.all()]
    return [bare_image(image.frozen(), f"{page}#{name}", crop) for image, name, crop in shown]


def _languages(programme: Iterable[ProgrammeItem]) -> list[str] | str | None:
    """Return what is spoken there; without a programme the language of the page."""
    spoken = sorted({item.language for item in programme if not _pause(item)})
    return spoken if len(spoken) > 1 else "".join(spoken) or get_language()


def _pause(item: ProgrammeItem) -> bool:
    return item.kind == ProgrammeItem.Kind.BREAK


def _speakers(programme: Iterable[ProgrammeItem]) -> list[Node]:
    """Return everyone who speaks, each once."""
    rows = (row for item in programme for row in item.speaker_rows.all())
    return [*map(person_node, {row.person_id: row.person for row in rows}.values())]


def _item(event: Event, item: ProgrammeItem) -> Node:
    """Return a talk or workshop whose time is known; it shares places and fate of the event."""
    page = absolute(event.get_absolute_url())
    rescheduled = event.status == Event.Status.RESCHEDULED
    status = Event.Status.SCHEDULED if rescheduled else event.status
    return node(
        "Event",
        f"{page}#programm-{item.pk}",
        name=set_plain(item.title, item.language),
        startDate=_moment(event, item.starts_at),
        endDate=_moment(event, item.ends_at),
        eventStatus=f"{VOCABULARY}/{status}",
        eventAttendanceMode=_attendance(event),
        performer=[ref(person_id(row.person)) for row in item.speaker_rows.all()],
        location=[*map(ref, _where(event, _hall(event)))],
        inLanguage=item.language,
    )


def _organiser(event: Event) -> Node | None:
    if event.organiser:
        return _organisation(event.organiser)
    return ref(organisation_id()) if event.own else None


def _organisation(organisation: Organisation) -> Node:
    return node("Organization", name=organisation.name, url=organisation.url)


def _standing(event: Event) -> list[Organisation]:
    """Return those whom the page names, each once: levels may follow one another."""
    levels = sponsors.shown(event, event.sponsorships.all(), timezone.now())
    rows = [row for _level, rows in levels for row in rows]
    return list({row.organisation_id: row.organisation for row in rows}.values())


def _series_id(series: EventSeries) -> str:
    return f"{absolute(series.get_absolute_url())}#series"


def _series(series: EventSeries) -> Node:
    """Return the row of yearly editions to which it belongs."""
    address = absolute(series.get_absolute_url())
    return node("EventSeries", _series_id(series), name=series.name, url=address)


def _offer(event: Event, offer: TicketOffer, state: OfferState) -> Node:
    """Return a tier; the price of one that is sold out is not shown any more.

    Its address is the list of tickets on our page, where one can buy: the counted way to the shop is
    closed to robots, and the shop's own address would leave out a code that the tier needs, and go
    on leading to a shop that the chief editors have struck off their list.
    """
    sold_out = state == OfferState.SOLD_OUT
    price = "0" if offer.price == 0 else f"{offer.price:.2f}"
    taxed = offer.audience == TicketOffer.Audience.CONSUMER if offer.price else None
    specification = node(
        "UnitPriceSpecification",
        price=price,
        priceCurrency=offer.currency,
        valueAddedTaxIncluded=taxed,
    )
    return node(
        "Offer",
        name=offer.name,
        url=f"{absolute(event.get_absolute_url())}#tickets",
        availability=f"{VOCABULARY}/{_AVAILABILITY[state]}",
        price="" if sold_out else price,
        priceCurrency="" if sold_out else offer.currency,
        priceSpecification=None if sold_out else specification,
        validFrom=_moment(event, offer.sales_start),
        validThrough=_moment(event, min(offer.sales_end, event.ends_at)) if offer.sales_end else "",
    )
