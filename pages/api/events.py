"""Events with the state of their tickets, as their pages tell it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from blog.editions.edition import Edition
from delivery.cache_headers import moved
from events.models import Event, TicketOffer
from events.ticket_state import BUYABLE, OfferState
from pages.api import shapes
from pages.api.answers import reading, told
from pages.api.cursors import CURSOR, LIMIT, Way, limit
from pages.api.pictures import picture
from pages.events.click_out import ticket_address
from pages.events.ticket_call import TicketCall, call, calls
from pages.events.views import notices_of
from pages.house.absolute import absolute
from pages.house.rendered import plain
from pages.templatetags.syndication import syndicated
from prose.sanitising import sanitise

_ORDER = ("starts_at", "pk")


@reading(CURSOR, LIMIT)
def events(request: HttpRequest) -> HttpResponse:
    """Every announced event, the latest first, a page at a time."""
    now, most = timezone.now(), limit(request.GET)
    way = Way(request.path, request.GET)
    place = way.behind(lambda place: (datetime.fromisoformat(place[0]), int(place[1])))
    where = Q(TupleLessThan(_ORDER, place)) if place else Q()
    rows = Event.objects.public().filter(where).select_related("series")
    found = list(rows.order_by(*(f"-{column}" for column in _ORDER))[: most + 1])
    more, found = len(found) > most, found[:most]
    said = list(calls(found, now).values())
    further = way.on(found[-1].starts_at.isoformat(), found[-1].pk) if more else None
    value = shapes.EventList([shapes.Event(**_short(one)) for one in said], further)
    return told(request, value, now, said)


@reading()
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One announced event; a former address leads to the present one."""
    announced = Event.objects.public().select_related("image", "organiser", "series")
    rows = announced.prefetch_related("offers", "notices__notice__versions")
    one = get_object_or_404(rows, addresses__slug=slug)
    if one.slug != slug:
        return moved(request, reverse("api_event", args=[one.slug]))
    now = timezone.now()
    box = call(one, now)
    return told(request, _whole(box), now, box)


def named_event(event: Event) -> shapes.Named:
    """Return the name of an event and where its page is."""
    return shapes.Named(event.name, event.slug, absolute(event.get_absolute_url()))


def tickets(box: TicketCall, post: int | None = None) -> shapes.Tickets:
    """Return what can be said of tickets; links tell the shop from which piece (id) somebody comes."""
    said = box.tickets
    offered = bool(box.offer or said.waiting_list or box.next_edition)
    return shapes.Tickets(
        state=said.state,
        sentence=box.headline,
        action=box.action if offered else "",
        url=absolute(box.path(post)) if offered else "",
        earlier_price=said.earlier_price,
        next_price=said.next_price,
        changes_at=_in_zone(box.event, said.changes_at),
        offers=[_offer(box.event, *one, post) for one in said.offers],
        recap=_recap(box.recap) if box.recap else None,
    )


def _recap(edition: Edition) -> shapes.Recap:
    teaser = edition.teaser
    labels = [shapes.Label(one.key, one.text) for one in teaser.labels]
    return shapes.Recap(plain(teaser.title), absolute(edition.get_absolute_url()), labels)


def _offer(event: Event, offer: TicketOffer, state: OfferState, post: int | None) -> shapes.Offer:
    return shapes.Offer(
        name=offer.name,
        includes=offer.includes,
        state=state.value,
        price=offer.price,
        currency=offer.currency,
        audience=offer.audience,  # type: ignore[arg-type]  # one of the choices
        vat_rate=offer.vat_rate,
        sales_start=_in_zone(event, offer.sales_start),
        sales_end=_in_zone(event, offer.sales_end),
        url=absolute(ticket_address(offer, post)) if state in BUYABLE else "",
    )


def _whole(box: TicketCall) -> shapes.WholeEvent:
    event, address = box.event, absolute(box.event.get_absolute_url())
    return shapes.WholeEvent(
        **_short(box),
        html=syndicated(sanitise(event.description, "article"), address),
        organiser=event.organiser.name if event.organiser else "",
        picture=picture(event.image.frozen()) if event.image else None,
        notices=[
            shapes.Notice(heading, syndicated(text, address), "")
            for heading, text in notices_of(event)
        ],
    )


def _short(box: TicketCall) -> dict[str, Any]:
    event = box.event
    ends = event.ends_at - timedelta(seconds=event.all_day)  # of whole days within the last
    series = event.series
    return {
        "slug": event.slug,
        "url": absolute(event.get_absolute_url()),
        "api_url": absolute(reverse("api_event", args=[event.slug])),
        "name": event.name,
        "hashtag": event.hashtag or "",
        "standfirst": event.standfirst,
        "starts_at": _in_zone(event, event.starts_at),
        "ends_at": None if event.open_end and not event.all_day else _in_zone(event, ends),
        "all_day": event.all_day,
        "time_zone": event.time_zone,
        "status": event.status,
        "status_name": str(event.get_status_display()),
        "attendance": event.attendance,
        "own": event.own,
        "venue": event.venue,
        "street": event.street,
        "postal_code": event.postal_code,
        "city": event.city,
        "country": event.country,
        "online_url": event.online_url,
        "website": event.url,
        "series": shapes.Named(series.name, series.slug, absolute(series.get_absolute_url()))
        if series
        else None,
        "tickets": tickets(box),
    }


def _in_zone(event: Event, moment: datetime | None) -> datetime | None:
    return moment.astimezone(event.zone).replace(microsecond=0) if moment else None
