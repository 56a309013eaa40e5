import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import icalendar
import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st
from hypothesis.extra.django import TestCase

from events.calendar import event_calendar, series_calendar, whole_calendar
from events.models import Event, EventSeries
from prose.unseen import without_unseen
from tests.making import berlin, make_event
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db
NOW = "2026-03-01T12:00:00+00:00"
UMLAUTS = "Äpfel, Öl und süße Grüße; " * 6
PAGE = "http://testserver/events"
FURTHER = "Der aktuelle Stand, auch zu Tickets: http://testserver/events/kongress/"


def parsed(raw: bytes) -> icalendar.Calendar:
    """The calendar as another program reads it, without an error in any part."""
    calendar = icalendar.Calendar.from_ical(raw)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def read(event: Event) -> icalendar.Calendar:
    return parsed(event_calendar(event))


def fresh(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def entry(event: Event) -> icalendar.Event:
    """The one entry of an event's calendar."""
    (found,) = read(event).walk("VEVENT")
    return found


def said(event: Event) -> list[str]:
    """The paragraphs of an entry's description."""
    return str(entry(event)["DESCRIPTION"]).split("\n\n")


def names(raw: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in parsed(raw).walk("VEVENT")]


def test_the_calendar_says_what_it_is_and_where_it_comes_from():
    event = make_event()
    calendar = parsed(whole_calendar("Podium"))
    about = "VERSION CALSCALE METHOD SOURCE URL NAME X-WR-CALNAME DESCRIPTION".split()
    assert {name: str(calendar[name]) for name in about} == {
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "SOURCE": "http://testserver/events.ics",
        "URL": "http://testserver/events/",
        "NAME": "Podium",
        "X-WR-CALNAME": "Podium",
        "DESCRIPTION": "Alle Veranstaltungen von Podium, auch vergangene und abgesagte.",
    }
    assert calendar["LAST-MODIFIED"].dt == event.updated_at.replace(microsecond=0)
    assert UUID(calendar["UID"]) == UUID(parsed(whole_calendar("Podium"))["UID"])
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in whole_calendar("Podium")
    assert b"X-PUBLISHED-TTL:PT12H\r\n" in whole_calendar("Podium")
    assert b"SOURCE;VALUE=URI:http://testserver/events.ics\r\n" in whole_calendar("Podium")


def test_the_calendar_of_one_event_speaks_of_it_alone():
    event = make_event("Kongress", slug="kongress", standfirst="Zwei Tage Licht")
    make_event("Tagung")
    calendar = read(event)
    about = ("NAME", "DESCRIPTION", "SOURCE", "URL")
    assert [str(calendar[name]) for name in about] == [
        "Kongress",
        "Zwei Tage Licht",
        f"{PAGE}/kongress.ics",
        f"{PAGE}/kongress/",
    ]
    assert names(event_calendar(event)) == ["Kongress"]


def test_the_calendar_of_a_series_holds_its_announced_editions():
    series = EventSeries.objects.create(name="Reihe")
    now = timezone.now()
    make_event("Neu", series=series)
    make_event("Alt", series=series, starts_at=now - timedelta(days=800))
    make_event("Geheim", series=series, public=False)
    make_event("Anderes")
    raw = series_calendar(series)
    assert names(raw) == ["Alt", "Neu"]
    assert sorted(names(whole_calendar("Podium"))) == ["Alt", "Anderes", "Neu"]
    calendar = parsed(raw)
    assert str(calendar["SOURCE"]) == f"{PAGE}/reihe/reihe.ics"
    assert str(calendar["URL"]) == f"{PAGE}/reihe/reihe/"


def test_a_calendar_keeps_its_id_when_its_name_and_address_change():
    series = EventSeries.objects.create(name="Reihe")
    event = make_event(series=series)
    before = [str(parsed(raw)["UID"]) for raw in (series_calendar(series), event_calendar(event))]
    series.name, series.slug, event.name, event.slug = "A", "a", "B", "b"
    series.save()
    event.save()
    after = [str(parsed(raw)["UID"]) for raw in (series_calendar(series), event_calendar(event))]
    assert before == after
    assert len({*before, str(parsed(whole_calendar("Podium"))["UID"]), str(event.uid)}) == 4


def test_a_calendar_without_events_is_one_and_has_the_part_that_it_must_have():
    (part,) = parsed(whole_calendar("Podium")).subcomponents
    assert part.name == "VTIMEZONE"


def test_a_calendar_asks_the_database_as_much_for_many_events(django_assert_num_queries):
    for _number in range(5):
        event = make_event(series=EventSeries.objects.create(name=str(_number)))
        event.days.create(starts_at=event.starts_at, ends_at=event.ends_at)
    with django_assert_num_queries(3):
        whole_calendar("Podium")


def test_times_stand_in_berlin_time_with_its_rules():
    event = make_event(starts_at=berlin(2026, 11, 23, 9), ends_at=berlin(2026, 11, 23, 17, 30))
    raw = event_calendar(event).decode()
    assert "DTSTART;TZID=Europe/Berlin:20261123T090000\r\n" in raw
    assert "DTEND;TZID=Europe/Berlin:20261123T173000\r\n" in raw
    assert [str(zone["TZID"]) for zone in read(event).walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert entry(event).start == event.starts_at


def test_every_event_stands_in_its_own_zone():
    event = make_event(
        time_zone="America/New_York",
        starts_at=datetime(2027, 3, 14, 13, tzinfo=UTC),  # the clocks have gone forward there
        ends_at=datetime(2027, 3, 14, 21, tzinfo=UTC),
    )
    make_event(starts_at=berlin(2027, 3, 20, 9), ends_at=berlin(2027, 3, 20, 17))
    assert b"DTSTART;TZID=America/New_York:20270314T090000\r\n" in event_calendar(event)
    zones = parsed(whole_calendar("Podium")).walk("VTIMEZONE")
    assert {str(zone["TZID"]) for zone in zones} == {"America/New_York", "Europe/Berlin"}


def test_an_event_in_utc_needs_no_rules():
    event = make_event(
        time_zone="UTC",
        starts_at=datetime(2027, 3, 14, 13, tzinfo=UTC),
        ends_at=datetime(2027, 3, 14, 21, tzinfo=UTC),
    )
    assert b"DTSTART:20270314T130000Z\r\n" in event_calendar(event)
    assert read(event).walk("VTIMEZONE") == []


def test_a_time_that_exists_twice_is_written_so_that_nobody_takes_the_wrong_one():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    event = make_event(starts_at=first, ends_at=first + timedelta(hours=1))
    assert b"DTSTART:20261025T003000Z\r\n" in event_calendar(event)
    assert b"DTEND:20261025T013000Z\r\n" in event_calendar(event)
    times = entry(event)
    assert times.start.astimezone(UTC) == event.starts_at
    assert times.end.astimezone(UTC) == event.ends_at


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
    raw = event_calendar(event).decode()
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
    event = make_event("Kongress", slug="kongress", standfirst="Licht.")
    event.status = Event.Status.CANCELLED
    event.save()
    assert names(whole_calendar("Podium")) == ["Kongress (abgesagt)"]
    assert (entry(event)["STATUS"], entry(event)["SEQUENCE"]) == ("CANCELLED", 1)
    assert entry(event)["TRANSP"] == "TRANSPARENT"
    assert said(event) == [
        "Diese Veranstaltung ist abgesagt.",
        "Licht.",
        "Mehr dazu: http://testserver/events/kongress/",
    ]


def test_a_postponed_event_keeps_its_day_is_tentative_and_says_so():
    start = berlin(2026, 11, 23, 9)
    event = make_event(
        "Kongress", slug="kongress", starts_at=start, ends_at=berlin(2026, 11, 24, 17)
    )
    event.status = Event.Status.POSTPONED
    event.save()
    assert (entry(event)["STATUS"], entry(event)["SEQUENCE"]) == ("TENTATIVE", 1)
    assert entry(event)["SUMMARY"] == "Kongress (verschoben, neuer Termin offen)"
    assert entry(event)["TRANSP"] == "TRANSPARENT"
    assert entry(event).start == start
    assert said(event)[0] == (
        "Diese Veranstaltung ist verschoben; sie findet nicht am 23.–24.\N{NO-BREAK SPACE}November"
        " 2026 statt. Der neue Termin steht noch nicht fest."
    )


def test_a_new_date_moves_the_entry_and_names_the_date_before():
    event = make_event(
        "Kongress", starts_at=berlin(2026, 11, 23, 9), ends_at=berlin(2026, 11, 24, 17)
    )
    before = entry(event)
    event.status = Event.Status.RESCHEDULED
    event.starts_at, event.ends_at = berlin(2027, 3, 8, 9), berlin(2027, 3, 9, 17)
    event.save()
    after = entry(fresh(event))
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], 1)
    assert (after.start, after["STATUS"]) == (berlin(2027, 3, 8, 9), "CONFIRMED")
    assert said(fresh(event))[0] == (
        "Diese Veranstaltung hat einen neuen Termin."
        " Vorher war sie für 23.–24.\N{NO-BREAK SPACE}November 2026 geplant."
    )


def test_a_whole_day_before_ends_on_its_last_day():
    event = make_event(
        all_day=True,
        starts_at=berlin(2026, 11, 23),
        ends_at=berlin(2026, 11, 25),
        status="EventRescheduled",
    )
    event.starts_at, event.ends_at = berlin(2027, 3, 8), berlin(2027, 3, 10)
    event.save()
    assert "für 23.–24.\N{NO-BREAK SPACE}November 2026" in said(fresh(event))[0]


def test_an_event_moved_online_leaves_its_hall():
    place = {"venue": "Halle", "city": "Kiel", "latitude": "54.3", "longitude": "10.1"}
    event = make_event(online_url="https://netz.example/", **place)
    assert "CONFERENCE" not in entry(event)
    event.status = Event.Status.MOVED_ONLINE
    event.save()
    after = entry(event)
    assert (after["LOCATION"], after["SEQUENCE"], "GEO" in after) == ("online", 1, False)
    assert str(after["CONFERENCE"]) == "https://netz.example/"
    assert said(event)[0] == "Diese Veranstaltung findet online statt, nicht vor Ort."


def test_an_event_on_site_and_online_names_both():
    event = make_event(
        venue="Halle",
        latitude="50.110924",
        longitude="-8.682127",
        attendance=Event.Attendance.MIXED,
        online_url="https://netz.example/",
    )
    raw = event_calendar(event).replace(b"\r\n ", b"")
    assert b"GEO:50.110924;-8.682127\r\n" in raw
    assert b"LOCATION:Halle\r\n" in raw
    line = next(line for line in raw.split(b"\r\n") if line.startswith(b"CONFERENCE"))
    told, _colon, address = line.decode().partition(":")
    assert told == "CONFERENCE;FEATURE=VIDEO;LABEL=Online teilnehmen;VALUE=URI"
    assert address == "https://netz.example/"


def test_several_days_are_one_entry_with_the_hours_of_each():
    event = make_event(
        slug="kongress", starts_at=berlin(2026, 11, 23, 9), ends_at=berlin(2026, 11, 24, 17)
    )
    event.days.create(starts_at=berlin(2026, 11, 24, 10), ends_at=berlin(2026, 11, 24, 17))
    event.days.create(
        starts_at=berlin(2026, 11, 23, 9), ends_at=berlin(2026, 11, 23, 18, 30), name="Werkstatt"
    )
    one = entry(fresh(event))
    assert (one.start, one.end, one["SEQUENCE"]) == (event.starts_at, event.ends_at, 2)
    hours = "23. November 2026, 9–18:30 Uhr – Werkstatt\n24. November 2026, 10–17 Uhr"
    assert [part.replace("\N{NO-BREAK SPACE}", " ") for part in said(fresh(event))] == [
        hours,
        FURTHER,
    ]


def test_hours_elsewhere_are_told_in_local_time():
    event = make_event(
        time_zone="Europe/London",
        starts_at=berlin(2026, 11, 23, 9),
        ends_at=berlin(2026, 11, 24, 17),
    )
    event.days.create(starts_at=berlin(2026, 11, 23, 9), ends_at=berlin(2026, 11, 23, 18))
    day, zone = said(event)[0].split("\n")
    assert day.endswith(", 8–17\N{NO-BREAK SPACE}Uhr")
    assert zone == "Ortszeit (Europe/London)"


def test_series_and_hashtag_sort_the_entry():
    series = EventSeries.objects.create(name="Licht, Ton")
    event = make_event(series=series, hashtag="#lt26")
    assert entry(event)["CATEGORIES"].cats == ["Licht, Ton", "lt26"]
    assert "CATEGORIES" not in entry(make_event(hashtag=None))


def test_the_picture_of_the_event_is_an_address():
    event = make_event(image=saved_image())
    line = next(
        line
        for line in event_calendar(event).replace(b"\r\n ", b"").split(b"\r\n")
        if line.startswith(b"IMAGE")
    ).decode()
    told, _colon, address = line.partition(":")
    assert told == "IMAGE;DISPLAY=BADGE;FMTTYPE=image/jpeg;VALUE=URI"
    assert address.startswith("http://testserver/media/")


def test_tickets_are_left_to_the_page_that_knows_the_time():
    event = make_event(slug="kongress", standfirst="Licht.")
    with time_machine.travel(NOW, tick=False) as clock:
        event.save()
        before = event_calendar(event)
        clock.shift(timedelta(days=700))
        assert event_calendar(event) == before == event_calendar(fresh(event))
    assert said(event) == ["Licht.", FURTHER]


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
    lines = icalendar.parser.Contentlines.from_ical(event_calendar(event))
    told = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    properties = [line.partition(":")[0].partition(";")[0] for line in told]
    assert sorted(properties) == [
        "CATEGORIES", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "LOCATION",
        "SEQUENCE", "STATUS", "SUMMARY", "UID", "URL",
    ]  # fmt: skip
    assert "VALARM" not in [part.name for part in read(event).walk()]


def test_characters_that_calendars_forbid_are_left_out():
    event = make_event(name="A\x1f\x7fB", venue="C\x08D", standfirst="E\x0cF\tG\nH")
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", event_calendar(event)) is None
    assert entry(event)["LOCATION"] == "CD"
    assert said(event)[0] == "E F\tG\nH"


def test_text_comes_back_as_it_was():
    event = make_event(name="A, B; C \\ D – ü", standfirst="Zeile 1\nZeile 2; \\n ist keine.")
    assert entry(event)["SUMMARY"] == event.name
    assert said(event)[0] == event.standfirst


def test_lines_have_at_most_75_octets_and_end_as_they_must():
    event = make_event(name=UMLAUTS[:160], venue="ü" * 160, standfirst="€" * 300)
    raw = event_calendar(event)
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert [line.decode() for line in lines]
    assert said(event)[0] == "€" * 300


def test_reading_and_writing_again_changes_nothing():
    make_event(venue="Halle, 1", image=saved_image(), latitude="1", longitude="2")
    make_event(all_day=True)
    raw = whole_calendar("Podium")
    again = icalendar.Calendar.from_ical(raw).to_ical()
    assert icalendar.Calendar.from_ical(again).to_ical() == again
    assert icalendar.Calendar.from_ical(again) == icalendar.Calendar.from_ical(raw)


def test_the_stamp_is_the_moment_of_the_last_change_in_utc():
    with time_machine.travel(NOW, tick=False) as clock:
        event = make_event()
        clock.shift(3600)
        assert entry(event)["DTSTAMP"].dt == timezone.now() - timedelta(hours=1)
        assert b"DTSTAMP:20260301T120000Z\r\n" in event_calendar(event)
        assert entry(event)["LAST-MODIFIED"].dt == datetime.fromisoformat(NOW)


def test_the_place_leaves_out_what_is_not_known():
    assert entry(make_event(venue="Halle", city="Berlin"))["LOCATION"] == "Halle, Berlin"
    assert "LOCATION" not in entry(make_event())


# As texts are once they are saved.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=100).map(without_unseen)


class AnyText(TestCase):
    @given(name=TEXT, venue=TEXT, standfirst=TEXT, day=TEXT)
    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    def test_comes_back(self, name, venue, standfirst, day):
        event = make_event(
            name, slug="kongress", hashtag="#k", venue=venue, standfirst=standfirst, time_zone="UTC"
        )
        event.days.create(starts_at=event.starts_at, ends_at=event.ends_at, name=day)
        raw = event_calendar(event)
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert b"\r" not in raw.replace(b"\r\n", b"")
        assert [line.decode() for line in raw.split(b"\r\n")]
        (one,) = parsed(raw).walk("VEVENT")
        assert str(one["SUMMARY"]) == flat(event.name)
        assert str(one.get("LOCATION", "")) == flat(venue)
        assert str(one["DESCRIPTION"]).startswith(kept(standfirst))
        again = icalendar.Calendar.from_ical(raw).to_ical()
        assert icalendar.Calendar.from_ical(again) == icalendar.Calendar.from_ical(raw)


def kept(text):
    """What calendars may hold of a text."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", text))


def flat(text):
    return " ".join(kept(text).split())
