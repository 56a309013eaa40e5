"""When exactly the clock changes what readers are told: to the second, on Berlin's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from disclosures.facts import EventFact, Facts
from disclosures.rules import live
from disclosures.rules.ageing import months_later, months_old, next_change
from tests.making import berlin

SECOND = timedelta(seconds=1)


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


def told(facts, now):
    """What the clock tells readers: notices with their placeholders, and tickets that go."""
    return [(one.rule, one.notice, dict(one.placeholders).get("alter")) for one in live(facts, now)]


def changes_at(facts, moment):
    """The clock says something else from this very second on, and announced it."""
    before, after = told(facts, moment - SECOND), told(facts, moment)
    assert next_change(facts, moment - SECOND) == moment
    assert told(facts, moment + SECOND) == after
    return before, after


@pytest.mark.parametrize(
    ("modified", "old"),
    [
        (berlin(2025, 11, 23, 12), berlin(2026, 11, 23, 12)),
        (berlin(2025, 7, 1, 0), berlin(2026, 7, 1, 0)),
        # 29 March 2026: the clock goes from 2 to 3; half past two is half past three.
        (berlin(2025, 3, 29, 1, 59, 59), utc(2026, 3, 29, 0, 59, 59)),
        (berlin(2025, 3, 29, 2, 30), utc(2026, 3, 29, 1, 30)),
        (berlin(2025, 3, 29, 3, 0), utc(2026, 3, 29, 1, 0)),
        # 25 October 2026: the hour from 2 to 3 comes twice; the first one counts.
        (berlin(2025, 10, 25, 1, 59, 59), utc(2026, 10, 24, 23, 59, 59)),
        (berlin(2025, 10, 25, 2, 30), utc(2026, 10, 25, 0, 30)),
        (berlin(2025, 10, 25, 3, 0), utc(2026, 10, 25, 2, 0)),
        # The second half past two of that night is half past two like any other a year later.
        (utc(2025, 10, 26, 1, 30), berlin(2026, 10, 26, 2, 30)),
        # 29 February.
        (berlin(2024, 2, 29, 10), berlin(2025, 2, 28, 10)),
        (berlin(2027, 2, 28, 10), berlin(2028, 2, 28, 10)),
        (berlin(2027, 3, 1, 0), berlin(2028, 3, 1, 0)),
    ],
)
def test_t2_comes_at_the_second_in_which_a_text_is_twelve_months_old(modified, old):
    before, after = changes_at(Facts(modified_at=modified), old)
    assert before == []
    assert after == [("T2", "alter", "12 Monate")]


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        (berlin(2025, 3, 29, 10), "12 Monate", "13 Monate"),
        (berlin(2026, 1, 29, 10), "22 Monate", "23 Monate"),
        (berlin(2026, 2, 28, 10), "23 Monate", "2 Jahre"),
        (berlin(2027, 2, 28, 10), "2 Jahre", "3 Jahre"),
        (berlin(2028, 2, 29, 10), "3 Jahre", "4 Jahre"),
    ],
)
def test_t2_counts_on_by_the_month_then_by_the_year(moment, before, after):
    facts = Facts(modified_at=berlin(2024, 2, 29, 10))
    assert changes_at(facts, moment) == ([("T2", "alter", before)], [("T2", "alter", after)])


def test_t2_says_the_age_in_the_language_of_the_piece():
    facts = Facts(modified_at=berlin(2024, 2, 29, 10), language="en")
    assert told(facts, berlin(2025, 3, 1)) == [("T2", "alter", "12 months")]
    assert told(facts, berlin(2026, 3, 1)) == [("T2", "alter", "2 years")]


@pytest.mark.parametrize(
    "ends",
    [
        berlin(2026, 6, 2, 18),
        berlin(2027, 1, 1, 0),
        utc(2026, 3, 29, 0, 59, 59),
        utc(2026, 3, 29, 1, 0),
        utc(2026, 10, 25, 0, 30),
        utc(2026, 10, 25, 1, 30),
        berlin(2028, 2, 29, 23, 59, 59),
    ],
)
def test_t3_t4_come_at_the_second_in_which_an_event_ends(ends):
    event = EventFact("D2M Summit", ends - timedelta(hours=8), ends)
    before, after = changes_at(Facts(event=event), ends)
    assert before == []
    assert after == [("T3", "veranstaltung-vorbei", None), ("T4", "", None)]
    assert next_change(Facts(event=event), ends) is None


@pytest.mark.parametrize("status", ["EventCancelled", "EventPostponed"])
def test_an_event_that_is_off_does_not_also_end(status):
    ends = berlin(2026, 6, 2, 18)
    facts = Facts(event=EventFact("D2M Summit", berlin(2026, 6, 1, 9), ends, status))
    assert live(facts, ends - SECOND) == live(facts, ends)
    assert next_change(facts, ends - SECOND) is None


def test_age_and_event_each_change_at_their_own_moment():
    ends = berlin(2026, 6, 2, 18)
    facts = Facts(
        modified_at=berlin(2025, 12, 1, 9),
        event=EventFact("D2M Summit", berlin(2026, 6, 1, 9), ends),
    )
    assert next_change(facts, berlin(2026, 1, 1)) == ends
    assert next_change(facts, ends) == berlin(2026, 12, 1, 9)


def test_what_neither_ages_nor_ends_never_changes():
    assert next_change(Facts(), berlin(2026, 1, 1)) is None


def test_the_hour_that_comes_twice_counts_once_whichever_of_them_a_text_is_from():
    for modified in (utc(2025, 10, 26, 0, 30), utc(2025, 10, 26, 1, 30)):
        assert months_later(modified, 72) == utc(2031, 10, 26, 0, 30)


def test_months_end_with_their_last_day():
    since = berlin(2026, 1, 31, 9)
    assert [months_later(since, n) for n in (1, 2, 3, 25)] == [
        berlin(2026, 2, 28, 9),
        berlin(2026, 3, 31, 9),
        berlin(2026, 4, 30, 9),
        berlin(2028, 2, 29, 9),
    ]
    assert [months_old(since, months_later(since, n)) for n in range(30)] == list(range(30))
    assert months_old(since, since - timedelta(days=400)) == 0
