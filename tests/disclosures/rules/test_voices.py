"""Rules G1 to G3: whose voice a piece is."""

import pytest

from disclosures.decisions import label_text
from tests.disclosures.facts import (
    AUTO,
    KICKER,
    NOTHING,
    TOP,
    author,
    decided,
    guest,
    interview,
    interviewee,
    of_rule,
    outline,
    plain,
    signed,
    sponsor,
    told_by,
    values,
    wording,
)


def test_g1_a_guest_post_is_called_one():
    decision = told_by("G1", people=(guest(affiliation="Muster GmbH"),))
    assert outline(decision) == (AUTO, KICKER, "guest", "gastbeitrag")
    assert label_text("guest", "de") == "Gastbeitrag"
    assert decision.because == "weil Gesa Gast nicht zur Redaktion gehört"
    assert wording(decision) == (
        "Die Redaktion hat diesen Gastbeitrag ausgewählt; er gibt die persönliche Meinung von Gesa"
        " Gast (Muster GmbH) wieder."
    )


def test_g1_names_every_guest():
    people = (guest(), author(), guest("Kai Kran", 5))
    decision = told_by("G1", people=people)
    assert decision.because == "weil Gesa Gast und Kai Kran nicht zur Redaktion gehören"
    assert values(decision)["personen"] == "Gesa Gast und Kai Kran"


@pytest.mark.parametrize(
    "person", [author(), guest(role="photographer"), guest(ours=True), interviewee()]
)
def test_g1_others_are_no_guest_authors(person):
    assert of_rule("G1", people=(person,)) == []


def test_g2_an_interview_is_called_one_and_says_whose_opinion_it_is():
    people = (interviewee(), interviewee("Kai Kran", 5))
    decision = told_by("G2", kind="interview", people=people)
    assert outline(decision) == (AUTO, KICKER, "interview", "interview")
    assert decision.because == "weil es ein Interview ist"
    assert wording(decision) == (
        "Die Antworten geben die persönliche Meinung von Ines Igel und Kai Kran wieder."
    )


def test_g2_a_post_is_no_interview():
    assert of_rule("G2", people=(interviewee(),), interview=interview()) == []


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (
            {"shortened": True, "signed": (signed(),)},
            (
                "Das Interview wurde am 3. November 2026 schriftlich geführt. Es wurde gekürzt."
                " Autorisiert von Ines Igel."
            ),
        ),
        (
            {"held_on": None, "shortened": False},
            "Das Interview wurde schriftlich geführt. Es ist ungekürzt.",
        ),
        ({"mode": ""}, "Das Interview wurde am 3. November 2026 geführt."),
        (
            {"mode": "", "held_on": None, "signed": (signed(signer="Paula Presse"),)},
            "Autorisiert von Paula Presse für Ines Igel.",
        ),
    ],
)
def test_g2_the_line_says_what_is_known_of_how_it_was_held(known, line):
    found = of_rule("G2", kind="interview", people=(interviewee(),), interview=interview(**known))
    (decision,) = [one for one in found if one.line]
    assert outline(decision) == (AUTO, TOP, "", "")
    assert plain(decision.line) == line
    assert decision.because == "weil dazugehört, wie ein Interview zustande kam"


def test_g2_there_is_no_line_where_nothing_is_known():
    unknown = interview(mode="", held_on=None)
    assert of_rule("G2", kind="interview", interview=unknown) == []


def test_g3_a_guest_from_a_sponsor_is_a_guest_with_a_tie():
    writes = guest(employers=(sponsor(),), affiliation="Beispiel GmbH")
    unpaid = decided(people=(writes,), ties=(sponsor(part="quoted", **NOTHING),))
    rules = [d.rule for d in unpaid if d.rule[0] in "CG"]
    assert rules == ["C3", "C4", "G1"]
    assert [d.label for d in unpaid if d.label] == ["guest"]


def test_g3_a_guest_from_a_sponsor_that_pays_advertises():
    writes = guest(employers=(sponsor(),), affiliation="Beispiel GmbH")
    paid = decided(people=(writes,), ties=(sponsor(consideration="money"),))
    assert [d.label for d in paid if d.label] == ["ad"]
    assert [d.rule for d in paid if d.rule[0] in "CG" and d.shows] == ["C1", "C4"]
