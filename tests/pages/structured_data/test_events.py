from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import Event
from tests.making import berlin, make_event, make_offer, make_person
from tests.pages.schema_org import one, problems, referred
from tests.pages.structured_data.world import NOW, World

pytestmark = pytest.mark.django_db


def told(client, event) -> dict:
    """The event of its own page, which is described without fault."""
    page = client.get(event.get_absolute_url()).text
    assert problems(page) == []
    return one(page, "BusinessEvent")


def test_an_event_is_described_with_place_series_and_tickets(client):
    with time_machine.travel(NOW, tick=False):
        world = World()
        event = told(client, world.event)
        page = client.get("/events/kongress/").text
    assert event["startDate"] == "2026-12-20T09:00:00+01:00"
    assert referred(page, event["superEvent"]) == {
        "@type": "EventSeries",
        "@id": "http://testserver/events/reihe/kongressreihe/#series",
        "name": "Kongressreihe",
        "url": "http://testserver/events/reihe/kongressreihe/",
    }
    assert event["organizer"]["name"] == "Beispiel GmbH"
    assert [sponsor["name"] for sponsor in event["sponsor"]] == ["Geld AG"]
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["address"]["addressLocality"] == "Hamburg"
    assert event["inLanguage"] == "de"
    assert event["keywords"] == world.event.hashtag
    assert event["offers"] == [
        {
            "@type": "Offer",
            "name": "Frühbucher",
            "url": "http://testserver/events/kongress/#tickets",
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


def test_a_new_date_names_the_ones_before(client):
    event = make_event(
        city="Kassel", starts_at=berlin(2027, 3, 1, 9), ends_at=berlin(2027, 3, 1, 18)
    )
    for month in (4, 5):
        event.status = Event.Status.RESCHEDULED
        event.starts_at, event.ends_at = berlin(2027, month, 1, 9), berlin(2027, month, 1, 18)
        event.save()
    page = client.get(event.get_absolute_url()).text
    assert problems(page) == []
    told = one(page, "BusinessEvent")
    assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert told["startDate"] == "2027-05-01T09:00:00+02:00"
    assert told["previousStartDate"] == ["2027-03-01T09:00:00+01:00", "2027-04-01T09:00:00+02:00"]


def test_programme_and_speakers_are_told_in_the_zone_of_the_event(client):
    event = make_event(
        "Kongress",
        time_zone="Europe/London",
        venue="Halle",
        latitude="51.5",
        longitude="-0.1",
        starts_at=berlin(2027, 3, 1, 10),
        ends_at=berlin(2027, 3, 1, 19),
    )
    item = event.programme.create(title="Ein Vortrag", starts_at=berlin(2027, 3, 1, 11))
    item.speaker_rows.create(person=make_person("Anna Berg"))
    event.programme.create(title="Pause", kind="break")
    page = client.get(event.get_absolute_url()).text
    assert problems(page) == []
    told = one(page, "BusinessEvent")
    assert [talk["name"] for talk in told["subEvent"]] == ["Ein Vortrag"]
    assert told["subEvent"][0]["startDate"] == "2027-03-01T10:00:00+00:00"
    assert told["performer"][0]["name"] == "Anna Berg"
    assert told["location"]["geo"]["latitude"] == 51.5


def test_a_tier_is_told_as_its_state_derives_it(client):
    event = make_event(city="Kassel")
    make_offer(event, name="Entwurf", draft=True)
    make_offer(event, name="Vorbei", sales_end=timezone.now() - timedelta(days=1))
    make_offer(event, name="Kommt", sales_start=event.starts_at - timedelta(days=1))
    make_offer(event, name="Weg", availability="sold_out")
    make_offer(event, name="Wenige", availability="few")
    page = client.get(event.get_absolute_url()).text
    assert problems(page) == []
    offers = one(page, "BusinessEvent")["offers"]
    assert {offer["name"]: offer["availability"].rpartition("/")[2] for offer in offers} == {
        "Kommt": "PreOrder",
        "Weg": "SoldOut",
        "Wenige": "InStock",
    }
