"""Rules C4, C5, C10: what ties people to those who pay (docs/disclosure.md#money).

Whoever writes, asks or answers is examined. A benefit counts whoever gets it (§ 5a (4) UWG); interests
beside work are named at the name (press code 7.4).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _, override

from disclosures.decisions import ADVERTISEMENT, Ask, Decision, Effect, Level, Place, listed
from disclosures.facts import BenefitFact, Facts, InterestFact, PersonFact, Standing
from disclosures.rules.roles import alike_among, told_at_once
from disclosures.rules.standing import in_short, standing_here
from disclosures.ties import TieFact
from disclosures.vocabulary import Bearing, Interest, Part

INTERESTS: dict[str, Callable[[], str]] = {
    Interest.ADVISES: lambda: _("advises %(org)s"),
    Interest.SHARES: lambda: _("holds shares in %(org)s"),
    Interest.OFFICE: lambda: _("holds an office at %(org)s"),
    Interest.FAMILY: lambda: _("has family at %(org)s"),
}

# … of somebody who has died.
PAST_INTERESTS: dict[str, Callable[[], str]] = {
    Interest.ADVISES: lambda: _("advised %(org)s"),
    Interest.SHARES: lambda: _("held shares in %(org)s"),
    Interest.OFFICE: lambda: _("held an office at %(org)s"),
    Interest.FAMILY: lambda: _("had family at %(org)s"),
    Interest.OTHER: lambda: _("declared a tie to %(org)s"),
}


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what readers are told of people, each told of once."""
    day = timezone.localdate(facts.published_at or now)
    for person in {one.person: one for one in facts.people if one.speaks}.values():
        yield from _standings(person, facts, day)
        yield from _employment(person, facts, day)
        yield from _interests(person, facts)
        yield from _fee(person, facts)
        yield from _benefits(person, facts)


def _standings(person: PersonFact, facts: Facts, day: date) -> Iterator[Decision]:
    near = [one for one in person.standings if one.near(day)]
    for alike in alike_among(near):
        words = {"person": person.name, "event": listed(one.event for one in alike)}
        kind, benefit = alike[0].kind, alike[0].benefit
        if kind == "ambassador":
            because = _("because %(person)s is an ambassador of %(event)s") % words
        else:
            because = _("because %(person)s speaks at %(event)s") % words
        known = ((kind, "; ".join(one.words for one in alike)), ("benefit", benefit))
        about = f":{kind}:{alike[0].event}"[:40]
        yield _role_line(person, because, told_at_once(alike, day, facts.language), known, about)
    for one in near:
        if one.benefit and _holds(one, day):
            yield from _rewarded(person, one, facts, day)


def _holds(one: Standing, day: date) -> bool:
    return (one.starts is None or one.starts <= day) and (one.ends is None or one.ends >= day)


def _role_line(
    person: PersonFact, because: str, line: str, known: tuple[tuple[str, object], ...], about: str
) -> Decision:
    """Return the decision that readers are told more of a person, in their role line."""
    return Decision(
        rule="C4",
        level=Level.AUTO,
        place=Place.TOP,
        because=because,
        facts=(("person", person.person), *known),
        about=f"person:{person.person}{about}",
        line=line,
        effect=Effect.EXTENDS_ROLE_LINE,
        subject=person.person,
    )


def _employment(person: PersonFact, facts: Facts, day: date) -> Iterator[Decision]:
    if person.ours and not person.newsroom:
        words = {"org": person.affiliation}
        with override(facts.language):
            line, shorter = _("works for the organiser"), _("%(org)s (the organiser)") % words
        because = _("because %(person)s works for our house") % {"person": person.name}
        told = _role_line(person, because, line, (("ours", True),), ":ours")
        yield replace(told, named=person.affiliation, shorter=shorter)
    known = {tie.organisation: tie for tie in facts.ties}
    for each in person.employers:
        employer = known.get(each.organisation, each)  # as the piece's own tie knows it
        if person.ours:
            continue
        if employer.stands_behind_us(day):
            yield _employee(person, employer, facts, day)
        elif employer.paid or employer.steered:
            yield _employee_of_payer(person, employer, facts)


def _employee(person: PersonFact, employer: TieFact, facts: Facts, day: date) -> Decision:
    short = {"org": employer.name, "standing": in_short(employer, facts.language, day)}
    with override(facts.language):
        line, shorter = _("works for %(org)s (%(standing)s)"), _("%(org)s (%(standing)s)")
        if person.died:
            line = _("worked for %(org)s (%(standing)s)")
    because = _("because %(person)s works for %(org)s and %(org)s is %(standing)s") % {
        "person": person.name,
        "org": employer.name,
        "standing": standing_here(employer, day),
    }
    known = (
        ("organisation", employer.organisation),
        ("relation", str(employer.relation)),
        ("standing", short["standing"]),
    )
    about = f":organisation:{employer.organisation}"
    told = _role_line(person, because, line % short, known, about)
    return replace(told, named=employer.name, shorter=shorter % short)


def _employee_of_payer(person: PersonFact, employer: TieFact, facts: Facts) -> Decision:
    """Whoever speaks for a house that gave something for the piece is told of as its own."""
    words = {"person": person.name, "org": employer.name}
    because = _("because %(person)s works for %(org)s, which gave something or had a say") % words
    with override(facts.language):
        line = _("worked for %(org)s") if person.died else _("works for %(org)s")
    known = (
        ("organisation", employer.organisation),
        ("consideration", str(employer.consideration)),
    )
    about = f":organisation:{employer.organisation}"
    told = _role_line(person, because, line % words, known, about)
    return replace(told, named=employer.name, shorter=employer.name)


def _interests(person: PersonFact, facts: Facts) -> Iterator[Decision]:
    for one in person.interests:
        words = {"person": person.name, "org": one.name}
        because = _("because %(person)s declares a tie to %(org)s") % words
        known = (("organisation", one.organisation), ("interest", str(one.kind)))
        about = f":interest:{one.organisation}:{one.kind}"
        line = _interest_line(one, facts.language, past=person.died is not None)
        yield _role_line(person, because, line, known, about)


def _interest_line(one: InterestFact, language: str, *, past: bool) -> str:
    with override(language):
        words = PAST_INTERESTS if past else INTERESTS
        said = words[one.kind]() if one.kind in words else _("declares a tie to %(org)s")
        line = said % {"org": one.name}
        if one.competitor_of:
            line += _(" (which competes with %(other)s)") % {"other": one.competitor_of}
        return line


def _rewarded(person: PersonFact, one: Standing, facts: Facts, day: date) -> Iterator[Decision]:
    """An ambassador who receives something and promotes: an advertisement (rule C5)."""
    for_partner = any(tie.part == Part.SUBJECT and tie.partners_us(day) for tie in facts.ties)
    promotes = bool(facts.promotes_event) and one.of_this_event
    known = (
        ("person", person.person),
        ("benefit", one.benefit),
        ("promotes_event", facts.promotes_event),
        ("reports_because", facts.reports_because),
        ("about_a_partner", for_partner),
    )
    about = f"person:{person.person}:{one.event}"[:60]
    words = {"person": person.name, "event": one.event, "benefit": one.benefit}
    if promotes or for_partner:
        yield Decision(
            rule="C5",
            level=Level.BLOCK,
            place=Place.KICKER,
            because=_(
                "because %(person)s receives something as an ambassador of %(event)s"
                " (%(benefit)s) and the piece promotes it or a partner"
            )
            % words,
            facts=known,
            about=about,
            notice="anzeige-botschaft",
            placeholders=(
                ("person", person.name),
                ("rolle", one.words),
                ("leistung", one.benefit),
            ),
            label=ADVERTISEMENT,
        )
    elif one.of_this_event and not (facts.promotes_event is False and facts.reports_because):
        yield Decision(
            rule="C5",
            level=Level.BLOCK,
            place=Place.SITE,
            because=_("because %(person)s receives something as an ambassador of %(event)s")
            % words,
            facts=known,
            about=about,
            ask=_does_it_promote(words),
        )


def _does_it_promote(words: dict[str, str]) -> Ask:
    return Ask(
        _("Does the piece promote %(event)s? %(person)s receives something for it: %(benefit)s.")
        % words,
        "promotes_event",
        answers=(
            ("promotes:yes", _("Yes, it promotes")),
            ("promotes:no:topic", _("No, it is about something else")),
            ("promotes:no:report", _("No, it reports what happened there")),
            ("promotes:no:critical", _("No, it looks at it critically")),
        ),
    )


def _benefits(person: PersonFact, facts: Facts) -> Iterator[Decision]:
    told = {one.benefit.strip().casefold() for one in person.standings}
    for one in person.benefits:
        if one.for_the_piece:
            yield _paid_person(person, one)
        elif one.what.strip().casefold() in told:
            continue
        elif one.bearing == Bearing.OTHER:
            yield _receives(person, one, facts)
        else:
            yield _what_for(person, one)


def _fee(person: PersonFact, facts: Facts) -> Iterator[Decision]:
    """Whoever we pay for a piece is no mere witness; that the newsroom is paid goes without saying."""
    if person.fee and person.guest:
        because = _("because we pay %(person)s for this piece") % {"person": person.name}
        with override(facts.language):
            line = _("receives a fee from us for this piece")
        told = _role_line(person, because, line, (("fee", True),), ":fee")
        yield replace(told, rule="C11")


def _known(person: PersonFact, one: BenefitFact) -> tuple[tuple[str, object], ...]:
    return (
        ("person", person.person),
        ("benefit", one.what),
        ("giver", one.giver),
        ("bearing", str(one.bearing)),
    )


def _paid_person(person: PersonFact, one: BenefitFact) -> Decision:
    """Somebody received or was promised something for the piece: an advertisement (rule C10)."""
    words = {"person": person.name, "benefit": one.what}
    promised = one.bearing == Bearing.PROMISED
    told = Decision(
        rule="C10",
        level=Level.BLOCK,
        place=Place.KICKER,
        because=_("because %(person)s received something for this piece (%(benefit)s)") % words,
        facts=_known(person, one),
        about=f"benefit:{one.declaration}",
        label=ADVERTISEMENT,
    )
    if not one.giver:
        asked = _("From whom did %(person)s receive this: %(benefit)s?") % words
        return replace(told, ask=Ask(asked, "declarations"))
    return replace(
        told,
        notice="anzeige-versprochen" if promised else "anzeige-vorteil",
        placeholders=(("person", person.name), ("org", one.giver), ("leistung", one.what)),
        effect=Effect.NAMES_PAYER,
        subject=one.organisation,
    )


def _receives(person: PersonFact, one: BenefitFact, facts: Facts) -> Decision:
    words = {"benefit": one.what, "org": one.giver}
    with override(facts.language):
        line = _("receives from %(org)s: %(benefit)s") if one.giver else _("receives: %(benefit)s")
    because = _("because %(person)s declares a benefit") % {"person": person.name}
    return _role_line(
        person, because, line % words, _known(person, one), f":benefit:{one.declaration}"
    )


def _what_for(person: PersonFact, one: BenefitFact) -> Decision:
    words = {"person": person.name, "benefit": one.what}
    return Decision(
        rule="C10",
        level=Level.BLOCK,
        place=Place.SITE,
        because=_("because %(person)s declares a benefit") % words,
        facts=_known(person, one),
        about=f"benefit:{one.declaration}",
        ask=Ask(
            _("%(person)s declares a benefit: %(benefit)s. What is it for?") % words,
            "declarations",
            answers=(
                (f"benefit:{one.declaration}:piece", _("For this piece")),
                (f"benefit:{one.declaration}:promised", _("Promised for this piece")),
                (f"benefit:{one.declaration}:other", _("For something else")),
            ),
        ),
    )
