from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.ambassadors import period_of, shown
from events.models import Ambassadorship, Event
from people.models import Person
from tests.making import berlin, make_ambassador, make_event, make_person

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 11, 23, 12)


@pytest.fixture
def event(time_machine):
    time_machine.move_to(NOW, tick=False)
    return make_event(
        "Kongress",
        slug="kongress",
        starts_at=berlin(2027, 3, 25, 9),
        ends_at=berlin(2027, 3, 26, 17),
    )


def names(event, now=NOW):
    return [row.person.name for row in shown(event, now)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_shown"),
    [
        (None, None, True),
        (date(2026, 11, 23), date(2026, 11, 23), True),
        (date(2026, 12, 1), None, True),
        (None, date(2026, 11, 22), False),
    ],
)
def test_until_the_event_is_over_those_are_shown_whose_time_is_not(
    event, starts_on, ends_on, is_shown
):
    make_ambassador(event, starts_on=starts_on, ends_on=ends_on)
    assert names(event) == (["Ada Berg"] if is_shown else [])


def test_whoever_wants_no_stage_is_not_shown(event):
    make_ambassador(event, public=False)
    assert names(event) == names(event, event.ends_at) == []


def test_ambassadors_of_a_past_event_stay(event):
    make_ambassador(event, ends_on=date(2027, 3, 26))
    assert names(event, event.ends_at + timedelta(days=900)) == ["Ada Berg"]


def test_the_day_is_that_of_the_events_zone(event):
    event.time_zone = "Pacific/Auckland"
    make_ambassador(event, ends_on=date(2026, 11, 23))
    assert names(event, berlin(2026, 11, 23, 11, 59)) == ["Ada Berg"]
    assert names(event, berlin(2026, 11, 23, 12, 0)) == []


def test_they_stand_in_the_order_of_their_names(event):
    for name in ("Zoe Adler", "Ömer Bach", "Ada Zorn"):
        make_ambassador(event, person=make_person(name), code="")
    assert names(event) == ["Zoe Adler", "Ömer Bach", "Ada Zorn"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        (None, None, ""),
        (date(2026, 11, 1), None, "seit 1. November 2026"),
        (None, date(2027, 3, 26), "bis 26. März 2027"),
        (date(2027, 3, 1), date(2027, 3, 26), "1.–26. März 2027"),
    ],
)
def test_a_period_in_words(starts_on, ends_on, words):
    stands = Ambassadorship(person=Person(), starts_on=starts_on, ends_on=ends_on)
    assert period_of(stands).replace("\xa0", " ") == words


def test_the_page_of_the_event_says_what_they_say_and_receive(client, event):
    make_ambassador(event, statement="Hier wird zugehört.\n\n<b>Immer</b>.")
    page = client.get("/events/kongress/").content.decode()
    assert "Hier wird zugehört." in page
    assert "&lt;b&gt;Immer&lt;/b&gt;" in page
    assert "Erhält dafür: Eintrittskarte für beide Tage" in page
    assert "Botschafterin von Kongress" not in page


def test_the_page_of_a_past_event_names_them_with_their_year(client, event, time_machine):
    make_ambassador(event)
    time_machine.move_to(event.ends_at)
    page = client.get("/events/kongress/").content.decode()
    assert "Botschafterin von Kongress, 2027" in page
    assert "Erhielt dafür: Eintrittskarte für beide Tage" in page


def test_a_year_that_is_in_the_name_is_not_said_twice(client, event, time_machine):
    Event.objects.update(name="Kongress 2027")
    make_ambassador(event, benefit="")
    time_machine.move_to(event.ends_at)
    page = client.get("/events/kongress/").content.decode()
    assert "Botschafterin von Kongress 2027<" in page
    assert "dafür" not in page


def test_many_ambassadors_ask_the_database_no_more_than_one(client, event):
    make_ambassador(event)
    with CaptureQueriesContext(connection) as one:
        client.get("/events/kongress/")
    for _number in range(3):
        make_ambassador(event, person=make_person(), code="")
    with CaptureQueriesContext(connection) as many:
        client.get("/events/kongress/")
    assert len(many) == len(one)


def test_the_page_of_a_person_says_for_what_they_stand_and_when(client, event):
    make_ambassador(event, ends_on=date(2027, 3, 26))
    page = client.get("/personen/ada-berg/").content.decode().replace("\xa0", " ")
    assert (
        '>Botschafterin von Kongress</a> <span class="role-line">bis 26. März 2027</span>'
        in " ".join(page.split())
    )
    Event.objects.update(public=False)
    assert "Botschafterin von Kongress" not in client.get("/personen/ada-berg/").content.decode()
