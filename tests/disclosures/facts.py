"""Facts for tests: each builder gives a plain piece of knowledge, keywords say what matters."""

from datetime import date

from disclosures.decisions import Level, Place
from disclosures.facts import (
    AIFact,
    ApprovalFact,
    EventFact,
    Facts,
    ImageFact,
    InterviewFact,
    Named,
    PersonFact,
    SignOffFact,
    Standing,
)
from disclosures.library import filled, standards
from disclosures.rules import evaluate
from disclosures.ties import Sponsoring, TieFact
from tests.making import berlin

NOW = berlin(2026, 11, 23, 12)
TODAY = NOW.date()
BLOCK, AUTO, SUGGEST, NONE = Level.BLOCK, Level.AUTO, Level.SUGGEST, Level.NONE
KICKER, TOP, INLINE = Place.KICKER, Place.TOP, Place.INLINE
BOTTOM, SITE = Place.BOTTOM, Place.SITE
SUMMIT = "Sponsor der Veranstaltung D2M Summit (2026)"
NOTHING = {"consideration": "none", "influence": "none", "evidence": "E-Mail vom 3. März"}


def sponsoring(event="D2M Summit", year=2026, level="sponsor", **dates):
    return Sponsoring(
        event, year, level, **{"starts": date(2026, 1, 1), "ends": date(2026, 12, 31)} | dates
    )


def tie(name="Beispiel GmbH", organisation=1, **values):
    return TieFact(organisation, name, **values)


def sponsor(name="Beispiel GmbH", organisation=1, **values):
    return tie(name, organisation, **{"sponsorings": (sponsoring(),)} | values)


def author(name="Anna Amsel", person=1, **values):
    return PersonFact(person, name, **{"role": "author", "newsroom": True} | values)


def guest(name="Gesa Gast", person=2, **values):
    return author(name, person, **{"newsroom": False} | values)


def interviewee(name="Ines Igel", person=3, **values):
    return PersonFact(person, name, "interviewee", **values)


def ambassador(**values):
    given = {name: values.pop(name) for name in ("benefit",) if name in values}
    return author("Bela Berg", 4, **{"standings": (stands(**given),)} | values)


def stands(kind="ambassador", words="Botschafterin von #d2m26", event="#d2m26", **values):
    return Standing(kind, event, words, **{"of_this_event": True} | values)


REWARDED = ambassador(benefit="eine Freikarte")


def ai(kind="draft", degree=2, tool="Satzhilfe"):
    return AIFact(kind, degree, tool)


def approval(*, valid=True):
    reviewer, responsible = Named("Rita Rehberg", 8, "rita"), Named("Max Marder", 9, "max")
    return ApprovalFact(reviewer, responsible, date(2026, 11, 20), valid)


def picture(image=7, title="Saal voller Menschen", tool="Bildgenerator", **values):
    return ImageFact(image, title, tool, **values)


def event(name="D2M Summit", **values):
    days = {"starts_at": berlin(2026, 12, 1, 9), "ends_at": berlin(2026, 12, 2, 18)}
    return EventFact(name, **days | values)


def interview(**values):
    return InterviewFact(**{"mode": "schriftlich", "held_on": date(2026, 11, 3)} | values)


def signed(guest=3, **values):
    return SignOffFact(guest, **values)


def decided(now=NOW, **facts):
    """Every decision about a piece with these facts."""
    return evaluate(Facts(**facts), now)


def of_rule(rule, now=NOW, **facts):
    """The decisions of one rule about a piece with these facts."""
    return [one for one in decided(now, **facts) if one.rule == rule]


def told_by(rule, now=NOW, **facts):
    """The one decision of a rule that readers see something of."""
    (decision,) = [one for one in of_rule(rule, now, **facts) if one.shows]
    return decision


def plain(text):
    """A text without no-break spaces."""
    return text.replace("\xa0", " ")


def outline(decision):
    """How strict, where, which label, which notice."""
    return decision.level, decision.place, decision.label, decision.notice


def values(decision):
    """What the placeholders stand for."""
    return {name: plain(value) for name, value in decision.placeholders}


def wording(decision, language="de"):
    """What readers are told, in the standard wording."""
    text = standards()[decision.notice].wordings[language][1]
    told = plain(filled(text, dict(decision.placeholders), html=False))
    return told.removeprefix("<p>").removesuffix("</p>")
