"""Rules C1 to C3, C7, C9: what an organisation gave, decides, is to us (docs/disclosure.md#money).

§ 5a (4) UWG: a consideration counts if it was received or promised, and is presumed unless whoever
acts shows credibly that there was none. § 6 DDG: the payer is named. That influence without
consideration is labelled (C9) is a rule of the house.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures.decisions import ADVERTISEMENT, COMMISSION, Ask, Decision, Effect, Level, Place
from disclosures.facts import Facts
from disclosures.rules.standing import (
    for_embed,
    given,
    part_here,
    predicate,
    sentences,
    standing,
    standing_here,
    terms,
)
from disclosures.ties import TieFact
from disclosures.vocabulary import Consideration, Influence, Part, Relation

PARTNERSHIP, UNPAID, PLAIN = "partnerschaft", "partnerschaft-unbezahlt", "partnerschaft-knapp"
HOLDING = "beteiligung"
OWNED = frozenset({Relation.OWNER, Relation.HOLDING})
DISCLOSED_PARTS = frozenset({*Part} - {Part.LINK})


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what ties to organisations demand, and ask for what nobody has answered."""
    day = timezone.localdate(facts.published_at or now)
    for tie in facts.ties:
        yield from _tie(tie, facts, day)
    in_text = {tie.organisation for tie in facts.ties if tie.part != Part.SOURCE}
    employers = {
        employer.organisation: employer
        for person in facts.people
        if person.speaks
        for employer in person.employers
        if employer.stands_behind_us(day)
    }
    for organisation, employer in employers.items():
        if organisation not in in_text:
            yield _unanswered(employer, _because_of_employee(employer, facts, day))


def _tie(tie: TieFact, facts: Facts, day: date) -> Iterator[Decision]:
    if tie.makes_advertisement:
        yield _advertisement(tie, facts)
        return
    if tie.only_embed_paid:
        yield _embed(tie, facts)
    if tie.declared_by and not tie.recorded:
        yield _declared(tie)
    elif tie.unknown and tie.recorded:
        yield _unanswered(tie, because_of_part(tie, day))
    elif _claims_nothing(tie) and not tie.evidence and tie.stands_behind_us(day):
        yield _no_evidence(tie)
    if tie.consideration == Consideration.COMMISSION:
        yield _commission(tie)
    if tie.stands_behind_us(day) and tie.part in DISCLOSED_PARTS:
        for one in _standings(tie, facts, day):
            yield one
            if tie.part == Part.SUBJECT:
                yield _above(one)


def _claims_nothing(tie: TieFact) -> bool:
    return tie.recorded and tie.consideration == Consideration.NONE and not tie.unknown


def _advertisement(tie: TieFact, facts: Facts) -> Decision:
    return Decision(
        rule="C1" if tie.paid else "C9",
        level=Level.BLOCK,
        place=Place.KICKER,
        because=_("because %(org)s %(terms)s") % {"org": tie.name, "terms": given(tie)},
        facts=tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        notice="anzeige",
        placeholders=(
            ("org", tie.name),
            ("leistungen", sentences(tie, facts.language)),
            ("bedingungen", terms(tie, facts.language)),
        ),
        label=ADVERTISEMENT,
        effect=Effect.NAMES_PAYER,
        subject=tie.organisation,
    )


def _embed(tie: TieFact, facts: Facts) -> Decision:
    """Only what is embedded was paid for: the label stands there, and the piece stays ours."""
    return Decision(
        rule="C1",
        level=Level.BLOCK,
        place=Place.INLINE,
        because=_("because %(org)s gave something for what is embedded") % {"org": tie.name},
        facts=(*tie_facts(tie), ("address", tie.address)),
        about=f"organisation:{tie.organisation}:embed",
        line=for_embed(tie, facts.language),
        effect=Effect.MARKS_PLAYER,
        where=tie.address,
    )


def because_of_part(tie: TieFact, day: date) -> str:
    """Say what an organisation is to us and does in the text, in the language of whoever edits."""
    words = {"org": tie.name, "standing": standing_here(tie, day), "part": part_here(tie)}
    if words["standing"]:
        return _("because %(org)s is %(standing)s and %(part)s") % words
    return _("because %(org)s %(part)s") % words


def _because_of_employee(employer: TieFact, facts: Facts, day: date) -> str:
    names = [one.name for one in facts.people if one.speaks and employer in one.employers]
    words = {"person": names[0], "org": employer.name, "standing": standing_here(employer, day)}
    return _("because %(person)s works for %(org)s and %(org)s is %(standing)s") % words


def _unanswered(tie: TieFact, because: str) -> Decision:
    asked = _("What did %(org)s give or promise for this piece, and what say did it have?")
    said = {
        "nothing": _("Nothing, and no say"),
        "money": _("Money"),
        "goods": _("Goods or services"),
        "travel": _("A trip or hospitality"),
        "promised": _("Nothing yet, but something was promised"),
    }
    return _question(tie, because, asked % {"org": tie.name}, said)


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
        facts=tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        ask=Ask(asked, "ties", answers=tuple(answers)),
    )


def _no_evidence(tie: TieFact) -> Decision:
    asked = _(
        "How do we know that %(org)s gave nothing? Without evidence the notice does not say so."
    )
    return Decision(
        rule="C2",
        level=Level.SUGGEST,
        place=Place.SITE,
        because=_("because a “no” wants evidence"),
        facts=tie_facts(tie),
        about=f"organisation:{tie.organisation}:evidence",
        ask=Ask(asked % {"org": tie.name}, "ties", blocking=False),
    )


def _standings(tie: TieFact, facts: Facts, day: date) -> Iterator[Decision]:
    """Yield the named notices; they claim only what somebody has said, and shown."""
    if tie.relation == Relation.HOLDING:
        yield _named(tie, facts, day, HOLDING, ":holding")
        tie = replace(tie, relation="")
        if not tie.near(day):
            return
    yield _named(tie, facts, day, _variant(tie, facts, day))


def _variant(tie: TieFact, facts: Facts, day: date) -> str:
    """Say as much as is shown; that the newsroom alone decided only where nobody else had a hand in it."""
    if not tie.clean or tie.relation in OWNED:
        return PLAIN
    suggested = any(one.influence != Influence.NONE for one in facts.ties if one.recorded)
    speakers = [one for one in facts.people if one.speaks]
    tied = any(each.stands_behind_us(day) for one in speakers for each in one.employers)
    others = any(one.guest for one in speakers)
    return UNPAID if suggested or tied or others or not speakers else PARTNERSHIP


def _named(tie: TieFact, facts: Facts, day: date, notice: str, about: str = "") -> Decision:
    return Decision(
        rule="C3",
        level=Level.AUTO,
        place=Place.BOTTOM,
        because=because_of_part(tie, day),
        facts=tie_facts(tie),
        about=f"organisation:{tie.organisation}{about}",
        notice=notice,
        placeholders=(
            ("org", tie.name),
            ("stand", predicate(tie, facts.language, day)),
            ("rolle", standing(tie, facts.language, day)),
        ),
        says=frozenset({"owned"} if tie.relation == Relation.OWNER else ()),
    )


def _above(below: Decision) -> Decision:
    notice = HOLDING if below.notice == HOLDING else PLAIN
    return replace(below, place=Place.TOP, notice=notice, about=f"{below.about}:top")


def _commission(tie: TieFact) -> Decision:
    subject = tie.part == Part.SUBJECT
    return Decision(
        rule="C7",
        level=Level.BLOCK,
        place=Place.KICKER if subject else Place.TOP,
        because=_("because we get a commission from %(org)s") % {"org": tie.name},
        facts=tie_facts(tie),
        about=f"organisation:{tie.organisation}",
        notice="provision",
        placeholders=(("org", tie.name),),
        label=COMMISSION if subject else "",
    )


def tie_facts(tie: TieFact) -> tuple[tuple[str, object], ...]:
    """Return what a decision about an organisation rests on."""
    return (
        ("organisation", tie.organisation),
        ("name", tie.name),
        ("part", str(tie.part)),
        ("relation", str(tie.relation)),
        ("consideration", str(tie.consideration)),
        ("influence", str(tie.influence)),
        ("given", tie.given),
        ("evidence", tie.evidence),
        ("recorded", tie.recorded),
        ("sponsorings", [f"{one.level}: {one.event} ({one.year})" for one in tie.sponsorings]),
        *((("condition", tie.condition),) if tie.condition else ()),
    )
