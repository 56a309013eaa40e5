"""Rules G1 to G3: whose voice a piece is (docs/standards/disclosure.md#voices)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _, ngettext, override

from disclosures.decisions import Decision, Effect, Level, Place, listed
from disclosures.facts import Facts, InterviewFact, PersonFact
from prose.typography import date_range


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield badges and notices of guest posts and interviews; G3 is G1 with C1, C3 or C4."""
    guests = [one for one in facts.people if one.role == "author" and not one.newsroom]
    if guests:
        yield _guests(facts, guests)
    if facts.kind == "interview":
        speakers = [one for one in facts.people if one.role == "interviewee"]
        if speakers:
            yield _interview(facts, speakers)
        if facts.interview and _line(facts, facts.interview, speakers):
            yield _how_it_was_held(facts, facts.interview, speakers)


def _guests(facts: Facts, guests: list[PersonFact]) -> Decision:
    with override(facts.language):
        names = listed(
            f"{one.name} ({one.affiliation})" if one.affiliation else one.name for one in guests
        )
    return Decision(
        rule="G1",
        level=Level.AUTO,
        place=Place.KICKER,
        because=ngettext(
            "because %(names)s is not of the newsroom",
            "because %(names)s are not of the newsroom",
            len(guests),
        )
        % {"names": listed(one.name for one in guests)},
        facts=(("guests", sorted(one.person for one in guests)),),
        about="guests",
        notice="gastbeitrag",
        placeholders=(("personen", names),),
        label="guest",
    )


def _interview(facts: Facts, speakers: list[PersonFact]) -> Decision:
    with override(facts.language):
        names = listed(one.name for one in speakers)
    return Decision(
        rule="G2",
        level=Level.AUTO,
        place=Place.KICKER,
        because=_("because it is an interview"),
        facts=(("interviewees", sorted(one.person for one in speakers)),),
        about="interview",
        notice="interview",
        placeholders=(("personen", names),),
        label="interview",
    )


def _how_it_was_held(
    facts: Facts, interview: InterviewFact, speakers: list[PersonFact]
) -> Decision:
    """The interview line: only what is known (docs/standards/law.md#interviews)."""
    return Decision(
        rule="G2",
        level=Level.AUTO,
        place=Place.TOP,
        because=_("because readers are told how an interview came about"),
        facts=(
            ("mode", interview.mode),
            ("held_on", interview.held_on.isoformat() if interview.held_on else ""),
            ("shortened", interview.shortened),
            ("authorised", interview.authorised),
            ("interviewees", sorted(one.person for one in speakers)),
        ),
        about="line",
        line=_line(facts, interview, speakers),
        effect=Effect.TELLS_OF_INTERVIEW,
    )


def _line(facts: Facts, interview: InterviewFact, speakers: list[PersonFact]) -> str:
    with override(facts.language):
        return " ".join(_sentences(facts, interview, speakers))


def _sentences(facts: Facts, interview: InterviewFact, speakers: list[PersonFact]) -> Iterator[str]:
    day = date_range(interview.held_on, None, facts.language) if interview.held_on else ""
    words = {"mode": interview.mode, "day": day}
    if interview.mode and day:
        yield _("The interview was held %(mode)s on %(day)s.") % words
    elif interview.mode:
        yield _("The interview was held %(mode)s.") % words
    elif day:
        yield _("The interview was held on %(day)s.") % words
    if interview.shortened is not None:
        yield _("It has been shortened.") if interview.shortened else _("It is unabridged.")
    if interview.authorised and not speakers:
        yield _("It was signed off before publication.")
    elif interview.authorised:
        names = listed(one.name for one in speakers)
        yield _("It was signed off by %(names)s before publication.") % {"names": names}
