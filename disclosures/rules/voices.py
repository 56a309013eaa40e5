"""Rules G1 to G5: whose voice a piece is, and who signed it off (docs/disclosure.md#voices).

An agreement on sign-off binds, towards each who was promised it (docs/standards/law.md#interviews).
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _, ngettext, override

from disclosures.decisions import GUEST, Ask, Decision, Effect, Level, Place, listed
from disclosures.facts import Facts, InterviewFact, PersonFact
from prose.typography import date_range


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield badges and notices of guest posts and interviews; G3 is G1 with C1, C3 or C4."""
    guests = [one for one in facts.people if one.role == "author" and one.guest]
    if guests:
        yield _guests(facts, guests)
    if facts.kind != "interview":
        return
    speakers = [one for one in facts.people if one.role == "interviewee"]
    if speakers:
        yield _interview(facts, speakers)
        yield from _sign_offs(facts.interview or InterviewFact(), speakers)
        yield from _unknown(facts.interview or InterviewFact())
    if facts.interview and _line(facts, facts.interview, speakers):
        yield _how_it_was_held(facts, facts.interview, speakers)


def _guests(facts: Facts, guests: list[PersonFact]) -> Decision:
    with override(facts.language):
        names = listed(
            f"{one.name} ({one.affiliation})" if _unsaid(one) else one.name for one in guests
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
        label=GUEST,
    )


def _unsaid(person: PersonFact) -> bool:
    """Tell whether the affiliation is not told at the name already, with what ties it to us."""
    return bool(person.affiliation) and not any(
        one.sponsorings and one.name == person.affiliation for one in person.employers
    )


def _interview(facts: Facts, speakers: list[PersonFact]) -> Decision:
    """Label the interview; whoever works for us does not give an opinion of their own."""
    guests = [one for one in speakers if one.guest]
    with override(facts.language):
        names = listed(one.name for one in guests)
    return Decision(
        rule="G2",
        level=Level.AUTO,
        place=Place.KICKER,
        because=_("because it is an interview"),
        facts=(
            ("interviewees", sorted(one.person for one in speakers)),
            ("guests", sorted(one.person for one in guests)),
        ),
        about="interview",
        notice="interview" if guests else "",
        placeholders=(("personen", names),) if guests else (),
        label="interview",
    )


def _sign_offs(interview: InterviewFact, speakers: list[PersonFact]) -> Iterator[Decision]:
    """Block until everybody who was promised sign-off has given it (rule G4)."""
    for person in {one.person: one for one in speakers}.values():
        signed, words = interview.of(person.person), {"person": person.name}
        withdrawn = signed is not None and signed.withdrawn
        if interview.agreed != "full" or (signed is not None and not withdrawn):
            continue
        if withdrawn:
            asked = _("%(person)s has withdrawn the sign-off.")
        elif person.person in interview.outdated:
            asked = _("The text has changed since %(person)s signed it off.")
        else:
            asked = _("%(person)s was promised sign-off, and there is none for this text.")
        yield Decision(
            rule="G4",
            level=Level.BLOCK,
            place=Place.SITE,
            because=_("because %(person)s was promised sign-off") % words,
            facts=(("person", person.person), ("withdrawn", withdrawn), ("agreed", "full")),
            about=f"sign_off:{person.person}",
            ask=Ask(asked % words, "authorisations"),
        )


def _unknown(interview: InterviewFact) -> Iterator[Decision]:
    """Ask for what nobody has said of how an interview came about (rule G5)."""
    questions = {
        "mode": (interview.mode, _("How was the interview conducted?")),
        "shortened": (interview.shortened is not None, _("Were answers cut?")),
        "authorisation_agreed": (interview.agreed, _("What was agreed about sign-off?")),
    }
    for field, (known, asked) in questions.items():
        if not known:
            yield Decision(
                rule="G5",
                level=Level.SUGGEST,
                place=Place.SITE,
                because=_("because readers are told how an interview came about"),
                facts=((field, "unknown"),),
                about=field,
                ask=Ask(asked, field, blocking=False),
            )


def _how_it_was_held(
    facts: Facts, interview: InterviewFact, speakers: list[PersonFact]
) -> Decision:
    """The interview line: only what is known (docs/standards/law.md#interviews)."""
    signed = sorted(f"{s.guest}: {s.signer}" for s in interview.signed if not s.withdrawn)
    return Decision(
        rule="G2",
        level=Level.AUTO,
        place=Place.TOP,
        because=_("because readers are told how an interview came about"),
        facts=(
            ("mode", interview.mode),
            ("held_on", interview.held_on.isoformat() if interview.held_on else ""),
            ("shortened", interview.shortened),
            ("signed", signed),
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
        yield _("The interview was conducted %(mode)s on %(day)s.") % words
    elif interview.mode:
        yield _("The interview was conducted %(mode)s.") % words
    elif day:
        yield _("The interview was conducted on %(day)s.") % words
    if interview.shortened is not None:
        yield _("It has been shortened.") if interview.shortened else _("It is unabridged.")
    yield from _signatures(interview, speakers)


def _signatures(interview: InterviewFact, speakers: list[PersonFact]) -> Iterator[str]:
    """Say who signed off, and for whom; whoever withdrew has not."""
    names = {one.person: one.name for one in speakers}
    valid = [one for one in interview.signed if not one.withdrawn and one.guest in names]
    themselves = [names[one.guest] for one in valid if not one.signer]
    if themselves:
        yield _("Signed off by %(names)s.") % {"names": listed(themselves)}
    for signer in dict.fromkeys(one.signer for one in valid if one.signer):
        guests = listed(names[one.guest] for one in valid if one.signer == signer)
        words = {"signer": signer, "names": guests}
        yield _("Signed off by %(signer)s on behalf of %(names)s.") % words
