"""No piece carries two sentences that contradict each other, whatever is known of it."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings

from disclosures.contradictions import (
    CONTRADICTIONS,
    LABEL_CLAIMS,
    bears_independence,
    claims_of,
)
from disclosures.decisions import LABELS, Level
from disclosures.facts import Facts
from disclosures.library import standards
from disclosures.rules import evaluate
from tests.disclosures.facts import (
    NOTHING,
    NOW,
    REWARDED,
    ai,
    approval,
    author,
    event,
    guest,
    interview,
    interviewee,
    signed,
    sponsor,
    tie,
)
from tests.disclosures.test_rule_laws import all_facts, moments


def contradictions_in(decisions):
    told = [one for one in decisions if one.level in (Level.BLOCK, Level.AUTO)]
    said = frozenset().union(*(claims_of(decision) for decision in told))
    return [pair for pair in CONTRADICTIONS if {*pair} <= said]


def test_every_claim_of_the_list_is_made_by_something():
    made = {*LABEL_CLAIMS.values()}
    made |= {claim for standard in standards().values() for claim in standard.claims}
    assert {claim for pair in CONTRADICTIONS for claim in pair} <= made
    assert {*LABEL_CLAIMS} <= {*LABELS}


def test_who_withdrew_has_not_signed_off_in_any_sentence():
    people = (interviewee(), interviewee("Kai Kran", 5))
    held = interview(agreed="full", signed=(signed(), signed(5, withdrawn=True)))
    (line,) = [
        one.line
        for one in evaluate(Facts(kind="interview", people=people, interview=held), NOW)
        if one.tells_of_interview
    ]
    assert line.endswith("Autorisiert von Ines Igel.")


@given(all_facts, moments)
@settings(max_examples=150)
def test_no_facts_make_a_piece_contradict_itself(facts, now):
    assert contradictions_in(evaluate(facts, now)) == []


# What an editor may record, each in the ways that matter to what is claimed.
WAYS = {
    "kind": [{"kind": "post"}, {"kind": "interview", "interview": interview(signed=(signed(),))}],
    "people": [
        {"people": (author(),)},
        {"people": (guest(),)},
        {"people": (guest(employers=(sponsor(),)),)},
        {"people": (guest(ours=True),)},
        {"people": (REWARDED, interviewee())},
        {"people": (author(), interviewee())},
    ],
    "ties": [
        {"ties": ()},
        {"ties": (sponsor(part="subject", **NOTHING),)},
        {"ties": (sponsor(part="quoted", **{**NOTHING, "influence": "topic"}),)},
        {"ties": (sponsor(consideration="money"), sponsor("Andere AG", 2, **NOTHING))},
        {"ties": (tie(influence="written_by_them", consideration="none"),)},
        {"ties": (tie(relation="owner", **NOTHING), sponsor("Andere AG", 2, **NOTHING))},
        {"ties": (tie(relation="holding", part="subject", **NOTHING),)},
    ],
    "ai": [
        {},
        {"ai": (ai(),)},
        {"ai": (ai(), ai("translate", 3)), "translated_from": "en"},
        {"ai": (ai("headline", 3),)},
    ],
    "approval": [{}, {"approval": approval()}, {"approval": approval(valid=False)}],
    "release": [
        {},
        {"press_release_of": "Muster GmbH", "release_use": "verbatim"},
        {"press_release_of": "Muster GmbH", "release_use": "basis"},
    ],
    "event": [{}, {"event": event(), "promotes_event": True}],
    "genre": [{}, {"genre": "obituary"}, {"genre": "opinion"}],
    "political": [{}, {"is_political": True}],
}


@pytest.mark.parametrize(("one", "other"), [*combinations(WAYS, 2)])
def test_no_two_kinds_of_facts_make_a_piece_contradict_itself(one, other):
    for first, second in product(WAYS[one], WAYS[other]):
        for language in ("de", "en"):
            facts = Facts(language=language, **{**first, **second})
            assert contradictions_in(evaluate(facts, NOW)) == []


def test_all_ways_at_once_make_no_piece_contradict_itself():
    for ways in product(*(WAYS[name] for name in ("people", "ties", "ai", "approval", "release"))):
        facts = Facts(**{name: value for way in ways for name, value in way.items()})
        assert contradictions_in(evaluate(facts, NOW)) == []


@pytest.mark.parametrize(
    ("facts", "borne"),
    [
        ({"people": (author(),)}, True),
        ({"people": (author(),), "ties": (sponsor(**NOTHING),)}, True),
        ({"people": (author(),), "ties": (sponsor(),)}, False),
        ({"people": (guest(),)}, False),
        ({"people": (author(),), "ties": (tie(consideration="money"),)}, False),
        ({"people": (author(),), "ties": (tie(relation="owner", **NOTHING),)}, False),
        ({"press_release_of": "Muster GmbH", "release_use": "shortened"}, False),
    ],
    ids=["nothing", "shown", "a sponsor not judged", "a guest", "paid", "an owner", "a release"],
)
def test_a_notice_of_independence_needs_facts_that_bear_it(facts, borne):
    shown = [one for one in evaluate(Facts(**facts), NOW) if one.level in (Level.BLOCK, Level.AUTO)]
    assert bears_independence(shown) is borne
