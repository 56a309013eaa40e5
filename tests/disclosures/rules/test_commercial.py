"""Rules C1 to C3, C9 and X1: who pays, who has a say, who stands behind us."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from disclosures.decisions import label_text
from disclosures.rules.standing import standing
from tests.disclosures.facts import (
    AUTO,
    BLOCK,
    BOTTOM,
    KICKER,
    NOTHING,
    NOW,
    REWARDED,
    SITE,
    SUMMIT,
    TODAY,
    TOP,
    author,
    decided,
    of_rule,
    outline,
    sponsor,
    sponsoring,
    tie,
    told_by,
    values,
    wording,
)
from tests.making import berlin


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({"consideration": "money"}, "weil Beispiel GmbH dafür bezahlt hat"),
        (
            {"consideration": "goods"},
            "weil Beispiel GmbH dafür Waren oder Leistungen gestellt hat",
        ),
        ({"consideration": "ticket"}, "weil Beispiel GmbH dafür Freikarten gegeben hat"),
        ({"consideration": "travel"}, "weil Beispiel GmbH Reise oder Bewirtung bezahlt hat"),
        (
            {"consideration": "reciprocal"},
            "weil Beispiel GmbH dafür eine Gegenleistung erbracht hat",
        ),
        ({"consideration": "loan"}, "weil Beispiel GmbH dafür Waren geliehen hat"),
        ({"consideration": "promised"}, "weil Beispiel GmbH dafür etwas zugesagt hat"),
        (
            {"consideration": "money", "influence": "written_by_them"},
            "weil Beispiel GmbH dafür bezahlt und den Text verfasst hat",
        ),
    ],
)
def test_c1_what_is_paid_or_promised_is_an_advertisement(facts, because):
    decision = told_by("C1", ties=(tie(**facts),))
    assert outline(decision) == (BLOCK, KICKER, "ad", "anzeige")
    assert decision.because == because
    assert decision.legal
    assert label_text(decision.label, "de") == "Anzeige"


def test_c1_tells_readers_who_gave_what_and_what_say_they_had():
    decision = told_by("C1", ties=(tie(consideration="money", influence="approval"),))
    assert wording(decision) == (
        "Beispiel GmbH hat für diesen Beitrag bezahlt und durfte den Text ändern oder freigeben."
    )
    decision = told_by("C1", language="en", ties=(tie(consideration="goods"),))
    assert wording(decision, "en") == "Beispiel GmbH provided goods or services for this piece."


def test_c1_counts_coverage_that_a_contract_promises():
    backs = (sponsoring(coverage=True),)
    decision = told_by("C1", ties=(tie(part="quoted", sponsorings=backs, **NOTHING),))
    assert wording(decision) == "Zum Vertrag mit Beispiel GmbH gehört, dass wir berichten."
    assert of_rule("C1", ties=(tie(part="named", sponsorings=backs, **NOTHING),)) == []


@pytest.mark.parametrize(
    ("influence", "because"),
    [
        (
            "approval",
            "weil Beispiel GmbH sich Änderung und Freigabe des Textes vorbehalten hat",
        ),
        ("written_by_them", "weil Beispiel GmbH den Text verfasst hat"),
    ],
)
def test_c9_what_is_steered_without_payment_is_labelled_by_a_rule_of_the_house(influence, because):
    decision = told_by("C9", ties=(tie(consideration="none", influence=influence),))
    assert outline(decision) == (BLOCK, KICKER, "ad", "anzeige")
    assert decision.because == because
    assert not decision.legal


def test_c9_to_sign_off_ones_own_words_is_no_say():
    assert of_rule("C9", ties=(tie(consideration="none", influence="sign_off"),)) == []


@pytest.mark.parametrize(
    "facts",
    [
        NOTHING,
        {},
        {"consideration": "unknown", "influence": "topic"},
        {"consideration": "commission", "influence": "none"},
    ],
)
def test_c1_what_is_neither_paid_nor_steered_is_none(facts):
    ties = (sponsor(**facts), tie("Andere AG", 2, **facts))
    assert of_rule("C1", ties=ties) == []
    assert {d.label for d in decided(ties=ties)} == {""}


def test_c1_wins_over_everything_else_about_the_same_organisation():
    paying = sponsor(part="subject", consideration="money", declared_by="Anna Amsel")
    about = [d.rule for d in decided(ties=(paying,)) if d.about.startswith("organisation:1")]
    assert about == ["C1"]


def test_c1_names_each_of_several_that_pay():
    ties = (tie(consideration="money"), tie("Andere AG", 2, consideration="travel"))
    found = of_rule("C1", ties=ties)
    assert [d.about for d in found] == ["organisation:1", "organisation:2"]


@pytest.mark.parametrize("unknown", [{}, {"consideration": "none"}, {"influence": "none"}])
def test_c2_asks_what_an_organisation_gave_if_nobody_said(unknown):
    (decision,) = of_rule("C2", ties=(sponsor(part="subject", **unknown),))
    assert outline(decision) == (BLOCK, SITE, "", "")
    assert decision.because == (
        "weil Beispiel GmbH Sponsor der Veranstaltung D2M Summit (2026) ist und im Mittelpunkt des"
        " Beitrags steht"
    )
    assert decision.ask.blocking
    assert decision.ask.field == "ties"
    assert decision.ask.message == (
        "Was hat Beispiel GmbH für diesen Beitrag gegeben oder zugesagt, und wie weit reichte der"
        " Einfluss auf den Text?"
    )
    assert decision.ask.answers == (
        ("tie:1:nothing", "Nichts, und nichts zu bestimmen"),
        ("tie:1:money", "Geld"),
        ("tie:1:goods", "Waren oder Leistungen"),
        ("tie:1:travel", "Reise oder Bewirtung"),
        ("tie:1:promised", "Noch nichts, aber etwas zugesagt"),
    )


@pytest.mark.parametrize(
    "known",
    [
        sponsor(part="subject", **NOTHING),
        sponsor(part="named", recorded=False),
        tie(part="subject", recorded=False),
    ],
    ids=["answered", "only found", "only found, and no sponsor"],
)
def test_c2_asks_nobody_else(known):
    assert of_rule("C2", ties=(known,)) == []


def test_c2_asks_what_a_declared_tie_means_until_it_is_recorded():
    declared = tie(declared_by="Gesa Gast", recorded=False)
    (decision,) = of_rule("C2", ties=(declared,))
    assert decision.because == "weil Gesa Gast eine Verbindung zu Beispiel GmbH erklärt"
    assert decision.ask.blocking
    assert of_rule("C2", ties=(tie(declared_by="Gesa Gast", **NOTHING),)) == []


@pytest.mark.parametrize(
    ("part", "clause"),
    [
        ("subject", "im Mittelpunkt des Beitrags steht"),
        ("quoted", "im Text zu Wort kommt"),
        ("logo", "mit Logo oder Produkt zu sehen ist"),
        ("named", "im Text vorkommt"),
    ],
)
def test_c3_names_the_partnership_of_whoever_is_in_the_piece(part, clause):
    ties = (sponsor(part=part, **NOTHING),)
    decision = next(d for d in of_rule("C3", ties=ties, people=(author(),)))
    assert outline(decision) == (AUTO, BOTTOM, "", "partnerschaft")
    assert values(decision) == {"org": "Beispiel GmbH", "stand": f"ist {SUMMIT}", "rolle": SUMMIT}
    assert decision.because == f"weil Beispiel GmbH {SUMMIT} ist und {clause}"
    assert wording(decision) == (
        f"Beispiel GmbH ist {SUMMIT}. Für diesen Beitrag war nichts vereinbart; über Auswahl und"
        " Inhalt hat allein die Redaktion entschieden."
    )


@pytest.mark.parametrize(
    "known",
    [
        sponsor(part="link", **NOTHING),
        tie(part="subject", **NOTHING),
        tie(part="quoted", relation="none", **NOTHING),
    ],
    ids=["only linked to", "no sponsor", "nothing to us"],
)
def test_c3_says_nothing_of_others(known):
    assert of_rule("C3", ties=(known,)) == []


def test_c3_stands_above_the_text_too_if_the_piece_is_about_it():
    ties = (sponsor(part="subject", **NOTHING),)
    bottom, top = of_rule("C3", ties=ties, people=(author(),))
    assert outline(bottom) == (AUTO, BOTTOM, "", "partnerschaft")
    assert outline(top) == (AUTO, TOP, "", "partnerschaft-knapp")
    assert wording(top) == f"Beispiel GmbH ist {SUMMIT}."
    assert (bottom.about, top.about) == ("organisation:1", "organisation:1:top")
    assert [d.place for d in of_rule("C3", ties=(sponsor(part="quoted", **NOTHING),))] == [BOTTOM]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"consideration": "none"},
        {"consideration": "none", "influence": "none"},
        {"consideration": "commission", "influence": "none", "evidence": "Vertrag"},
    ],
)
def test_c3_claims_that_nothing_was_given_only_where_somebody_said_and_showed_so(known):
    decision = told_by("C3", ties=(sponsor(**known),))
    assert decision.notice == "partnerschaft-knapp"


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ({"ends": date(2025, 11, 23)}, True),
        ({"ends": date(2025, 11, 22)}, False),
        ({"starts": date(2027, 11, 23), "ends": date(2028, 1, 1)}, True),
        ({"starts": date(2027, 11, 24), "ends": date(2028, 1, 1)}, False),
    ],
)
def test_c3_counts_twelve_months_before_and_after_publication(dates, counts):
    dates = {"starts": date(2025, 1, 1)} | dates
    ties = (tie(sponsorings=(sponsoring(**dates),)),)
    assert bool(of_rule("C3", ties=ties)) is counts
    later = NOW + timedelta(days=3000)  # a published piece is judged by its own day
    assert bool(of_rule("C3", later, ties=ties, published_at=NOW)) is counts


def test_c3_counts_a_year_from_a_leap_day_to_the_28th():
    ties = (tie(sponsorings=(sponsoring(starts=date(2029, 2, 28), ends=date(2029, 3, 1)),)),)
    assert of_rule("C3", berlin(2028, 2, 29, 12), ties=ties)
    assert not of_rule("C3", berlin(2028, 2, 27, 12), ties=ties)


def test_c3_counts_a_year_to_the_last_day_of_a_month():
    ended = [date(2025, 10, 31), date(2025, 10, 30)]
    published = berlin(2026, 10, 31, 12)
    found = [
        of_rule("C3", published, ties=(tie(sponsorings=(sponsoring(starts=end, ends=end),)),))
        for end in ended
    ]
    assert [bool(decisions) for decisions in found] == [True, False]


def test_c3_counts_the_pieces_own_event_whenever_it_was():
    long_ago = {"starts": date(2014, 1, 1), "ends": date(2014, 6, 30)}
    ties = (tie(sponsorings=(sponsoring(**long_ago, of_this_event=True),)),)
    assert of_rule("C3", ties=ties)
    assert not of_rule("C3", ties=(tie(sponsorings=(sponsoring(**long_ago),)),))


@pytest.mark.parametrize(
    ("known", "german", "english"),
    [
        (
            {"sponsorings": (sponsoring(level="main_sponsor"),)},
            "Hauptsponsor der Veranstaltung D2M Summit (2026)",
            "a main sponsor of the event D2M Summit (2026)",
        ),
        (
            {"sponsorings": (sponsoring("Kongress 2026"), sponsoring("Messe", level="partner"))},
            "Sponsor der Veranstaltung Kongress 2026 und Partner der Veranstaltung Messe (2026)",
            "a sponsor of the event Kongress 2026 and a partner of the event Messe (2026)",
        ),
        (
            {"sponsorings": (sponsoring(), sponsoring()), "relation": "customer"},
            "Sponsor der Veranstaltung D2M Summit (2026) und Kunde unseres Hauses",
            "a sponsor of the event D2M Summit (2026) and a customer of ours",
        ),
        (
            {
                "sponsorings": (sponsoring(), sponsoring("Messe", 2025, "partner")),
                "relation": "owner",
            },
            (
                "Sponsor der Veranstaltung D2M Summit (2026), Partner der Veranstaltung Messe (2025)"
                " und an unserem Haus beteiligt"
            ),
            (
                "a sponsor of the event D2M Summit (2026), a partner of the event Messe (2025) and a"
                " part-owner of our house"
            ),
        ),
        ({"relation": "partner"}, "Partner unseres Hauses", "a partner of ours"),
        ({"relation": "sponsor"}, "Sponsor unseres Hauses", "a sponsor of ours"),
    ],
)
def test_what_an_organisation_is_to_us_reads_well_in_both_languages(known, german, english):
    known = tie(**known)
    assert (standing(known, "de", TODAY), standing(known, "en", TODAY)) == (german, english)
    (decision,) = of_rule("C3", ties=(known,))
    assert decision.because == f"weil Beispiel GmbH {german} ist und im Text vorkommt"
    with translation.override("en"):
        (decision,) = of_rule("C3", ties=(known,))
        assert decision.because == f"because Beispiel GmbH is {english} and is named in the text"


def test_editors_read_their_language_and_readers_that_of_the_piece():
    decision = told_by("C3", language="en", ties=(sponsor(),))
    assert decision.because == f"weil Beispiel GmbH {SUMMIT} ist und im Text vorkommt"
    assert dict(decision.placeholders)["rolle"] == "a sponsor of the event D2M Summit (2026)"


@pytest.mark.parametrize(
    "advertises",
    [
        {"ties": (tie("Zahlt AG", 2, consideration="money"), sponsor(part="subject", **NOTHING))},
        {
            "people": (REWARDED,),
            "promotes_event": True,
            "ties": (sponsor(part="subject", **NOTHING),),
        },
    ],
    ids=["C1", "C5"],
)
def test_x1_an_advertisement_makes_no_claim_of_independence_about_anybody(advertises):
    found = decided(**advertises)
    assert [d.notice for d in found if d.rule == "C3"] == ["partnerschaft-knapp"] * 2
    (decision,) = [d for d in found if d.rule == "X1"]
    assert outline(decision) == (BLOCK, SITE, "", "")
    assert decision.because == "weil eine Anzeige nicht von Unabhängigkeit spricht"


def test_x1_other_pieces_may_make_it():
    facts = {"ties": (sponsor(**NOTHING),), "people": (author(),)}
    assert [d.rule for d in decided(**facts) if d.rule == "X1"] == []
    assert told_by("C3", **facts).notice == "partnerschaft"
