import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from events.vtimezones import rules_of
from events.zones import zones

HALF_HOURS = st.integers(0, 12 * 366 * 48)


def lines(zone: str, *years: int) -> list[str]:
    return rules_of(ZoneInfo(zone), *years).to_ical().decode().split("\r\n")


def test_clocks_change_at_the_moment_that_the_clock_before_shows():
    assert lines("Europe/Berlin", 2026, 2027) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_another_sunday_than_the_last_is_counted_from_the_first():
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in lines("America/New_York", 2026, 2026)


def test_a_zone_whose_clocks_never_change_says_so():
    assert lines("Asia/Tokyo", 2026, 2026)[3:7] == [
        "DTSTART:20250101T000000",
        "TZNAME:JST",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
    ]


def test_changes_without_a_rule_are_named_one_by_one():
    rows = lines("Africa/Casablanca", 2026, 2026)
    assert [row for row in rows if row.startswith(("DTSTART", "RRULE"))] == [
        "DTSTART:20250406T020000",
        "DTSTART:20260322T020000",
        "DTSTART:20270314T020000",
        "DTSTART:20250223T030000",
        "DTSTART:20260215T030000",
        "DTSTART:20270207T030000",
    ]


def test_changes_that_have_come_to_an_end_do_not_go_on():
    rows = lines("Europe/Istanbul", 2013, 2020)
    assert [row for row in rows if row.startswith("RRULE")] == []


def offset_by(rules, moment: datetime) -> timedelta:
    """What RFC 5545 says of a moment: the observance whose onset came last before it."""
    onsets = []
    for part in rules.subcomponents:
        before = part["TZOFFSETFROM"].td
        found = [part["DTSTART"].dt]
        if "RRULE" in part:
            found += _by_rule(part["RRULE"].to_ical().decode(), found[0], moment.year + 1)
        onsets += [(onset - before, part["TZOFFSETTO"].td) for onset in found]
    past = [(onset, after) for onset, after in onsets if onset <= moment.replace(tzinfo=None)]
    return max(past)[1]


def _by_rule(rule: str, start: datetime, last: int) -> list[datetime]:
    """The n-th weekday of the month in every year, by hand."""
    place, month = re.fullmatch(r"FREQ=YEARLY;BYDAY=(-?\d)\w\w;BYMONTH=(\d+)", rule).groups()
    found = []
    for year in range(start.year + 1, last + 1):
        first = start.replace(year=year, month=int(month), day=1)
        days = [first + timedelta(days=number) for number in range(31)]
        same = [d for d in days if (d.month, d.weekday()) == (first.month, start.weekday())]
        found.append(same[int(place) - 1 if int(place) > 0 else int(place)])
    return found


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_the_hours_around_a_change_are_those_of_the_zone(zone):
    rules = rules_of(ZoneInfo(zone), 2026, 2026)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(366 * 48):
        moment = start + timedelta(minutes=30 * number)
        if (
            moment.astimezone(ZoneInfo(zone)).utcoffset()
            != (moment + timedelta(hours=3)).astimezone(ZoneInfo(zone)).utcoffset()
        ):
            assert offset_by(rules, moment) == moment.astimezone(ZoneInfo(zone)).utcoffset()


@given(zone=st.sampled_from(zones()), number=HALF_HOURS)
@settings(max_examples=300)
def test_the_rules_of_any_zone_give_its_offset_at_any_moment(zone, number):
    moment = datetime(2018, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * number)
    rules = rules_of(ZoneInfo(zone), moment.year, moment.year)
    assert offset_by(rules, moment) == moment.astimezone(ZoneInfo(zone)).utcoffset()
