"""Rules C4 to C8: ambassadors, employees, own events, paid links, press releases."""

from datetime import date

import pytest

from disclosures.decisions import label_text
from tests.disclosures.facts import (
    AUTO,
    BLOCK,
    INLINE,
    KICKER,
    NOTHING,
    REWARDED,
    SITE,
    SUMMIT,
    TOP,
    ambassador,
    author,
    event,
    interviewee,
    of_rule,
    outline,
    sponsor,
    sponsoring,
    stands,
    tie,
    told_by,
    wording,
)

SPEAKS = stands("speaker", "Referent bei #d2m26")


def test_c4_says_that_an_ambassador_is_one():
    decision = told_by("C4", people=(ambassador(),))
    assert outline(decision) == (AUTO, TOP, "", "")
    assert decision.line == "Botschafterin von #d2m26"
    assert decision.because == "weil Bela Berg eine Botschafterrolle für #d2m26 hat"
    assert dict(decision.facts)["person"] == 4


def test_c4_says_that_somebody_speaks_at_the_event():
    decision = told_by("C4", people=(author(standings=(SPEAKS,)),))
    assert outline(decision) == (AUTO, TOP, "", "")
    assert decision.line == "Referent bei #d2m26"
    assert decision.because == f"weil {author().name} bei #d2m26 spricht"


def over(words, on):
    return stands("speaker", f"Referent bei {words}", event=words, ends=on)


def test_c4_names_all_events_at_once_at_which_somebody_speaks():
    spoken = (over("#d2m27", None), over("#d2m26", date(2026, 4, 3)), over("#d2m25", None))
    decision = told_by("C4", people=(author("Anna Amsel", 1, standings=spoken),))
    line = decision.line.replace("\u00a0", " ")
    assert line == "Referent bei #d2m27, #d2m26 (3. April 2026) und #d2m25"
    assert decision.because == "weil Anna Amsel bei #d2m27, #d2m26 und #d2m25 spricht"


def test_c4_names_all_events_at_once_for_which_somebody_stands_and_gets_the_same():
    def stood(event, benefit="eine Freikarte", **more):
        words = f"Botschafterin von {event}"
        return stands("ambassador", words, event=event, benefit=benefit, **more)

    def lines(*standings):
        told = of_rule("C4", people=(author("Anna Amsel", 1, standings=standings),))
        return [decision.line.replace("\u00a0", " ") for decision in told]

    past = stood("#d2m26", ends=date(2026, 4, 3))
    assert lines(stood("#d2m27"), past) == [
        "Botschafterin von #d2m27 und #d2m26 (bis 3. April 2026); dafür jeweils: eine Freikarte"
    ]
    assert lines(stood("#d2m27"), stood("#d2m28", starts=date(2027, 5, 1))) == [
        "Botschafterin von #d2m27 und #d2m28 (ab 1. Mai 2027); dafür jeweils: eine Freikarte"
    ]
    assert lines(stood("#d2m27", benefit="ein Honorar"), past) == [
        "Botschafterin von #d2m27; erhält dafür: ein Honorar",
        "bis 3. April 2026 Botschafterin von #d2m26; erhielt dafür: eine Freikarte",
    ]


@pytest.mark.parametrize("person", [author, interviewee])
def test_c4_says_for_which_sponsor_somebody_works(person):
    decision = told_by("C4", people=(person("Anna Amsel", 1, employers=(sponsor(),)),))
    assert outline(decision) == (AUTO, TOP, "", "")
    assert decision.line == "arbeitet für Beispiel GmbH (Sponsor von D2M Summit (2026))"
    assert decision.because == (
        f"weil Anna Amsel für Beispiel GmbH arbeitet und Beispiel GmbH {SUMMIT} ist"
    )


def years(*named):
    return sponsor(sponsorings=tuple(sponsoring(name, year, **more) for name, year, more in named))


THIS = ("Summit 2027", 2027, {"ends": date(2027, 6, 30)})
LAST = ("Summit 2026", 2026, {"ends": date(2026, 6, 30)})


@pytest.mark.parametrize(
    ("sponsorings", "said"),
    [
        ((THIS, LAST), "Sponsor von Summit 2026 und 2027"),
        ((LAST,), "bis 30. Juni 2026 Sponsor von Summit 2026"),
        (
            (THIS, ("Forum 2026", 2026, {"ends": date(2026, 6, 30)})),
            "Sponsor von Summit 2027, bis 30. Juni 2026 Sponsor von Forum 2026",
        ),
        (
            (THIS, (*LAST[:2], LAST[2] | {"level": "main_sponsor"})),
            "Sponsor von Summit 2027, bis 30. Juni 2026 Hauptsponsor von Summit 2026",
        ),
        (
            (("Summit 2027", 2027, {"starts": date(2027, 1, 1)}), LAST),
            "ab 1. Januar 2027 Sponsor von Summit 2027, bis 30. Juni 2026 Sponsor von Summit 2026",
        ),
    ],
)
def test_c4_names_the_years_of_an_event_at_once_where_it_is_the_same_today(sponsorings, said):
    person = author("Anna Amsel", 1, employers=(years(*sponsorings),))
    line = told_by("C4", people=(person,)).line.replace("\u00a0", " ")
    assert line == f"arbeitet für Beispiel GmbH ({said})"


def test_c4_knows_of_an_employer_what_the_piece_records_of_it():
    people, ties = (author(employers=(tie(),)),), (tie(relation="customer", **NOTHING),)
    assert told_by("C4", people=people, ties=ties).line == (
        "arbeitet für Beispiel GmbH (Kunde unseres Hauses)"
    )
    assert of_rule("C4", people=people, ties=(tie(relation="none", **NOTHING),)) == []


@pytest.mark.parametrize(
    "person",
    [
        author(),
        author(employers=(tie(),)),
        author(role="editor", employers=(sponsor(),)),
        author(role="editor", standings=(SPEAKS,)),
    ],
    ids=["nobody's", "of no sponsor", "an editor", "an editor who speaks"],
)
def test_c4_says_nothing_of_others(person):
    assert of_rule("C4", people=(person,)) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"promotes_event": True},
        {"promotes_event": False, "ties": (sponsor(part="subject", **NOTHING),)},
        {"ties": (tie(part="subject", relation="partner", **NOTHING),)},
    ],
    ids=["the event", "a sponsor of it", "a partner of ours"],
)
def test_c5_an_ambassador_who_receives_something_and_promotes_advertises(facts):
    decision = told_by("C5", people=(REWARDED,), **facts)
    assert outline(decision) == (BLOCK, KICKER, "ad", "anzeige-botschaft")
    assert decision.legal
    assert decision.because == (
        "weil Bela Berg für die Botschafterrolle bei #d2m26 etwas erhält (eine Freikarte) und der"
        " Beitrag dafür oder für einen Partner wirbt"
    )
    assert wording(decision) == (
        "Bela Berg ist Botschafterin von #d2m26 und erhält dafür: eine Freikarte. Dieser Beitrag ist"
        " Werbung."
    )


REPORTS = {"promotes_event": False, "reports_because": "Es geht um etwas anderes."}


@pytest.mark.parametrize(
    ("person", "facts"),
    [
        (REWARDED, REPORTS),
        (REWARDED, {**REPORTS, "ties": (sponsor(part="quoted", **NOTHING),)}),
        (ambassador(), {"promotes_event": True}),
        (author(), {"promotes_event": True}),
        (ambassador(benefit="eine Freikarte", role="editor"), {"promotes_event": True}),
    ],
    ids=["it reports", "a sponsor is quoted", "no benefit", "no ambassador", "does not speak"],
)
def test_c5_nobody_else_does(person, facts):
    assert of_rule("C5", people=(person,), **facts) == []


@pytest.mark.parametrize("answered", [None, False])
def test_c5_asks_whether_the_piece_promotes_the_event_and_why_if_not(answered):
    (decision,) = of_rule("C5", people=(REWARDED,), promotes_event=answered)
    assert outline(decision) == (BLOCK, SITE, "", "")
    assert decision.because == ("weil Bela Berg für die Botschafterrolle bei #d2m26 etwas erhält")
    assert decision.ask.blocking
    assert decision.ask.message == (
        "Bewirbt der Beitrag #d2m26? Bela Berg erhält etwas dafür: eine Freikarte."
    )
    assert [value for value, _words in decision.ask.answers] == [
        "promotes:yes",
        "promotes:no:topic",
        "promotes:no:report",
        "promotes:no:critical",
    ]


def test_c6_promoting_our_own_event_is_said_but_is_no_advertisement():
    kicker, box = of_rule("C6", event=event(), promotes_event=True)
    assert outline(kicker) == (AUTO, KICKER, "own", "")
    assert label_text("own", "de") == "In eigener Sache"
    assert kicker.because == "weil der Beitrag für unsere eigene Veranstaltung D2M Summit wirbt"
    assert outline(box) == (AUTO, INLINE, "", "")
    assert box.because == (
        "weil der Ticketkasten zu unserer eigenen Veranstaltung D2M Summit führt"
    )


@pytest.mark.parametrize("promotes", [None, False])
def test_c6_a_piece_that_reports_has_only_the_box(promotes):
    found = of_rule("C6", event=event(), promotes_event=promotes)
    assert [outline(d) for d in found if d.ask is None] == [(AUTO, INLINE, "", "")]
    assert [d.ask.blocking for d in found if d.ask] == ([False] if promotes is None else [])


def test_c6_is_silent_on_events_of_others_and_without_one():
    assert of_rule("C6", event=event(own=False), promotes_event=True) == []
    assert of_rule("C6", promotes_event=True) == []


def test_c7_paid_links_are_explained_above_the_text():
    decision = told_by("C7", paid_links=2)
    assert outline(decision) == (BLOCK, TOP, "", "werbelinks")
    assert decision.because == "weil Links im Text bezahlt sind"


def test_c7_a_commission_is_told_and_is_no_advertisement():
    decision = told_by("C7", ties=(tie(consideration="commission", influence="none"),))
    assert outline(decision) == (BLOCK, TOP, "", "provision")
    assert decision.because == "weil wir von Beispiel GmbH eine Provision erhalten"
    assert wording(decision) == (
        "Von dem, was über diesen Beitrag bei Beispiel GmbH gekauft wird, erhalten wir eine Provision."
    )


def test_c7_is_silent_without_paid_links_and_commissions():
    assert of_rule("C7", paid_links=0, ties=(sponsor(**NOTHING), tie("A", 2))) == []


def test_c8_an_unedited_press_release_is_called_one():
    decision = told_by("C8", press_release_of="Beispiel GmbH", release_use="verbatim")
    assert outline(decision) == (BLOCK, TOP, "press_release", "pressemitteilung")
    assert decision.because == "weil es eine unbearbeitete Pressemitteilung von Beispiel GmbH ist"
    assert wording(decision) == (
        "Dieser Text ist eine unbearbeitete Pressemitteilung von Beispiel GmbH."
    )
    assert label_text("press_release", "de") == "Pressemitteilung"


def test_c8_other_pieces_are_not():
    assert of_rule("C8", ties=(tie(influence="topic"),)) == []
