from datetime import timedelta

import pytest
import time_machine

from events.models import Event
from tests.making import make_event, make_offer
from tests.pages.schema_org import one, problems
from tests.pages.structured_data.world import NOW, World

pytestmark = pytest.mark.django_db


def test_an_event_is_described_with_place_series_and_tickets(client):
    with time_machine.travel(NOW, tick=False):
        World()
        event = one(client.get("/events/kongress/").text, "BusinessEvent")
    assert event["startDate"] == "2026-12-20T09:00:00+01:00"
    assert event["superEvent"]["name"] == "Kongressreihe"
    assert event["organizer"]["name"] == "Beispiel GmbH"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["address"]["addressLocality"] == "Hamburg"
    assert event["offers"] == [
        {
            "@type": "Offer",
            "name": "Frühbucher",
            "url": "https://tickets.example/kaufen",
            "availability": "https://schema.org/InStock",
            "price": "320.00",
            "priceCurrency": "EUR",
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "price": "320.00",
                "priceCurrency": "EUR",
                "valueAddedTaxIncluded": True,
            },
        }
    ]


OFFERS = [
    ({"sales_start": NOW + timedelta(days=1)}, "PreOrder"),
    ({"sales_end": NOW + timedelta(days=1)}, "InStock"),
    ({"availability": "few"}, "InStock"),
    ({"availability": "sold_out"}, "SoldOut"),
    ({"sales_end": NOW}, None),
]


@pytest.mark.parametrize(("fields", "availability"), OFFERS)
def test_a_tier_is_offered_as_the_clock_has_it(client, fields, availability):
    with time_machine.travel(NOW, tick=False):
        event = make_event(city="Kiel")
        make_offer(event, **fields)
        page = client.get(event.get_absolute_url()).text
    offers = one(page, "BusinessEvent").get("offers", [])
    wanted = [f"https://schema.org/{availability}"] if availability else []
    assert [offer["availability"] for offer in offers] == wanted
    assert all(("price" in offer) == (availability != "SoldOut") for offer in offers)
    assert problems(page) == []


@pytest.mark.parametrize("status", Event.Status.values)
@pytest.mark.parametrize("attendance", Event.Attendance.values)
def test_every_state_of_an_event_is_described_without_fault(client, status, attendance):
    with time_machine.travel(NOW, tick=False) as clock:
        event = make_event(city="Kiel", status=status, attendance=attendance, all_day=True)
        make_offer(event, price="0")
        page = client.get(event.get_absolute_url()).text
        assert problems(page) == []
        told = one(page, "BusinessEvent")
        closed = status in (Event.Status.CANCELLED, Event.Status.POSTPONED)
        assert ("offers" in told) == (not closed)
        assert (told["startDate"], told["endDate"]) == ("2026-12-20", "2026-12-21")
        assert problems(client.get("/events/").text) == []
        clock.shift(86400 * 60)
        assert "offers" not in one(client.get(event.get_absolute_url()).text, "BusinessEvent")


def test_an_event_on_site_and_online_has_two_places(client):
    event = make_event(
        venue="Halle", attendance="MixedEventAttendanceMode", url="https://k.example/"
    )
    places = one(client.get(event.get_absolute_url()).text, "BusinessEvent")["location"]
    assert [place["@type"] for place in places] == ["Place", "VirtualLocation"]


def test_a_price_for_businesses_is_told_without_tax(client):
    event = make_event()
    make_offer(event, audience="business")
    (offer,) = one(client.get(event.get_absolute_url()).text, "BusinessEvent")["offers"]
    assert offer["priceSpecification"]["valueAddedTaxIncluded"] is False
