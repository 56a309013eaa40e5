"""A notice never says more than a record shows: without one of its facts, a sentence is gone or changed.

Each sentence of `wordings.toml` names the facts that make it true (`rests_on`). Here each name is a fact that
can be taken away; the piece begins with all of them.
"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from disclosures.facts import BenefitFact, Facts, PoliticalFact
from disclosures.library import INTRODUCTION, filled, standards
from disclosures.rules import evaluate
from tests.disclosures.facts import (
    NOTHING,
    NOW,
    ai as used_ai,
    ambassador,
    approval,
    author,
    event,
    guest,
    interview,
    interviewee,
    plain,
    sponsor,
    sponsoring,
    stands,
    tie,
)

LONG_AGO = NOW - timedelta(days=800)
OVER = {"starts_at": NOW - timedelta(days=9), "ends_at": NOW - timedelta(days=8)}
BENEFIT = BenefitFact(7, "500 Euro", "Muster GmbH", 4, "piece")
PROMISED = replace(BENEFIT, bearing="promised")
POLITICAL = PoliticalFact(
    *(
        "Partei Morgen",
        "post@morgen.example, Morgenweg 1",
        "",
        "Landtagswahl",
        "500 Euro",
        NOW.date(),
        NOW.date(),
    ),
    origin="private_eu",
    method="Preisliste",
    report_to="wir@example.org",
    declared_on=NOW.date(),
)
BACKS = {"sponsorings": (sponsoring(),)}
# A piece that carries each notice.
PIECES = {
    "anzeige": {"ties": (tie(consideration="money"),)},
    "anzeige-botschaft": {
        "people": (ambassador(benefit="eine Freikarte"),),
        "promotes_event": True,
        "event": event(),
    },
    "anzeige-vorteil": {"people": (guest(benefits=(BENEFIT,)),)},
    "anzeige-versprochen": {"people": (guest(benefits=(PROMISED,)),)},
    "politische-anzeige": {"is_political": True, "political": POLITICAL},
    "transparenzbekanntmachung": {"is_political": True, "political": POLITICAL},
    "werbelinks": {"paid_links": 1},
    "provision": {"ties": (tie(consideration="commission", influence="none"),)},
    "pressemitteilung": {"press_release_of": "Muster GmbH", "release_use": "verbatim"},
    "pressemitteilung-gekuerzt": {"press_release_of": "Muster GmbH", "release_use": "shortened"},
    "pressemitteilung-grundlage": {"press_release_of": "Muster GmbH", "release_use": "basis"},
    "partnerschaft": {"people": (author(),), "ties": (sponsor(**NOTHING),)},
    "partnerschaft-unbezahlt": {"people": (guest(),), "ties": (sponsor(**NOTHING),)},
    "partnerschaft-knapp": {"people": (author(),), "ties": (sponsor(recorded=False),)},
    "beteiligung": {"ties": (tie(relation="holding", **NOTHING),)},
    "ki-text": {"ai": (used_ai(),)},
    "ki-teil": {"ai": (used_ai("headline", 3),)},
    "ki-uebersetzung": {
        "ai": (used_ai("translate", 3),),
        "translated_from": "en",
        "public_interest": False,
    },
    "ki-uebersetzung-ungeprueft": {"ai": (used_ai("translate", 3),), "translated_from": "en"},
    "ki-uebersetzung-geprueft": {
        "ai": (used_ai("translate", 3),),
        "translated_from": "en",
        "approval": approval(),
    },
    "ki": {"ai": (used_ai(),), "approval": approval()},
    "ki-umfang": {"ai": (used_ai(),), "public_interest": False},
    "ki-kurz": {"ai": (used_ai("research", 1),)},
    "quellen": {"sources": 1},
    "aktualitaet": {"modified_at": NOW},
    "alter": {"modified_at": LONG_AGO},
    "veranstaltung-vorbei": {"event": event(**OVER)},
    "veranstaltung-abgesagt": {"event": event(status="EventCancelled")},
    "veranstaltung-verschoben": {"event": event(status="EventPostponed")},
    "veranstaltung-online": {"event": event(status="EventMovedOnline")},
    "veranstaltung-neuer-termin": {"event": event(status="EventRescheduled")},
    "gastbeitrag": {"people": (guest(),)},
    "interview": {"kind": "interview", "people": (interviewee(),), "interview": interview()},
    "gewinnspiel": {"genre": "raffle", "genre_terms": "Wer mag."},
    "umfrage": {"genre": "survey", "genre_terms": "120 Befragte."},
}
SCHEDULED = {"event": event()}


def of_ties(**values):
    return lambda facts: replace(facts, ties=tuple(replace(one, **values) for one in facts.ties))


def of_people(**values):
    return lambda facts: replace(
        facts, people=tuple(replace(one, **values) for one in facts.people)
    )


def of_piece(**values):
    return lambda facts: replace(facts, **values)


# What it is to take a fact away.
WITHOUT = {
    "gave": of_ties(consideration="none"),
    "commission": of_ties(consideration="none"),
    "sponsorship": of_ties(sponsorings=()),
    "holding": of_ties(relation=""),
    "evidence": of_ties(evidence=""),
    "no_influence": of_ties(influence="topic"),
    "newsroom": of_people(newsroom=False),
    "guest": of_people(newsroom=True),
    "ambassador": of_people(standings=()),
    "benefit": of_people(standings=(stands(),)),
    "declared": of_people(benefits=()),
    "bearing": of_people(benefits=(replace(BENEFIT, bearing="other"),)),
    "promised": of_people(benefits=(BENEFIT,)),
    "interviewee": of_people(role="interviewer"),
    "promotes": of_piece(promotes_event=False),
    "political": of_piece(is_political=False),
    "complete": of_piece(political=replace(POLITICAL, amount="")),
    "paid_links": of_piece(paid_links=0),
    "release": of_piece(press_release_of=""),
    "verbatim": of_piece(release_use=""),
    "shortened": of_piece(release_use=""),
    "basis": of_piece(release_use=""),
    "ai": of_piece(ai=()),
    "translation": of_piece(ai=()),
    "approval": of_piece(approval=None),
    "no_approval": of_piece(approval=approval()),
    "sources": of_piece(sources=0),
    "recent": of_piece(modified_at=LONG_AGO),
    "age": of_piece(modified_at=NOW),
    "over": of_piece(**SCHEDULED),
    "cancelled": of_piece(**SCHEDULED),
    "postponed": of_piece(**SCHEDULED),
    "online": of_piece(**SCHEDULED),
    "rescheduled": of_piece(**SCHEDULED),
    "terms": of_piece(genre_terms=""),
}
NOTICES = {key: one for key, one in standards().items() if key != INTRODUCTION}
CASES = [
    (key, number, fact)
    for key, standard in NOTICES.items()
    for number, facts in enumerate(standard.rests_on)
    for fact in facts
]


def sentences(key, language):
    """The sentences of a wording as they are written, with their placeholders."""
    text = re.sub(r"</?p>", "", standards()[key].wordings[language][1])
    return re.split(r"(?:(?<=\.)|(?<=\{umfang\})|(?<=\{angaben\})) (?=[A-ZÄÖÜ{])", text)


def said(facts, key, language, number):
    """A sentence of a notice as the piece with these facts carries it, or nothing."""
    for decision in evaluate(replace(facts, language=language), NOW):
        if decision.notice == key:
            text = sentences(key, language)[number]
            return plain(filled(text, dict(decision.placeholders), html=False))
    return None


@pytest.mark.parametrize("key", NOTICES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_sentence_says_on_which_facts_it_rests(key, language):
    assert len(sentences(key, language)) == len(NOTICES[key].rests_on)
    assert all(facts and {*facts} <= {*WITHOUT} for facts in NOTICES[key].rests_on)


@pytest.mark.parametrize(("key", "number", "fact"), CASES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_without_one_of_its_facts_a_sentence_is_gone_or_changed(key, number, fact, language):
    facts = Facts(**PIECES[key])
    whole = said(facts, key, language, number)
    assert whole
    assert said(WITHOUT[fact](facts), key, language, number) != whole


def test_there_is_a_piece_for_every_notice_and_a_notice_for_every_fact():
    assert {*PIECES} == {*NOTICES}
    assert {fact for _key, _number, fact in CASES} == {*WITHOUT}
