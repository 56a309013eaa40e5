"""Rules T1 to T5: what the clock does to a piece."""

import pytest

from tests.disclosures.facts import (
    AUTO,
    BOTTOM,
    INLINE,
    NOW,
    SUGGEST,
    TOP,
    event,
    of_rule,
    outline,
    plain,
    told_by,
    values,
    wording,
)
from tests.making import berlin


def test_t1_the_day_a_text_is_from_is_always_told():
    (decision,) = of_rule("T1", modified_at=berlin(2026, 3, 3, 9))
    assert outline(decision) == (AUTO, TOP, "", "")
    assert decision.because == "weil immer dasteht, von wann ein Text ist"
    assert dict(decision.facts) == {"as_of": "2026-03-03"}
    assert dict(of_rule("T1")[0].facts) == {"as_of": "2026-11-23"}


def test_t2_an_old_text_says_how_old_it_is():
    decision = told_by("T2", modified_at=berlin(2025, 11, 3, 9))
    assert outline(decision) == (AUTO, TOP, "", "alter")
    assert decision.live
    assert plain(decision.because) == (
        "weil der Beitrag zuletzt am 3. November 2025 inhaltlich geändert wurde"
    )
    assert wording(decision) == (
        "Dieser Beitrag hat den Stand 3. November 2025 und ist älter als 12 Monate. Einzelne"
        " Angaben können überholt sein."
    )


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (berlin(2024, 12, 23, 12), "23 Monate"),
        (berlin(2024, 11, 23, 12), "2 Jahre"),
        (berlin(2014, 5, 6, 9), "12 Jahre"),
    ],
)
def test_t2_says_the_age_in_months_then_in_years(since, age):
    assert values(told_by("T2", modified_at=since))["alter"] == age


def test_t2_is_silent_on_recent_and_unpublished_texts():
    assert of_rule("T2", modified_at=berlin(2025, 11, 23, 12, 1)) == []
    assert of_rule("T2", modified_at=None) == []


@pytest.mark.parametrize(
    ("status", "notice", "state", "text"),
    [
        (
            "EventScheduled",
            "veranstaltung-vorbei",
            "vorbei",
            "Die Veranstaltung D2M Summit fand vom 1. bis 2. Oktober 2026 statt.",
        ),
        (
            "EventRescheduled",
            "veranstaltung-vorbei",
            "vorbei",
            "Die Veranstaltung D2M Summit fand vom 1. bis 2. Oktober 2026 statt.",
        ),
        (
            "EventCancelled",
            "veranstaltung-abgesagt",
            "abgesagt",
            (
                "Die Veranstaltung D2M Summit ist abgesagt; geplant war sie vom 1. bis 2. Oktober"
                " 2026."
            ),
        ),
        (
            "EventPostponed",
            "veranstaltung-verschoben",
            "verschoben",
            "Die Veranstaltung D2M Summit ist verschoben; der neue Termin steht noch nicht fest.",
        ),
    ],
)
def test_t3_t4_an_event_that_is_not_to_come_is_told_and_its_tickets_go(status, notice, state, text):
    over = event(starts_at=berlin(2026, 10, 1, 9), ends_at=berlin(2026, 10, 2, 18), status=status)
    decision = told_by("T3", event=over)
    assert outline(decision) == (AUTO, TOP, "", notice)
    assert decision.live
    assert decision.because == f"weil die Veranstaltung D2M Summit {state} ist"
    assert wording(decision) == text
    (tickets,) = of_rule("T4", event=over)
    assert outline(tickets) == (AUTO, INLINE, "", "")
    assert tickets.live
    assert tickets.because == "weil es für D2M Summit keine Tickets mehr gibt"


def test_t3_t4_an_event_to_come_is_not():
    assert of_rule("T3", event=event()) == []
    assert of_rule("T4", event=event()) == []
    assert of_rule("T3") == of_rule("T4") == []


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("EventMovedOnline", "Die Veranstaltung D2M Summit findet online statt."),
        (
            "EventRescheduled",
            (
                "Die Veranstaltung D2M Summit hat einen neuen Termin: Sie findet vom 1. bis 2."
                " Dezember 2026 statt."
            ),
        ),
    ],
)
def test_t3_an_event_that_is_to_come_otherwise_is_told_and_its_tickets_stay(status, text):
    told = told_by("T3", event=event(status=status))
    assert wording(told) == text
    assert of_rule("T4", event=event(status=status)) == []


def test_t5_a_recent_text_may_carry_the_general_notice():
    decision = told_by("T5", modified_at=NOW, event=event())
    assert outline(decision) == (SUGGEST, BOTTOM, "", "aktualitaet")
    assert decision.because == "weil jeder Text altert"


def test_t5_gives_way_to_what_is_known():
    assert of_rule("T5", modified_at=berlin(2020, 1, 1)) == []
    assert of_rule("T5", event=event(status="EventCancelled")) == []
