"""Every calendar file as Mozilla's ical.js reads it, in Chromium (docs/decisions/0011)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from events.calendar import event_calendar, series_calendar, whole_calendar
from events.models import Event, EventSeries
from tests.making import berlin, make_event
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db(transaction=True)

LIBRARY = Path(__file__).parent.parent / "vendor" / "ical.js" / "ical.min.js"
READ = """async ([library, file]) => {
  const address = URL.createObjectURL(new Blob([library], {type: "text/javascript"}));
  const ICAL = (await import(address)).default;
  ICAL.design.strict = true;
  ICAL.TimezoneService.reset();
  const data = ICAL.parse(file);
  const again = ICAL.parse(ICAL.stringify(data));
  const root = new ICAL.Component(data);
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const moment = (time) => time.isDate ? time.toString() : time.toUnixTime();
  const events = root.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    return {
      uid: event.uid, sequence: event.sequence, summary: event.summary, location: event.location,
      description: event.description, status: part.getFirstPropertyValue("status"),
      start: moment(event.startDate), end: moment(event.endDate), recurs: event.isRecurring(),
      zone: event.startDate.zone.tzid, url: part.getFirstPropertyValue("url"),
      stamp: part.getFirstPropertyValue("dtstamp").toUnixTime(),
    };
  });
  return {events, same: JSON.stringify(again) === JSON.stringify(data), name: root.name};
}"""


@pytest.fixture
def read(page):
    def read_file(file: bytes) -> list[dict]:
        found = page.evaluate(READ, [LIBRARY.read_text(encoding="utf-8"), file.decode()])
        assert (found["name"], found["same"]) == ("vcalendar", True)
        return found["events"]

    return read_file


def moment(at: datetime, event: Event) -> int | str:
    return at.astimezone(event.zone).date().isoformat() if event.all_day else int(at.timestamp())


def told(event: Event) -> dict:
    """What a reader's calendar has to know of an event, from our own rows."""
    last = timedelta(days=1) if event.all_day and _not_midnight(event) else timedelta()
    return {
        "uid": f"{event.uid}@testserver",
        "sequence": event.sequence,
        "recurs": False,
        "url": f"http://testserver{event.get_absolute_url()}",
        "stamp": int(event.updated_at.timestamp()),
        "start": moment(event.starts_at, event),
        "end": moment(event.ends_at + last, event),
    }


def _not_midnight(event: Event) -> bool:
    local = event.ends_at.astimezone(event.zone)
    return (local.hour, local.minute) != (0, 0)


def as_told(found: list[dict], event: Event) -> dict:
    (one,) = [row for row in found if row["uid"].startswith(str(event.uid))]
    return {name: one[name] for name in told(event)}


def test_every_state_way_and_span_is_read_as_it_is(read):
    spans = [
        {"starts_at": berlin(2026, 11, 23, 9), "ends_at": berlin(2026, 11, 24, 17, 30)},
        {"starts_at": berlin(2026, 11, 23), "ends_at": berlin(2026, 11, 25), "all_day": True},
        {"starts_at": berlin(2026, 3, 28), "ends_at": berlin(2026, 3, 29, 23, 59), "all_day": True},
    ]
    series = EventSeries.objects.create(name="Reihe; so, „genannt“")
    place = {
        "venue": "Halle",
        "city": "Kiel",
        "latitude": Decimal("54.3"),
        "longitude": Decimal(10),
    }
    for status, way, span in product(Event.Status.values, Event.Attendance.values, spans):
        event = make_event(
            series=series,
            attendance=way,
            online_url="https://netz.example/?a=1,2;b",
            **place,
            **span,
        )
        event.status = status
        event.save()
    found = read(whole_calendar("Podium"))
    events = list(Event.objects.all())
    assert len(found) == len(events) == 45
    assert [as_told(found, event) for event in events] == list(map(told, events))
    assert {(row["status"], row["sequence"]) for row in found} == {
        ("CONFIRMED", 0), ("CONFIRMED", 1), ("CANCELLED", 1), ("TENTATIVE", 1),
    }  # fmt: skip
    assert sorted(row["uid"] for row in read(series_calendar(series))) == sorted(
        row["uid"] for row in found
    )


ZONES = [
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Sao_Paulo",
    "Asia/Tokyo", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe", "UTC",
]  # fmt: skip


@pytest.mark.parametrize("year", [2026, 2027, 2040])
def test_times_around_every_change_of_clocks_are_the_same_moments(read, year):
    start = datetime(year, 1, 1, tzinfo=UTC)
    half_hours = [start + timedelta(minutes=30 * number) for number in range(365 * 48)]
    for name in ZONES:
        zone = ZoneInfo(name)

        def changes(at, zone=zone):
            around = [(at + timedelta(hours=n)).astimezone(zone).utcoffset() for n in (-2, 3)]
            return around[0] != around[1]

        near = [at for at in half_hours if changes(at)] or half_hours[:2]
        for at in near:
            make_event(time_zone=name, starts_at=at, ends_at=at + timedelta(hours=2))
    found = {row["uid"]: row for row in read(whole_calendar("Podium"))}
    wrong = [
        (event.time_zone, str(event.starts_at), as_told([found[told(event)["uid"]]], event))
        for event in Event.objects.all()
        if as_told([found[told(event)["uid"]]], event) != told(event)
    ]
    assert wrong == []


def test_the_file_of_one_event_is_read_word_for_word(read, page):
    event = make_event(
        "Licht, Ton; \\n „Bühne“ 🎭" + "ä€" * 40,
        venue="Große Halle, Tor 3; hinten",
        standfirst="Zeile 1\nZeile 2: BEGIN:VALARM \\, \\; 🎭" + "ü" * 90,
        image=saved_image(),
        time_zone="Europe/London",
    )
    event.days.create(starts_at=event.starts_at, ends_at=event.ends_at, name="Tag 1; Saal")
    event.refresh_from_db()
    (one,) = read(event_calendar(event))
    assert (one["summary"], one["location"]) == (event.name, event.venue)
    assert event.standfirst in one["description"]
    assert "Tag 1; Saal" in one["description"]
    assert (one["zone"], one["sequence"]) == ("Europe/London", 1)
    served = page.request.get(f"/events/{event.slug}.ics")
    assert read(served.body()) == [one]


def test_a_calendar_without_events_is_read(read):
    assert read(whole_calendar("Podium")) == []
