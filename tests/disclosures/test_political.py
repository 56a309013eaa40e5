"""The transparency notice of political advertising: every point of Art. 12 (1), in order, and none without its fact."""

from dataclasses import replace

import pytest

from disclosures.facts import Facts
from disclosures.rules import political
from tests.disclosures.facts import NOW
from tests.disclosures.test_sentences import POLITICAL

WHOLE = replace(
    POLITICAL,
    controlled_by="Stiftung Morgen",
    controller_address="Abendweg 2",
    paid_by="Verein Abend, Nachtweg 3",
    campaign="2.000 Euro",
    official="https://wahlen.example/",
    repository="https://repository.example/7",
    suspended="eine frühere Fassung, ohne Angabe des Sponsors",
    targeting="Erstwähler, nach Alter",
    reach="1.200-mal bis zum 30. November 2026",
)
# What is told only if it is so → the word its line begins with.
IN_SOME_CASES = {
    "controlled_by": "Kontrolliert",
    "paid_by": "Bezahlt",
    "campaign": "Für die ganze Kampagne",
    "official": "Amtliche Auskunft",
    "repository": "Im Europäischen Archiv",
    "suspended": "Früher eingestellt",
    "targeting": "Anderswo gezielt gezeigt",
    "reach": "Reichweite",
}


def lines(known):
    facts = Facts(is_political=True, political=known)
    told = [one for one in political.decide(facts, NOW) if one.place == "bottom"]
    return dict(told[0].placeholders)["angaben"].split("\n") if told else []


def beginnings(known):
    return [line.partition(". ")[2].split(":")[0] for line in lines(known)]


def test_every_point_has_a_line_in_the_order_of_the_law():
    said = beginnings(WHOLE)
    assert [word.split(" von ")[0] for word in said] == [
        "Sponsor",
        "Kontrolliert",
        "Bezahlt",
        "Zeitraum",
        "Betrag",
        "Für die ganze Kampagne",
        "Herkunft des Geldes",
        "Ermittelt nach",
        "Betrifft",
        "Amtliche Auskunft",
        "Im Europäischen Archiv",
        "Verstöße melden Sie bitte an",
        "Früher eingestellt",
        "Anderswo gezielt gezeigt",
        "Reichweite",
    ]


@pytest.mark.parametrize("field", IN_SOME_CASES)
def test_a_line_is_gone_with_its_fact_and_the_others_are_counted_on(field):
    said = lines(replace(WHOLE, **{field: ""}))
    assert len(said) == len(lines(WHOLE)) - 1
    assert not [line for line in said if line.partition(". ")[2].startswith(IN_SOME_CASES[field])]
    assert [line.partition(".")[0] for line in said] == [str(n + 1) for n in range(len(said))]


def test_without_the_sponsors_declaration_nothing_is_told_and_it_is_asked_for():
    undeclared = replace(WHOLE, declared_on=None)
    assert lines(undeclared) == []
    (label,) = political.decide(Facts(is_political=True, political=undeclared), NOW)
    assert "Erklärung des Sponsors" in label.ask.message
