import re
from datetime import date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.utils import timezone

from events.calendar import calendar_of
from events.models import Event
from tests.making import berlin, make_event

pytestmark = pytest.mark.django_db
ADDRESS = "http://testserver/events.ics"
NOW = "2026-03-01T12:00:00+00:00"
UMLAUTS = "Äpfel, Öl und süße Grüße; " * 6


def read(*events: Event) -> icalendar.Calendar:
    """The calendar as another program reads it, without an error in any part."""
    calendar = icalendar.Calendar.from_ical(calendar_of(events, ADDRESS))
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def entry(event: Event) -> icalendar.Event:
    """The one entry of an event's calendar."""
    (found,) = read(event).walk("VEVENT")
    return found


def test_the_calendar_says_what_it_is_and_where_it_comes_from():
    calendar = read(make_event())
    said = {name: str(calendar[name]) for name in ("VERSION", "CALSCALE", "METHOD", "SOURCE")}
    assert said == {
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "SOURCE": ADDRESS,
    }
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Podium"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in calendar_of([], ADDRESS)
    assert b"SOURCE;VALUE=URI:http://testserver/events.ics\r\n" in calendar_of([], ADDRESS)


def test_a_calendar_without_events_is_one():
    assert read().walk("VEVENT") == []


def test_times_stand_in_berlin_time_with_its_rules():
    event = make_event(starts_at=berlin(2026, 11, 23, 9), ends_at=berlin(2026, 11, 23, 17, 30))
    raw = calendar_of([event], ADDRESS).decode()
    assert "DTSTART;TZID=Europe/Berlin:20261123T090000\r\n" in raw
    assert "DTEND;TZID=Europe/Berlin:20261123T173000\r\n" in raw
    assert [str(zone["TZID"]) for zone in read(event).walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert entry(event).start == event.starts_at


@pytest.mark.parametrize("moment", [berlin(2026, 3, 29, 9), berlin(2026, 10, 25, 9)])
def test_the_days_on_which_clocks_change_keep_their_times(moment):
    event = make_event(starts_at=moment - timedelta(days=1), ends_at=moment)
    assert (entry(event).start, entry(event).end) == (event.starts_at, event.ends_at)


@pytest.mark.parametrize(
    ("ends_at", "day_after"),
    [
        (berlin(2026, 11, 24), date(2026, 11, 24)),
        (berlin(2026, 11, 24, 23, 59), date(2026, 11, 25)),
        (berlin(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_whole_days_end_on_the_day_after_the_last(ends_at, day_after):
    event = make_event(all_day=True, starts_at=berlin(2026, 11, 23), ends_at=ends_at)
    raw = calendar_of([event], ADDRESS).decode()
    assert "DTSTART;VALUE=DATE:20261123\r\n" in raw
    assert f"DTEND;VALUE=DATE:{day_after:%Y%m%d}\r\n" in raw
    assert read(event).walk("VTIMEZONE") == []


@pytest.mark.parametrize("part", ["venue", "street", "postal_code", "city"])
def test_a_changed_place_counts_and_keeps_the_id(part):
    event = make_event(**{part: "1"})
    before = entry(event)
    setattr(event, part, "2")
    event.save()
    after = entry(event)
    assert after["UID"] == before["UID"] == f"{event.uid}@testserver"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_a_changed_name_or_address_keeps_the_id_and_does_not_count():
    event = make_event("Kongress", slug="kongress")
    before = entry(event)
    event.name, event.slug = "Tagung", "tagung"
    event.save()
    assert (entry(event)["UID"], entry(event)["SEQUENCE"]) == (before["UID"], 0)
    assert entry(event)["URL"] == "http://testserver/events/tagung/"


def test_a_cancelled_event_stays_and_says_so():
    event = make_event("Kongress")
    event.status = Event.Status.CANCELLED
    event.save()
    assert (entry(event)["STATUS"], entry(event)["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(entry(event)["SUMMARY"]) != "Kongress"
    assert "Kongress" in entry(event)["SUMMARY"]


def test_a_postponed_event_is_tentative_and_says_so():
    event = make_event("Kongress", status=Event.Status.POSTPONED)
    assert entry(event)["STATUS"] == "TENTATIVE"
    assert str(entry(event)["SUMMARY"]) != "Kongress"


@pytest.mark.parametrize(
    "status", [Event.Status.SCHEDULED, Event.Status.RESCHEDULED, Event.Status.MOVED_ONLINE]
)
def test_any_other_event_is_confirmed(status):
    event = make_event("Kongress", status=status)
    assert (entry(event)["STATUS"], entry(event)["SUMMARY"]) == ("CONFIRMED", "Kongress")


@pytest.mark.parametrize(
    "text",
    [
        "A, B; C \\ D",
        "A\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M",
        "A\nATTENDEE:mailto:x@evil.example",
        "A\\nB \\, C",
        'A "B": C=D',
        "A\x0b\x0c\x1f\x7fB",
        "A\u2028B\u0085C",
        UMLAUTS[:160],
    ],
)
def test_no_text_of_an_event_can_say_more_than_text(text):
    event = make_event(name=text, venue=text, street=text[:160], city=text[:100], standfirst=text)
    lines = icalendar.parser.Contentlines.from_ical(calendar_of([event], ADDRESS))
    said = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    names = [line.partition(":")[0].partition(";")[0] for line in said]
    assert sorted(names) == [
        "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "LOCATION",
        "SEQUENCE", "STATUS", "SUMMARY", "UID", "URL",
    ]  # fmt: skip
    assert "VALARM" not in [part.name for part in read(event).walk()]


def test_characters_that_calendars_forbid_are_left_out():
    event = make_event(name="A\x0b\x1f\x7fB", venue="C\x08D", standfirst="E\x0cF\tG\nH")
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", calendar_of([event], ADDRESS)) is None
    assert entry(event)["LOCATION"] == "CD"
    assert entry(event)["DESCRIPTION"] == "EF\tG\nH"


def test_text_comes_back_as_it_was():
    event = make_event(name="A, B; C \\ D – ü", standfirst="Zeile 1\nZeile 2; \\n ist keine.")
    assert entry(event)["SUMMARY"] == event.name
    assert entry(event)["DESCRIPTION"] == event.standfirst


def test_lines_have_at_most_75_octets_and_end_as_they_must():
    event = make_event(name=UMLAUTS[:160], venue="ü" * 160, standfirst="€" * 300)
    raw = calendar_of([event], ADDRESS)
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert [line.decode() for line in lines]
    assert entry(event)["DESCRIPTION"] == "€" * 300


def test_reading_and_writing_again_changes_nothing():
    raw = calendar_of([make_event(venue="Halle, 1"), make_event(all_day=True)], ADDRESS)
    again = icalendar.Calendar.from_ical(raw).to_ical()
    assert icalendar.Calendar.from_ical(again).to_ical() == again
    assert icalendar.Calendar.from_ical(again) == icalendar.Calendar.from_ical(raw)


def test_the_stamp_is_the_moment_of_the_last_change_in_utc():
    with time_machine.travel(NOW, tick=False) as clock:
        event = make_event()
        clock.shift(3600)
        assert entry(event)["DTSTAMP"].dt == timezone.now() - timedelta(hours=1)
        assert b"DTSTAMP:20260301T120000Z\r\n" in calendar_of([event], ADDRESS)
        assert entry(event)["LAST-MODIFIED"].dt == datetime.fromisoformat(NOW)


def test_the_place_leaves_out_what_is_not_known():
    assert entry(make_event(venue="Halle", city="Berlin"))["LOCATION"] == "Halle, Berlin"
    assert "LOCATION" not in entry(make_event())
