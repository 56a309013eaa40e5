"""Rules S1 to S3: what a piece rests on."""

import pytest

from tests.disclosures.facts import (
    AUTO,
    BOTTOM,
    NONE,
    SITE,
    SUGGEST,
    decided,
    of_rule,
    outline,
    told_by,
)


@pytest.mark.parametrize(
    ("number", "because"),
    [(1, "weil 1 Quelle genannt ist"), (3, "weil 3 Quellen genannt sind")],
)
def test_s1_sources_are_pointed_to(number, because):
    decision = told_by("S1", sources=number, claims=True)
    assert outline(decision) == (AUTO, BOTTOM, "", "quellen")
    assert decision.because == because


def test_s2_a_text_that_claims_without_a_source_is_asked_for_one():
    (decision,) = of_rule("S2", claims=True)
    assert outline(decision) == (SUGGEST, SITE, "", "")
    assert decision.because == (
        "weil der Text zitiert, Prozentwerte nennt oder von Studien spricht"
    )
    assert not decision.ask.blocking
    assert decision.ask.message == "Der Text zitiert oder nennt Zahlen, aber keine Quelle."
    assert decision.ask.answers == (("sources:none", "Er beruht auf keinen externen Quellen"),)


@pytest.mark.parametrize(
    "facts",
    [{"claims": False}, {"claims": True, "no_external_sources": True}],
    ids=["claims nothing", "rests on none"],
)
def test_s3_without_sources_nobody_is_told_of_any(facts):
    (decision,) = [d for d in decided(**facts) if d.about == "sources"]
    assert decision.rule == "S3"
    assert outline(decision) == (NONE, SITE, "", "")
    assert decision.because == (
        "weil keine Quelle genannt ist und ein Hinweis auf Quellen unwahr wäre"
    )


@pytest.mark.parametrize("facts", [{"sources": 0}, {"sources": 0, "claims": True}])
def test_s1_is_silent_without_sources(facts):
    assert of_rule("S1", **facts) == []


def test_s2_and_s3_are_silent_with_sources():
    assert [d.rule for d in decided(sources=2, claims=True) if d.about == "sources"] == ["S1"]
