from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from events.copying import copy, same_week, suggestion
from events.models import Event, EventDay, ProgrammeItem, Speaker, TicketOffer
from events.zones import same_wall_clock, zones
from tests.making import berlin, make_event, make_notice, make_offer, make_person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def make_congress(**fields):
    fields = {
        "starts_at": berlin(2027, 4, 21, 9),
        "ends_at": berlin(2027, 4, 22, 18),
        "hashtag": "#k27",
        **fields,
    }
    return make_event(fields.pop("name", "Kongress 2027"), **fields)


def test_the_next_edition_is_suggested_on_the_same_weekday_of_the_same_week():
    found = suggestion(make_congress(), TODAY)
    assert found.starts_on == date(2028, 4, 19)
    assert (found.starts_on.isocalendar()[1:], found.starts_on.weekday()) == ((16, 3), 2)
    assert (found.name, found.hashtag) == ("Kongress 2028", "#k28")


def test_of_an_event_long_past_the_first_coming_year_is_suggested():
    event = make_congress(
        name="Kongress",
        hashtag="#d2m14",
        starts_at=berlin(2014, 5, 14, 9),
        ends_at=berlin(2014, 5, 15, 18),
    )
    found = suggestion(event, TODAY)
    assert (found.starts_on, found.hashtag) == (date(2027, 5, 19), "#d2m27")


def test_a_name_and_a_hashtag_without_a_year_are_not_made_up():
    found = suggestion(make_congress(name="Kongress", hashtag="#kongress"), TODAY)
    assert (found.name, found.hashtag) == ("Kongress", "")


def test_week_53_becomes_week_52_where_a_year_has_none():
    assert same_week(date(2026, 12, 30), 2027) == date(2027, 12, 29)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_suggested_day_is_always_the_same_weekday_about_a_year_later(day):
    later = same_week(day, day.year + 1)
    assert later.weekday() == day.weekday()
    assert 357 <= (later - day).days <= 371


def test_a_copied_edition_is_announced_to_nobody_and_new_to_calendars():
    event = make_congress()
    event.sequence = 7
    event.save()
    edition = copy(event, starts_on=date(2028, 4, 19), name="Kongress 2028", hashtag="#k28")
    edition.refresh_from_db()
    assert (edition.public, edition.status, edition.sequence) == (False, "EventScheduled", 0)
    assert edition.uid != event.uid
    assert edition.slug == "kongress-2028"
    assert list(Event.objects.upcoming(event.starts_at)) == [event]


def test_times_keep_their_place_on_the_clock_when_clocks_have_changed_between():
    event = make_congress()
    edition = copy(event, starts_on=date(2028, 1, 10))
    assert edition.starts_at == berlin(2028, 1, 10, 9)
    assert edition.ends_at == berlin(2028, 1, 11, 18)


def test_days_and_sales_move_with_the_event():
    event = make_congress()
    EventDay.objects.create(
        event=event, starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 21, 17), name="Tag 1"
    )
    make_offer(event, sales_start=berlin(2026, 12, 1), sales_end=berlin(2027, 2, 1))
    edition = copy(event, starts_on=date(2028, 4, 19))
    day, offer = edition.days.get(), edition.offers.get()
    assert (day.starts_at, day.ends_at, day.name) == (
        berlin(2028, 4, 19, 9),
        berlin(2028, 4, 19, 17),
        "Tag 1",
    )
    assert (offer.sales_start, offer.sales_end) == (berlin(2027, 11, 30), berlin(2028, 1, 31))
    assert edition.sequence == Event.objects.get(pk=edition.pk).sequence == 0


def test_tickets_become_drafts_with_prices_but_without_codes_and_past():
    event = make_congress()
    make_offer(event, name="Früh", price="390.00", code="GEHEIM", availability="sold_out")
    offer = copy(event, starts_on=date(2028, 4, 19)).offers.get()
    assert (offer.name, str(offer.price), offer.code) == ("Früh", "390.00", "")
    assert (offer.draft, offer.availability) == (True, "available")
    assert offer.prices.count() == 0


def test_who_pays_and_who_stands_for_it_is_agreed_anew():
    event = make_congress(online_url="https://a.example/", waiting_list_url="https://b.example/")
    event.ambassadorships.create(person=make_person(), code="X")
    edition = copy(event, starts_on=date(2028, 4, 19))
    assert edition.ambassadorships.count() == edition.sponsorships.count() == 0
    assert (edition.online_url, edition.waiting_list_url) == ("", "")


def test_notices_come_along():
    event, notice = make_congress(), make_notice()
    event.notices.create(notice=notice, ordering=1)
    edition = copy(event, starts_on=date(2028, 4, 19))
    assert [row.notice for row in edition.notices.all()] == [notice]
    assert event.notices.count() == 1


def test_the_programme_is_laid_out_without_its_speakers_if_wanted():
    event = make_congress()
    talk = ProgrammeItem.objects.create(
        event=event,
        title="Ein Vortrag",
        room="Saal 1",
        starts_at=berlin(2027, 4, 21, 10),
        ends_at=berlin(2027, 4, 21, 11),
    )
    Speaker.objects.create(item=talk, person=make_person())
    ProgrammeItem.objects.create(event=event, kind="break", title="Mittagspause")
    assert copy(event, starts_on=date(2029, 4, 18)).programme.count() == 0
    slot, pause = copy(event, starts_on=date(2028, 4, 19), programme=True).programme.all()
    assert (slot.title, slot.room) == ("Vortrag", "Saal 1")
    assert (slot.starts_at, slot.ends_at) == (berlin(2028, 4, 19, 10), berlin(2028, 4, 19, 11))
    assert slot.speakers.count() == 0
    assert (pause.title, pause.starts_at) == ("Mittagspause", None)


def test_two_editions_of_one_name_have_addresses_of_their_own():
    event = make_congress()
    first, second = (copy(event, starts_on=date(2028, 4, 19)) for _number in range(2))
    assert (event.slug, first.slug, second.slug) == (
        "kongress-2027",
        "kongress-2027-2",
        "kongress-2027-3",
    )


def test_an_event_in_the_hour_that_the_clocks_skip_still_ends_after_it_starts():
    event = make_congress(starts_at=berlin(2027, 3, 21, 2, 30), ends_at=berlin(2027, 3, 21, 3))
    edition = copy(event, starts_on=date(2027, 3, 28))
    assert edition.ends_at - edition.starts_at == timedelta(minutes=30)


PLACES = st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
WALLS = st.datetimes(
    min_value=berlin(2020, 1, 1).replace(tzinfo=None),
    max_value=berlin(2035, 1, 1).replace(tzinfo=None),
)


@given(WALLS, PLACES, st.integers(-800, 800))
def test_a_moved_moment_shows_the_same_time_unless_the_clocks_skip_it(wall, place, days):
    zone = ZoneInfo(place)
    moment = wall.replace(tzinfo=zone)
    before = moment.astimezone(ZoneInfo("UTC")).astimezone(zone)
    after = same_wall_clock(moment, zone, zone, days).astimezone(zone)
    wanted = before.replace(tzinfo=None) + timedelta(days=days)
    skipped = after.replace(tzinfo=None) - wanted
    assert skipped in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))
    if wanted.hour >= 4:
        assert skipped == timedelta(0)


@given(st.integers(-400, -1), st.integers(1, 300), st.integers(5, 23), st.integers(-300, 900))
def test_windows_keep_their_distance_in_days_from_the_event(opens, length, hour, moved):
    event = Event(starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18))
    zone = ZoneInfo("Europe/Berlin")
    first_day = event.starts_at.date() + timedelta(days=moved)
    start = berlin(2027, 4, 21, hour) + timedelta(days=opens)
    offer = TicketOffer(sales_start=start, sales_end=start + timedelta(days=length))
    window = [
        same_wall_clock(moment, zone, zone, moved).astimezone(zone)
        for moment in (offer.sales_start, offer.sales_end)
    ]
    assert [(moment.date() - first_day).days for moment in window] == [opens, opens + length]
    assert [moment.hour for moment in window] == [hour, hour]


def test_every_zone_of_the_list_is_one_that_the_clock_knows():
    assert all(ZoneInfo(name) for name in zones())
