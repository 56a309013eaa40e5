"""Rules C1 to C8, X1: who pays, has a say, backs the event (docs/standards/disclosure.md#money)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _, override

from disclosures.decisions import ADVERTISEMENT, Ask, Decision, Effect, Level, Place
from disclosures.facts import Facts, PersonFact, TieFact
from disclosures.rules.standing import given, part_here, standing, standing_here, terms
from disclosures.vocabulary import Consideration, Influence, Part

PARTNERSHIP, PARTNERSHIP_PLAIN = "partnerschaft", "partnerschaft-knapp"
DISCLOSED_PARTS = frozenset({Part.SUBJECT, Part.QUOTED, Part.LOGO, Part.NAMED})


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what ties to organisations and events demand."""
    day = timezone.localdate(facts.published_at or now)
    for tie in facts.ties:
        yield from _tie(tie, facts, day)
    # Whoever both wrote and answered is told of once.
    for person in {one.person: one for one in facts.people if one.speaks}.values():
        yield from _person(person, facts, day)
    yield from _own_event(facts)
    yield from _paid_links(facts)
    yield from _press_release(facts)


def no_claim_of_independence() -> Decision:
    """Return the decision that takes every sentence on independence out of an advertisement."""
    return Decision(
        rule="X1",
        level=Level.BLOCK,
        place=Place.SITE,
        because=_("because an advertisement makes no claim of independence"),
        facts=(("label", ADVERTISEMENT),),
    )


def _tie(tie: TieFact, facts: Facts, day: date) -> Iterator[Decision]:
    if tie.paid:
        yield _advertisement(tie, facts)
        return
    if tie.declared_by and not tie.recorded:
        yield _declared(tie)
    elif tie.unknown and tie.part == Part.SUBJECT and tie.stands_behind_us(day):
        yield _unanswered(tie, day)
    if tie.consideration == Consideration.COMMISSION:
        yield _commission(tie)
    if tie.stands_behind_us(day) and tie.part in DISCLOSED_PARTS:
        partnership = _partnership(tie, facts, day)
        yield partnership
        if tie.part == Part.SUBJECT:
            yield replace(
                partnership,
                place=Place.TOP,
                notice=PARTNERSHIP_PLAIN,
                about=f"{partnership.about}:top",
            )


def _advertisement(tie: TieFact, facts: Facts) -> Decision:
    said = terms(tie, facts.language)
    return Decision(
        rule="C1",
        level=Level.BLOCK,
        place=Place.KICKER,
        because=_("because %(org)s %(terms)s") % {"org": tie.name, "terms": given(tie)},
        facts=_tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        notice="anzeige",
        placeholders=(("org", tie.name), ("bedingungen", said)),
        label=ADVERTISEMENT,
        effect=Effect.NAMES_PAYER,
        subject=tie.organisation,
    )


def _unanswered(tie: TieFact, day: date) -> Decision:
    because = _("because %(org)s is %(standing)s and %(part)s") % {
        "org": tie.name,
        "standing": standing_here(tie, day),
        "part": part_here(tie),
    }
    asked = _("Did %(org)s give anything for this piece, or have a say in it?") % {"org": tie.name}
    said = {"nothing": _("No, nothing and no say"), "money": _("Yes, money")}
    return _question(tie, because, asked, said)


def _declared(tie: TieFact) -> Decision:
    words = {"person": tie.declared_by, "org": tie.name}
    because = _("because %(person)s declares a tie to %(org)s") % words
    asked = _("%(person)s declares a tie to %(org)s. What does it mean for this piece?") % words
    said = {"nothing": _("Nothing given, no say"), "money": _("It paid")}
    return _question(tie, because, asked, said)


def _question(tie: TieFact, because: str, asked: str, said: dict[str, str]) -> Decision:
    """Ask what an organisation gave for the piece and what it had to say."""
    answers = ((f"tie:{tie.organisation}:{answer}", words) for answer, words in said.items())
    return Decision(
        rule="C2",
        level=Level.BLOCK,
        place=Place.SITE,
        because=because,
        facts=_tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        ask=Ask(asked, "ties", answers=tuple(answers)),
    )


def _partnership(tie: TieFact, facts: Facts, day: date) -> Decision:
    """The named notice; it only claims that nothing was given where somebody has said so."""
    clean = tie.consideration == Consideration.NONE and tie.influence == Influence.NONE
    return Decision(
        rule="C3",
        level=Level.AUTO,
        place=Place.BOTTOM,
        because=_("because %(org)s is %(standing)s and %(part)s")
        % {"org": tie.name, "standing": standing_here(tie, day), "part": part_here(tie)},
        facts=_tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        notice=PARTNERSHIP if clean else PARTNERSHIP_PLAIN,
        placeholders=(("org", tie.name), ("rolle", standing(tie, facts.language, day))),
    )


def _commission(tie: TieFact) -> Decision:
    return Decision(
        rule="C7",
        level=Level.BLOCK,
        place=Place.TOP,
        because=_("because we get a commission from %(org)s") % {"org": tie.name},
        facts=_tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        notice="provision",
        placeholders=(("org", tie.name),),
    )


def _person(person: PersonFact, facts: Facts, day: date) -> Iterator[Decision]:
    if person.ambassador and person.benefit:
        yield from _benefit(person, facts, day)
    words = {"person": person.name, "event": person.event}
    if person.ambassador:
        because = _("because %(person)s is an ambassador of %(event)s") % words
        yield _role_line(person, because, person.ambassador, (("ambassador", person.ambassador),))
    if person.speaker:
        because = _("because %(person)s speaks at %(event)s") % words
        known = (("speaker", person.speaker),)
        yield _role_line(person, because, person.speaker, known, ":speaker")
    employer = _employer(person, facts)
    if employer and employer.stands_behind_us(day):
        yield _employee(person, employer, facts, day)


def _role_line(
    person: PersonFact,
    because: str,
    line: str,
    known: tuple[tuple[str, object], ...],
    about: str = "",
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


def _employer(person: PersonFact, facts: Facts) -> TieFact | None:
    """Return whom a person works for, as this piece's own tie knows it, if it does."""
    known = {tie.organisation: tie for tie in facts.ties}
    return person.employer and known.get(person.employer.organisation, person.employer)


def _employee(person: PersonFact, employer: TieFact, facts: Facts, day: date) -> Decision:
    with override(facts.language):
        line = _("works for %(org)s, %(standing)s") % {
            "org": employer.name,
            "standing": standing(employer, facts.language, day),
        }
    because = _("because %(person)s works for %(org)s and %(org)s is %(standing)s") % {
        "person": person.name,
        "org": employer.name,
        "standing": standing_here(employer, day),
    }
    about = f":organisation:{employer.organisation}"
    return _role_line(person, because, line, _tie_facts(employer), about)


def _benefit(person: PersonFact, facts: Facts, day: date) -> Iterator[Decision]:
    """An ambassador who receives something and promotes: an advertisement (rule C5)."""
    for_partner = any(tie.part == Part.SUBJECT and tie.partners_us(day) for tie in facts.ties)
    known = (
        ("person", person.person),
        ("benefit", person.benefit),
        ("promotes_event", facts.promotes_event),
        ("about_a_partner", for_partner),
    )
    about = f"person:{person.person}"
    words = {"person": person.name, "event": person.event, "benefit": person.benefit}
    if facts.promotes_event or for_partner:
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
                ("rolle", person.ambassador),
                ("leistung", person.benefit),
            ),
            label=ADVERTISEMENT,
        )
    elif facts.promotes_event is None:
        yield Decision(
            rule="C5",
            level=Level.BLOCK,
            place=Place.SITE,
            because=_("because %(person)s receives something as an ambassador of %(event)s")
            % words,
            facts=known,
            about=about,
            ask=Ask(
                _("Does the piece promote %(event)s? %(person)s receives something: %(benefit)s.")
                % words,
                "promotes_event",
                answers=(
                    ("promotes:no", _("No, it reports")),
                    ("promotes:yes", _("Yes, it promotes")),
                ),
            ),
        )


def _own_event(facts: Facts) -> Iterator[Decision]:
    if facts.event is None or not facts.event.own:
        return
    known = (("event", facts.event.name), ("promotes_event", facts.promotes_event))
    words = {"event": facts.event.name}
    if facts.promotes_event:
        yield Decision(
            rule="C6",
            level=Level.AUTO,
            place=Place.KICKER,
            because=_("because the piece promotes our own event %(event)s") % words,
            facts=known,
            about="event",
            label="own",
        )
    yield Decision(
        rule="C6",
        level=Level.AUTO,
        place=Place.INLINE,
        because=_("because the ticket box leads to our own event %(event)s") % words,
        facts=known,
        about="box",
        effect=Effect.MARKS_TICKET_BOX,
    )


def _paid_links(facts: Facts) -> Iterator[Decision]:
    if facts.paid_links:
        yield Decision(
            rule="C7",
            level=Level.BLOCK,
            place=Place.TOP,
            because=_("because links in the text are paid for"),
            facts=(("paid_links", facts.paid_links),),
            about="links",
            notice="werbelinks",
        )


def _press_release(facts: Facts) -> Iterator[Decision]:
    if facts.press_release_of:
        yield Decision(
            rule="C8",
            level=Level.BLOCK,
            place=Place.TOP,
            because=_("because it is an unedited press release of %(org)s")
            % {"org": facts.press_release_of},
            facts=(("press_release_of", facts.press_release_of),),
            about="press_release",
            notice="pressemitteilung",
            placeholders=(("org", facts.press_release_of),),
            label="press_release",
        )


def _tie_facts(tie: TieFact) -> tuple[tuple[str, object], ...]:
    return (
        ("organisation", tie.organisation),
        ("name", tie.name),
        ("part", str(tie.part)),
        ("relation", str(tie.relation)),
        ("consideration", str(tie.consideration)),
        ("influence", str(tie.influence)),
        ("recorded", tie.recorded),
        ("sponsorings", [f"{one.level}: {one.event} ({one.year})" for one in tie.sponsorings]),
    )
