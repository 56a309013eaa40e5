"""When an event is: told the same, and as people say it, in every place that tells it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from icalendar import Calendar
from lxml import html

from blog.publishing.publish import publish
from events.calendar import entered, event_calendar
from events.models import Event
from events.when import deadline, opening
from guests.badge import badge_of
from guests.share_texts import share_texts
from pages.sharing.share_cards import place_card
from tests.making import berlin, make_ambassador, make_event, make_offer, make_post
from tests.pages.reading import words

# What places say of an hour follows from the event, whatever keeps it.
pytestmark = pytest.mark.whichever_database
NOW = berlin(2026, 11, 1, 12)
ONLINE = {"attendance": "OnlineEventAttendanceMode"}
DAYS, OPEN = {"all_day": True}, {"open_end": True}


@dataclass(frozen=True)
class Case:
    """An event on the clock of its zone, and how a line tells of it; `full` where the page tells more."""

    starts: str
    ends: str
    german: str
    english: str
    full: str = ""
    zone: str = "Europe/Berlin"
    fields: dict[str, object] | None = None
    fold: int = 0  # which of two equal hours it ends in

    def moments(self) -> tuple[datetime, datetime]:
        zone = ZoneInfo(self.zone)
        starts, ends = map(datetime.fromisoformat, (self.starts, self.ends))
        return starts.replace(tzinfo=zone), ends.replace(tzinfo=zone, fold=self.fold)

    def __str__(self) -> str:
        return f"{self.german} ({self.zone})"


# fmt: off
CASES = [
    # One day.
    Case("2027-05-01 09:00", "2027-05-01 17:00", "1. Mai 2027, 9–17 Uhr", "1 May 2027, 9:00–17:00"),
    Case("2027-05-01 18:30", "2027-05-01 21:00", "1. Mai 2027, 18:30–21 Uhr", "1 May 2027, 18:30–21:00"),
    Case("2027-05-01 18:30", "2027-05-01 21:45", "1. Mai 2027, 18:30–21:45 Uhr", "1 May 2027, 18:30–21:45"),
    Case("2027-05-01 00:00", "2027-05-01 03:00", "1. Mai 2027, 0–3 Uhr", "1 May 2027, 0:00–3:00"),
    Case("2027-05-01 05:00", "2027-05-01 06:00", "1. Mai 2027, 5–6 Uhr", "1 May 2027, 5:00–6:00"),
    # Nights and midnights (a night 22–3 read "1.–2. Mai").
    Case("2027-05-01 22:00", "2027-05-02 03:00", "1. Mai 2027, 22–3 Uhr", "1 May 2027, 22:00–3:00"),
    Case("2027-05-01 23:30", "2027-05-02 05:30", "1. Mai 2027, 23:30–5:30 Uhr", "1 May 2027, 23:30–5:30"),
    Case("2027-04-30 22:00", "2027-05-01 06:00", "30. April 2027, 22–6 Uhr", "30 April 2027, 22:00–6:00"),
    Case("2026-12-31 20:00", "2027-01-01 02:00", "31. Dezember 2026, 20–2 Uhr", "31 December 2026, 20:00–2:00"),
    Case("2027-05-01 20:00", "2027-05-02 00:00", "1. Mai 2027, 20–24 Uhr", "1 May 2027, 20:00–midnight"),
    Case("2027-05-01 20:00", "2027-05-01 23:59", "1. Mai 2027, 20–24 Uhr", "1 May 2027, 20:00–midnight"),
    Case("2027-05-01 20:00", "2027-05-02 00:30", "1. Mai 2027, 20–0:30 Uhr", "1 May 2027, 20:00–0:30"),
    Case("2027-05-01 00:00", "2027-05-02 00:00", "1. Mai 2027, 0–24 Uhr", "1 May 2027, 0:00–midnight"),
    Case("2027-05-01 09:00", "2027-05-02 02:00", "1. Mai 2027, 9–2 Uhr", "1 May 2027, 9:00–2:00"),
    # A whole weekend is no night.
    Case("2027-05-01 20:00", "2027-05-02 10:00", "1.–2. Mai 2027", "1–2 May 2027", "1. Mai, 20 Uhr – 2. Mai 2027, 10 Uhr"),
    # Several days.
    Case("2027-06-25 09:00", "2027-06-26 17:00", "25.–26. Juni 2027", "25–26 June 2027", "25. Juni, 9 Uhr – 26. Juni 2027, 17 Uhr"),
    Case("2027-06-25 09:00", "2027-06-27 00:00", "25.–26. Juni 2027", "25–26 June 2027", "25. Juni, 9 Uhr – 26. Juni 2027, 24 Uhr"),
    Case("2027-06-25 09:00", "2027-06-26 23:59", "25.–26. Juni 2027", "25–26 June 2027", "25. Juni, 9 Uhr – 26. Juni 2027, 24 Uhr"),
    Case("2027-06-25 14:00", "2027-06-28 02:00", "25.–27. Juni 2027", "25–27 June 2027", "25. Juni, 14 Uhr – 28. Juni 2027, 2 Uhr"),
    Case("2027-06-30 09:00", "2027-07-02 17:00", "30. Juni – 2. Juli 2027", "30 June – 2 July 2027", "30. Juni, 9 Uhr – 2. Juli 2027, 17 Uhr"),
    Case("2026-12-30 09:00", "2027-01-02 17:00", "30. Dezember 2026 – 2. Januar 2027", "30 December 2026 – 2 January 2027", "30. Dezember 2026, 9 Uhr – 2. Januar 2027, 17 Uhr"),
    # Whole days.
    Case("2027-06-25 00:00", "2027-06-25 23:59", "25. Juni 2027", "25 June 2027", fields=DAYS),
    Case("2027-06-25 00:00", "2027-06-26 00:00", "25. Juni 2027", "25 June 2027", fields=DAYS),
    Case("2027-06-25 00:00", "2027-06-27 23:59", "25.–27. Juni 2027", "25–27 June 2027", fields=DAYS),
    Case("2027-06-25 00:00", "2027-06-28 00:00", "25.–27. Juni 2027", "25–27 June 2027", fields=DAYS),
    Case("2027-06-25 00:00", "2027-06-28 00:00", "25.–27. Juni 2027", "25–27 June 2027", zone="America/New_York", fields=DAYS),
    # No end.
    Case("2027-05-01 20:00", "2027-05-01 23:00", "1. Mai 2027, ab 20 Uhr", "1 May 2027, from 20:00", fields=OPEN),
    Case("2027-05-01 22:30", "2027-05-02 05:00", "1. Mai 2027, ab 22:30 Uhr", "1 May 2027, from 22:30", fields=OPEN),
    Case("2027-05-01 20:00", "2027-05-02 20:00", "1.–2. Mai 2027", "1–2 May 2027", "1.–2. Mai 2027, ab 20 Uhr", fields=OPEN),
    # Other zones: their days and hours, wherever the reader is.
    Case("2027-05-01 22:00", "2027-05-02 03:00", "1. Mai 2027, 22–3 Uhr", "1 May 2027, 22:00–3:00", zone="America/New_York"),
    Case("2027-05-01 09:00", "2027-05-01 17:00", "1. Mai 2027, 9–17 Uhr", "1 May 2027, 9:00–17:00", zone="Asia/Tokyo"),
    Case("2027-05-01 06:30", "2027-05-01 08:00", "1. Mai 2027, 6:30–8 Uhr", "1 May 2027, 6:30–8:00", zone="Pacific/Auckland"),
    Case("2027-06-25 09:00", "2027-06-26 23:30", "25.–26. Juni 2027", "25–26 June 2027", "25. Juni, 9 Uhr – 26. Juni 2027, 23:30 Uhr", zone="Europe/Lisbon"),
    # Online: by which clock.
    Case("2027-05-01 18:00", "2027-05-01 20:00", "1. Mai 2027, 18–20 Uhr MESZ", "1 May 2027, 18:00–20:00 CEST", fields=ONLINE),
    Case("2027-02-01 18:00", "2027-02-01 20:00", "1. Februar 2027, 18–20 Uhr MEZ", "1 February 2027, 18:00–20:00 CET", fields=ONLINE),
    Case("2027-05-01 18:00", "2027-05-01 20:00", "1. Mai 2027, 18–20 Uhr UTC-03", "1 May 2027, 18:00–20:00 UTC-03", zone="America/Sao_Paulo", fields=ONLINE),
    Case("2027-05-01 18:00", "2027-05-02 00:00", "1. Mai 2027, ab 18 Uhr MESZ", "1 May 2027, from 18:00 CEST", fields=ONLINE | OPEN),
    # The nights in which clocks change.
    Case("2027-03-27 22:00", "2027-03-28 04:00", "27. März 2027, 22–4 Uhr", "27 March 2027, 22:00–4:00"),
    Case("2027-03-27 22:00", "2027-03-28 04:00", "27. März 2027, 22 Uhr MEZ – 4 Uhr MESZ", "27 March 2027, 22:00 CET – 4:00 CEST", fields=ONLINE),
    Case("2027-10-30 22:00", "2027-10-31 04:00", "30. Oktober 2027, 22–4 Uhr", "30 October 2027, 22:00–4:00"),
    Case("2027-10-31 02:15", "2027-10-31 02:45", "31. Oktober 2027, 2:15 Uhr MESZ – 2:45 Uhr MEZ", "31 October 2027, 2:15 CEST – 2:45 CET", fold=1),
    Case("2027-10-31 02:15", "2027-10-31 02:45", "31. Oktober 2027, 2:15–2:45 Uhr MESZ", "31 October 2027, 2:15–2:45 CEST"),
]
# fmt: on


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def told_in(client, event) -> dict[str, str]:
    """What each place tells of it: its words, without the zone that the page names beside them."""
    read = {
        "event page": (event.get_absolute_url(), "//dl[@class='facts']/div[1]/dd//time"),
        "list": ("/events/", "//*[@class='event-when']"),
        "home": ("/", "//*[@class='event-when']"),
        "card": (f"{event.get_absolute_url()}karte/", "//*[@class='event-when']"),
        "box": ("/blog/vorfreude/", "//*[@class='event-when']"),
    }
    told = {}
    for place, (address, where) in read.items():
        (found,) = html.fromstring(client.get(address).text).xpath(where)
        told[place] = words(found)
    feed = json.loads(client.get("/feeds/feed.json").content)["items"][0]["content_html"]
    told["feed"] = words(html.fromstring(feed))
    for form in ("rss", "atom"):
        told[form] = words(html.fromstring(unescape(client.get(f"/feeds/{form}.xml").text)[40:]))
    told["share card"] = place_card(event).below
    stands = make_ambassador(event, benefit="")
    kit = html.fromstring(client.get(f"/botschafter/{stands.kit_token}/").text)
    told["kit"] = words(kit.xpath("//header//*[@class='standfirst']")[0])
    told["badge"] = badge_of(stands).when
    for text in share_texts(stands):
        told[f"share text {text.key}"] = text.text
    return {place: plain(said) for place, said in told.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_place_tells_the_same_time_as_people_say_it(client, time_machine, case):
    """Pages without an end, nights read as two days, other zones told by our own clock."""
    time_machine.move_to(NOW, tick=False)
    starts, ends = case.moments()
    fields = {"time_zone": case.zone, "hashtag": "#t27"} | (case.fields or {})
    event = make_event("Tanz", starts_at=starts, ends_at=ends, **fields)
    make_offer(event)
    publish(make_post("Vorfreude", slug="vorfreude", event=event), by=None)

    told = told_in(client, event)
    assert told.pop("event page") == (case.full or case.german)
    english = {place: said for place, said in told.items() if "-en" in place or "text en" in place}
    assert [place for place, said in english.items() if case.english not in said] == []
    german = {place: said for place, said in told.items() if place not in english}
    assert [(place, said) for place, said in german.items() if case.german not in said] == []
    _dates_before_are_told_alike(client, event, case)


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_programs_are_told_the_same_moments_on_the_same_clock(read, time_machine, case):
    """Calendars, search engines and programs: the hours of the place, days of what lasts whole days."""
    time_machine.move_to(NOW, tick=False)
    starts, ends = case.moments()
    fields = {"time_zone": case.zone, "city": "Bern"} | (case.fields or {})
    event = make_event("Tanz", starts_at=starts, ends_at=ends, **fields)
    page = html.fromstring(read(event.get_absolute_url()).text)
    (graph,) = page.xpath("//script[@type='application/ld+json']/text()")
    (told,) = [one for one in json.loads(graph)["@graph"] if one["@type"] == "BusinessEvent"]
    api = json.loads(read(f"/api/v1/events/{event.slug}/").text)
    for file in ("/events.ics", f"/events/{event.slug}.ics"):
        (entry,) = Calendar.from_ical(read(file).text).events
        if event.all_day:
            last = (ends - timedelta(seconds=1)).date()
            assert (entry.start, entry.end) == (starts.date(), last + timedelta(days=1))
        else:
            told_at = [moment.timestamp() for moment in (entry.start, entry.end)]
            assert told_at == [starts.timestamp(), ends.timestamp()]
            clocks = {str(moment.tzinfo) for moment in (entry.start, entry.end)}
            assert clocks <= {case.zone, "UTC"}
            assert case.fold or clocks == {case.zone} or case.starts[:10] == "2027-10-31"
    wanted = case.starts[:10] if event.all_day else case.starts.replace(" ", "T")
    assert told["startDate"].startswith(wanted)
    assert api["starts_at"].startswith(case.starts.replace(" ", "T"))
    if event.all_day:
        assert told["endDate"] == (ends - timedelta(seconds=1)).date().isoformat()
    elif event.open_end:
        assert ("endDate" in told, api["ends_at"]) == (False, None)
    else:
        ended = case.ends.replace(" ", "T")
        assert told["endDate"].startswith(ended)
        assert api["ends_at"].startswith(ended)


@pytest.mark.django_db
@pytest.mark.parametrize("case", [CASES[5], CASES[18], CASES[29]], ids=str)
def test_a_kept_page_tells_the_same(read, time_machine, case):
    time_machine.move_to(NOW, tick=False)
    starts, ends = case.moments()
    event = make_event("Tanz", starts_at=starts, ends_at=ends, time_zone=case.zone)
    for address in ("/", "/events/", event.get_absolute_url(), f"{event.get_absolute_url()}karte/"):
        for _time in range(2):
            told = plain(words(html.fromstring(read(address).text)))
            assert case.german in told or (case.full and case.full in told), address


def _dates_before_are_told_alike(client, event: Event, case: Case) -> None:
    event.status = Event.Status.RESCHEDULED
    for moved in ("starts_at", "ends_at"):
        setattr(event, moved, getattr(event, moved) + timedelta(days=400))
    event.save()
    whole = Event.objects.get(pk=event.pk)
    wanted = case.german
    if "ab " not in wanted:  # what is over has an end
        note = html.fromstring(client.get(event.get_absolute_url()).text).xpath("//*[@role='note']")
        assert f"für {wanted} geplant" in plain(words(note[0]))
        described = plain(event_calendar(entered(Event.objects.filter(pk=whole.pk)).get()).decode())
        assert f"für {wanted} geplant" in described.replace("\r\n ", "").replace("\\,", ",")


@pytest.mark.parametrize(
    ("moment", "zone", "fields", "wanted"),
    [
        ((2026, 12, 15, 0), "Europe/Berlin", {}, "14. Dezember 2026"),
        ((2026, 12, 14, 23, 59), "Europe/Berlin", {}, "14. Dezember 2026"),
        ((2026, 12, 15, 18), "Europe/Berlin", {}, "15. Dezember 2026, 18:00 Uhr"),
        ((2026, 12, 15, 18), "Europe/Vienna", {}, "15. Dezember 2026, 18:00 Uhr"),
        ((2026, 12, 15, 1), "Europe/Lisbon", {}, "14. Dezember 2026"),
        ((2026, 12, 15, 18), "Europe/Lisbon", {}, "15. Dezember 2026, 17:00 Uhr Ortszeit"),
        ((2026, 12, 15, 18), "Europe/Lisbon", ONLINE, "15. Dezember 2026, 17:00 Uhr WET"),
        ((2026, 10, 25, 2, 30), "Europe/Berlin", {}, "25. Oktober 2026, 2:30 Uhr MESZ"),
    ],
)
def test_deadlines_are_those_of_the_events_own_clock(moment, zone, fields, wanted):
    """Lists, boxes and share texts told another day's deadline of an event in another zone."""
    event = Event(time_zone=zone, **fields)
    assert plain(deadline(berlin(*moment), event)) == wanted


def test_a_sale_opens_by_the_events_own_clock_in_both_languages():
    """The same for beginnings; midnight is the day that begins."""
    event = Event(time_zone="America/New_York")
    opens = berlin(2027, 3, 1, 6)
    assert plain(opening(opens, event)) == "1. März 2027, 0:00 Uhr Ortszeit"
    with translation.override("en"):
        assert plain(opening(opens, event)) == "1 March 2027, 0:00 local time"


@pytest.mark.django_db
def test_the_page_and_the_feed_name_the_deadline_of_the_place(client, time_machine):
    """An early bird in Lisbon ended an hour later than its page said."""
    time_machine.move_to(NOW, tick=False)
    event = make_event(time_zone="Europe/Lisbon", starts_at=berlin(2027, 5, 1, 9))
    make_offer(event, name="Früh", price="100", sales_end=berlin(2026, 12, 1, 13))
    make_offer(event, name="Später", price="200", sales_start=berlin(2026, 12, 1, 13))
    publish(make_post(slug="vorfreude", event=event), by=None)
    page = plain(words(html.fromstring(client.get(event.get_absolute_url()).text)))
    feed = json.loads(client.get("/feeds/feed.json").content)["items"][0]["content_html"]
    assert "bis 1. Dezember 2026, 12:00 Uhr Ortszeit" in page
    assert "ab 1. Dezember 2026, 12:00 Uhr Ortszeit" in page
    assert "bis 1. Dezember 2026, 12:00 Uhr Ortszeit" in plain(feed)


@pytest.mark.django_db
def test_what_is_over_is_told_by_its_own_days(client, time_machine):
    """A piece said of a night that it took place on two days."""
    time_machine.move_to(NOW, tick=False)
    event = make_event(starts_at=berlin(2027, 5, 1, 22), ends_at=berlin(2027, 5, 2, 3))
    publish(make_post(slug="rueckblick", event=event), by=None)
    time_machine.move_to(event.ends_at + timedelta(days=3), tick=False)
    told = plain(words(html.fromstring(client.get("/blog/rueckblick/").text)))
    assert "1. Mai 2027" in told
    assert "2. Mai" not in told
    past = html.fromstring(client.get("/events/").text).xpath("//*[@class='rows']")[0]
    assert "1. Mai 2027" in plain(words(past))
    assert timezone.now() > event.ends_at
