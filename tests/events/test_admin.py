import pytest
from django.urls import reverse

from events.models import Event, TicketHost
from tests.filling import Page
from tests.making import make_editor, make_event, make_offer, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def change(event):
    return reverse("admin:events_event_change", args=[event.pk])


def test_an_event_is_entered_in_berlin_time(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress", hashtag="#K27")
    page.fill(starts_at_0="2027-03-28", starts_at_1="09:00")
    page.fill(ends_at_0="2027-03-28", ends_at_1="18:30").press("_save")
    assert page.errors == []
    event = Event.objects.get()
    assert event.starts_at.isoformat() == "2027-03-28T07:00:00+00:00"
    assert event.hashtag == "#k27"


def test_an_event_that_ends_before_it_starts_is_refused_in_words(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress")
    page.fill(starts_at_0="2027-04-02", starts_at_1="09:00")
    page.fill(ends_at_0="2027-04-01", ends_at_1="09:00").press("_save")
    assert page.errors == ["An event ends after it starts."]
    assert page.values["ends_at_0"] == ["2027-04-01"]


def test_a_time_that_does_not_exist_is_refused_on_its_field(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress")
    page.fill(starts_at_0="2027-03-28", starts_at_1="02:30")
    page.fill(ends_at_0="2027-03-28", ends_at_1="09:00").press("_save")
    assert (
        next(
            error.split(":")[0]
            for error in page.texts("//*[contains(@class,'field-starts_at')]//li")
        )
        == "At 02"
    )


def test_tickets_change_places_without_a_complaint(client):
    event = make_event()
    make_offer(event, name="Früh", ordering=1)
    make_offer(event, name="Regulär", ordering=2)
    page = Page(client, change(event))
    page.fill(**{"offers-0-ordering": 2, "offers-1-ordering": 1}).press("_save")
    assert page.errors == []
    assert list(event.offers.values_list("name", "ordering")) == [("Regulär", 1), ("Früh", 2)]


def test_sales_that_end_before_they_start_are_refused_in_words(client):
    TicketHost.objects.create(host="tickets.example")
    page = Page(client, change(make_event()))
    page.add_row("offers", name="Früh", price="490", url="https://tickets.example/")
    page.fill(**{"offers-0-sales_start_0": "2027-02-01", "offers-0-sales_start_1": "09:00"})
    page.fill(**{"offers-0-sales_end_0": "2027-01-01", "offers-0-sales_end_1": "09:00"})
    assert page.press("_save").errors == ["Sales end after they start."]


def test_an_ambassador_stands_once_for_an_event(client):
    event, person = make_event(), make_person()
    page = Page(client, change(event))
    page.add_row("ambassadorships", person=person.pk).add_row("ambassadorships", person=person.pk)
    page.press("_save")
    assert event.ambassadorships.count() == 0
    assert "Please correct the duplicate" in page.errors[0]


def test_dates_in_the_wrong_order_are_refused_in_words(client):
    event, person = make_event(), make_person()
    page = Page(client, change(event))
    page.add_row(
        "ambassadorships", person=person.pk, starts_on="2027-02-01", ends_on="2027-01-01"
    ).press("_save")
    assert page.errors == ["The end must not be earlier than the beginning."]


def test_a_shop_that_nobody_allowed_is_refused_and_the_allowed_ones_are_named(client):
    TicketHost.objects.create(host="tickets.example")
    page = Page(client, change(make_event()))
    page.add_row("offers", name="Früh", price="490", url="https://tickets.example.evil.example/")
    assert page.press("_save").errors == [
        "The shop must be an https address at an allowed host. Allowed are: tickets.example"
    ]
