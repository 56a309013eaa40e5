"""What an event calls for, in words and with the one way on."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from blog.publishing.publish import publish
from events.models import Event, EventSeries
from pages.events.coming import attach_coming
from pages.events.ticket_call import announced_calls, call
from tests.making import berlin, make_event, make_offer, make_post

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 11, 23, 12, 0)


@pytest.fixture(autouse=True)
def german(time_machine):
    time_machine.move_to(NOW, tick=False)
    with translation.override("de"):
        yield


@pytest.fixture
def event():
    return make_event(
        "Kongress 2027", starts_at=berlin(2027, 3, 23, 9), ends_at=berlin(2027, 3, 24, 17)
    )


def told(event, **change):
    for name, value in change.items():
        setattr(event, name, value)
    found = call(event, timezone.now())
    return (found.headline.replace("\xa0", " "), found.action.replace("\xa0", " "))


@pytest.mark.parametrize(
    ("offers", "words"),
    [
        ([], ("", "")),
        ([{"price": "490"}], ("Im Verkauf", "Ticket für 490 €")),
        ([{"price": "0"}], ("Im Verkauf", "Kostenloses Ticket")),
        (
            [{"price": "490", "sales_end": berlin(2026, 12, 15)}],
            ("Im Verkauf bis 14. Dezember 2026", "Ticket für 490 €"),
        ),
        (
            [{"price": "490", "sales_end": berlin(2026, 12, 15)}, {"price": "690"}],
            ("Frühbucherpreis bis 14. Dezember 2026", "Tickets ab 490 €"),
        ),
        (
            [{"price": "490", "availability": "few"}],
            ("Nur noch wenige Tickets.", "Ticket für 490 €"),
        ),
        (
            [{"price": "490", "sales_start": berlin(2026, 12, 1, 10)}],
            ("Der Verkauf beginnt am 1. Dezember 2026, 10:00 Uhr.", ""),
        ),
        (
            [
                {"price": "490", "sales_end": berlin(2026, 11, 1)},
                {"price": "690", "sales_start": berlin(2026, 12, 1, 10)},
            ],
            (
                (
                    "Zurzeit sind keine Tickets zu haben; die nächsten gibt es ab 1. Dezember 2026, "
                    "10:00 Uhr."
                ),
                "",
            ),
        ),
        ([{"availability": "sold_out"}], ("Alle Tickets sind verkauft.", "")),
        ([{"sales_end": berlin(2026, 11, 1)}], ("Der Ticketverkauf ist beendet.", "")),
        ([{"draft": True}], ("", "")),
    ],
)
def test_before_the_event_its_offers_speak(event, offers, words):
    for fields in offers:
        make_offer(event, **fields)
    assert told(event) == words


def test_what_is_sold_out_leads_to_the_waiting_list(event):
    make_offer(event, availability="sold_out")
    event.waiting_list_url = "https://liste.example/"
    found = call(event, NOW)
    assert (found.action, found.path()) == ("Auf die Warteliste", "https://liste.example/")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Event.Status.CANCELLED, "Diese Veranstaltung ist abgesagt."),
        (
            Event.Status.POSTPONED,
            "Diese Veranstaltung ist verschoben; der neue Termin steht noch nicht fest.",
        ),
    ],
)
def test_an_event_that_is_off_offers_nothing(event, status, words):
    make_offer(event)
    assert told(event, status=status) == (words, "")


def test_a_past_event_leads_to_the_next_edition_then_to_the_look_back(event, time_machine):
    event.series = EventSeries.objects.create(name="Kongress")
    event.save()
    time_machine.move_to(event.ends_at, tick=False)
    now = timezone.now()
    alone = call(event, now)
    assert (alone.action, alone.path()) == ("", "")
    assert alone.headline == (
        "Diese Veranstaltung ist vorbei. Für die nächste Ausgabe steht noch kein Termin fest."
    )
    post = make_post("So war es", event=event, recap=True)
    recap = publish(post, by=None)
    looking_back = call(event, now)
    assert (looking_back.action, looking_back.path()) == (
        "Lesen, wie es war",
        recap.get_absolute_url(),
    )
    assert call(event, now, besides=post.pk).path() == ""
    following = make_event("Kongress 2028", series=event.series)
    found = call(event, now)
    assert (found.headline, found.action, found.path()) == (
        "Diese Veranstaltung ist vorbei.",
        "Die nächste Ausgabe: Kongress 2028",
        following.get_absolute_url(),
    )
    assert found.recap == recap


def test_neither_a_cancelled_nor_an_unannounced_edition_is_led_to(event, time_machine):
    event.series = EventSeries.objects.create(name="Kongress")
    event.save()
    time_machine.move_to(event.ends_at, tick=False)
    make_event(series=event.series, status=Event.Status.CANCELLED)
    make_event(series=event.series, public=False)
    assert call(event, timezone.now()).next_edition is None


def test_the_way_to_the_shop_names_the_piece_and_the_ambassador(event):
    offer = make_offer(event)
    assert call(event, NOW).path(7, "BO10") == f"/weiter/{offer.public_id}/?von=7&b=BO10"


def test_all_pieces_of_a_list_are_called_for_in_few_queries(django_assert_max_num_queries):
    editions = []
    for number in range(6):
        past = NOW - timedelta(days=30 + number)
        row = EventSeries.objects.create(name=f"Reihe {number}")
        old = make_event(series=row, starts_at=past, ends_at=past + timedelta(hours=8))
        for one in (old, make_event(series=row)):
            make_offer(one)
            editions.append(publish(make_post(event=one), by=None))
    with django_assert_max_num_queries(3):
        found = announced_calls([edition.event_id for edition in editions], NOW)
    said = [found[edition.event_id] for edition in editions]
    assert [bool(one.next_edition) for one in said] == [True, False] * 6
    with django_assert_max_num_queries(2):
        attach_coming(editions)
    assert [edition.call is None for edition in editions] == [True, False] * 6


def test_a_list_calls_once_for_each_event_however_many_pieces_are_about_it(event):
    make_offer(event)
    other = make_event()
    make_offer(other)
    about = [event, event, other, event, other]
    editions = [publish(make_post(event=one), by=None) for one in about]
    attach_coming(editions)
    called_for = [call.event if (call := getattr(one, "call", None)) else None for one in editions]
    assert called_for == [event, None, other, None, None]
