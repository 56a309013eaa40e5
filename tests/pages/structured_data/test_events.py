from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event, Sponsorship
from pages.events.ticket_call import call
from pages.structured_data.events import event_page
from pages.structured_data.graph import script
from people.models import Organisation
from tests.making import berlin, make_event, make_offer, make_person
from tests.media.pictures import saved_image
from tests.pages.schema_org import one, problems, referred
from tests.pages.structured_data.world import NOW, World

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


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


def test_nothing_is_said_of_the_tax_on_what_costs_nothing(client):
    event = make_event()
    make_offer(event, price=0)
    (offer,) = one(client.get(event.get_absolute_url()).text, "BusinessEvent")["offers"]
    assert offer["price"] == "0"
    assert "valueAddedTaxIncluded" not in offer["priceSpecification"]


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


def schema(name: str) -> str:
    return f"https://schema.org/{name}"


MARCH, MAY = berlin(2027, 3, 1, 9), berlin(2027, 5, 1, 9)
# From a way of taking part: what status, mode and kinds of places are told.
STATES = [
    (way, status, schema(status), schema(way), places)
    for way, places in (
        ("OfflineEventAttendanceMode", ["Place"]),
        ("OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    )
    for status in ("EventScheduled", "EventPostponed", "EventRescheduled", "EventCancelled")
]
STATES += [
    (
        way,
        "EventMovedOnline",
        schema("EventMovedOnline"),
        schema("OnlineEventAttendanceMode"),
        ["VirtualLocation"],
    )
    for way in Event.Attendance.values
]


@pytest.mark.parametrize(("way", "status", "state", "mode", "kinds"), STATES)
def test_the_state_machine_of_an_event(client, way, status, state, mode, kinds):
    with time_machine.travel(NOW, tick=False):
        event = make_event(
            city="Kiel",
            attendance=way,
            online_url="https://netz.example/",
            starts_at=MARCH,
            ends_at=MARCH + timedelta(hours=8),
        )
        make_offer(event)
        item = event.programme.create(title="Ein Vortrag", starts_at=MARCH)
        event.status = status
        moved = status == "EventRescheduled"
        if moved:
            event.starts_at, event.ends_at = MAY, MAY + timedelta(hours=8)
            item.starts_at = MAY
            item.save()
        event.save()
        whole = told(client, event)
        listed = one(client.get("/events/").text, "CollectionPage")["mainEntity"]
    (brief,) = [row["item"] for row in listed["itemListElement"]]
    (talk,) = whole["subEvent"]
    for node in (whole, brief):
        places = node["location"] if isinstance(node["location"], list) else [node["location"]]
        assert (node["eventStatus"], node["eventAttendanceMode"]) == (state, mode)
        assert [place["@type"] for place in places] == kinds
        assert node["startDate"] == (
            "2027-05-01T09:00:00+02:00" if moved else "2027-03-01T09:00:00+01:00"
        )
        assert node.get("previousStartDate") == ("2027-03-01T09:00:00+01:00" if moved else None)
    assert talk["eventStatus"] == (schema("EventScheduled") if moved else state)
    assert len(talk["location"]) == len(kinds)
    assert ("offers" in whole) == (status not in ("EventPostponed", "EventCancelled"))


def test_a_new_date_of_which_no_former_one_is_known_is_told_as_scheduled(client):
    event = make_event(city="Kiel", status=Event.Status.RESCHEDULED)
    assert told(client, event)["eventStatus"] == schema("EventScheduled")
    event.previous_dates.create(starts_at=event.starts_at, ends_at=event.ends_at)
    assert told(client, event)["eventStatus"] == schema("EventScheduled")


def test_whole_days_are_told_as_days_of_the_zone_of_the_event(client):
    event = make_event(
        city="Tokio",
        all_day=True,
        time_zone="Asia/Tokyo",
        starts_at=datetime(2027, 2, 28, 15, tzinfo=UTC),
        ends_at=datetime(2027, 3, 2, 15, tzinfo=UTC),
    )
    event.status = Event.Status.RESCHEDULED
    event.starts_at += timedelta(days=30)
    event.ends_at += timedelta(days=30)
    event.save()
    whole = told(client, event)
    assert (whole["startDate"], whole["endDate"]) == ("2027-03-31", "2027-04-01")
    assert whole["previousStartDate"] == "2027-03-01"


def test_windows_of_sale_are_told_in_the_zone_of_the_event_and_end_with_it(client):
    with time_machine.travel(NOW, tick=False):
        event = make_event(
            city="London", time_zone="Europe/London", starts_at=MARCH, ends_at=MARCH + timedelta(1)
        )
        make_offer(event, sales_start=berlin(2027, 1, 1), sales_end=MARCH + timedelta(days=9))
        (offer,) = told(client, event)["offers"]
    assert (offer["validFrom"], offer["validThrough"]) == (
        "2026-12-31T23:00:00+00:00",
        "2027-03-02T08:00:00+00:00",
    )


def test_talks_have_their_speakers_and_the_place_of_the_event(client):
    event = make_event(venue="Halle", starts_at=MARCH, ends_at=MARCH + timedelta(hours=8))
    anna = make_person("Anna Berg", honorific="Prof. Dr.")
    fields = {"starts_at": MARCH, "ends_at": MARCH + timedelta(hours=1)}
    for language, title in (("de", 'Was "gut" heißt'), ("en", "What it is")):
        item = event.programme.create(title=title, language=language, **fields)
        item.speaker_rows.create(person=anna)
    event.programme.create(title="Noch ohne Zeit").speaker_rows.create(person=make_person("Bo Ek"))
    event.programme.create(title="Mittag", kind="break", **fields)
    whole = told(client, event)
    person = {"@id": f"http://testserver{anna.get_absolute_url()}#person"}
    assert whole["performer"][0] == person | {
        "@type": "Person",
        "name": "Anna Berg",
        "honorificPrefix": "Prof. Dr.",
        "url": f"http://testserver{anna.get_absolute_url()}",
    }
    assert [person["name"] for person in whole["performer"]] == ["Anna Berg", "Bo Ek"]
    assert [talk["name"] for talk in whole["subEvent"]] == ["Was „gut“ heißt", "What it is"]
    assert whole["inLanguage"] == ["de", "en"]
    first = whole["subEvent"][0]
    assert (first["performer"], first["location"]) == (
        [person],
        [{"@id": whole["location"]["@id"]}],
    )
    assert (first["startDate"], first["endDate"]) == (
        "2027-03-01T09:00:00+01:00",
        "2027-03-01T10:00:00+01:00",
    )


def test_sponsors_are_named_from_the_highest_level_on_and_each_once(client):
    event = make_event(city="Kiel")
    for name, levels in (
        ("Anna AG", ["partner"]),
        ("Bert GmbH", ["sponsor", "partner"]),
        ("Zoe SE", ["main_sponsor"]),
    ):
        organisation = Organisation.objects.create(name=name)
        for level in levels:
            Sponsorship.objects.create(event=event, organisation=organisation, level=level)
    former = Organisation.objects.create(name="Früher KG")
    Sponsorship.objects.create(
        event=event, organisation=former, starts_on="2020-01-01", ends_on="2020-02-01"
    )
    names = [sponsor["name"] for sponsor in told(client, event)["sponsor"]]
    assert names == ["Zoe SE", "Bert GmbH", "Anna AG"]


def test_all_pictures_and_the_map_of_an_event_are_told():
    event = make_event(
        venue="Halle",
        latitude="50.1",
        longitude="-8.6",
        image=saved_image(),
        url="https://k.example/",
    )
    row = event.pictures.create(image=saved_image())
    (whole,) = [
        node
        for node in event_page(event, call(event, timezone.now()), [])
        if isinstance(node, dict) and node["@type"] == "BusinessEvent"
    ]
    page = f"http://testserver{event.get_absolute_url()}"
    assert [picture["@id"] for picture in whole["image"]] == [
        f"{page}#image",
        f"{page}#picture-{row.pk}",
    ]
    assert whole["location"]["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": 50.1,
        "longitude": -8.6,
    }
    assert whole["location"]["hasMap"].startswith("https://www.openstreetmap.org/?mlat=50.1")
    assert whole["sameAs"] == "https://k.example/"


def test_what_costs_nothing_is_told_as_free(client):
    event = make_event(city="Kiel")
    make_offer(event, price="0")
    whole = told(client, event)
    assert (whole["isAccessibleForFree"], whole["offers"][0]["price"]) == (True, "0")
    make_offer(event, price="10")
    assert "isAccessibleForFree" not in told(client, event)


def test_an_event_by_others_has_no_organiser_unless_it_is_known(client):
    event = make_event(city="Kiel", own=False)
    assert "organizer" not in told(client, event)
    event.own = True
    event.save()
    assert told(client, event)["organizer"] == {"@id": "http://testserver/#organization"}


def test_a_large_programme_asks_the_database_no_more(client, django_assert_max_num_queries):
    event = make_event(city="Kiel", starts_at=MARCH, ends_at=MARCH + timedelta(hours=8))
    with CaptureQueriesContext(connection) as few:
        client.get(event.get_absolute_url())
    for _number in range(20):
        event.programme.create(title="V", starts_at=MARCH).speaker_rows.create(person=make_person())
    with django_assert_max_num_queries(len(few) + 2):
        client.get(event.get_absolute_url())


EVENT = {
    "@type": "BusinessEvent",
    "name": "Anna",
    "url": "https://k.example/",
    "startDate": "2026-11-20",
    "endDate": "2026-11-20",
    "eventStatus": schema("EventScheduled"),
    "eventAttendanceMode": schema("OnlineEventAttendanceMode"),
    "location": {"@type": "VirtualLocation", "url": "https://k.example/"},
}
OFFER = {
    "@type": "Offer",
    "name": "Anna",
    "url": "https://k.example/",
    "availability": schema("InStock"),
    "price": "10.00",
}
KIND = "['BusinessEvent']"
FAULTS = [
    ({"eventAttendanceMode": schema("MixedEventAttendanceMode")}, []),
    (
        {"eventAttendanceMode": schema("OfflineEventAttendanceMode")},
        [f"{KIND} with OfflineEventAttendanceMode at ['VirtualLocation']"],
    ),
    (
        {
            "eventStatus": schema("EventMovedOnline"),
            "eventAttendanceMode": schema("MixedEventAttendanceMode"),
        },
        [f"{KIND} moved online, and not told as online"],
    ),
    (
        {"eventStatus": schema("EventCancelled"), "offers": [OFFER]},
        [f"{KIND} with offers, though EventCancelled"],
    ),
    (
        {"previousStartDate": "2026-11-20", "eventStatus": schema("EventRescheduled")},
        [f"{KIND} with its date as the one before"],
    ),
    (
        {"previousStartDate": "2026-11-19"},
        [f"{KIND}: previousStartDate if and only if rescheduled"],
    ),
    (
        {"offers": [OFFER | {"availability": schema("SoldOut")}]},
        ["['Offer'] with a price if and only if it can be bought"],
    ),
    ({"offers": [OFFER | {"price": "10,00"}]}, ["['Offer'] with price '10,00'"]),
    (
        {"startDate": "2026-11-20T09:00:00", "endDate": "2026-11-21"},
        [f"{KIND} with startDate '2026-11-20T09:00:00'"],
    ),
]


@pytest.mark.parametrize(("change", "faults"), [({}, []), ({"offers": [OFFER]}, []), *FAULTS])
def test_the_checks_find_what_is_wrong_with_an_event(change, faults):
    page = f"<html><head>{script([EVENT | change])}</head><body><p>Anna</p></body></html>"
    assert problems(page) == faults
