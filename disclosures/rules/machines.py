"""Rules A1 to A4, A7, A8: what machines wrote and translated (docs/disclosure.md#machines).

Art. 50 (4), second subparagraph, of the EU AI Act: text made by AI on matters of public interest is
disclosed, unless it was reviewed and somebody is responsible. What is true of a part is said of that part.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _, override

from disclosures.decisions import AI, TRANSLATED, Ask, Decision, Effect, Level, Place
from disclosures.facts import AIFact, ApprovalFact, Facts
from disclosures.rules.ai_words import purposes_of, scopes_in_words, share_of, tools_of
from disclosures.rules.players import is_played
from disclosures.vocabulary import ORIGINALS, AIDegree, AIKind, AIScope
from prose.typography import date_range

# A label before the title is about the text as a whole.
WHOLE = (AIScope.TEXT, AIScope.PASSAGES)


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what the use of AI for the text demands."""
    yield from _text(facts)
    yield from _translation(facts)
    yield from _answers(facts)


def _text(facts: Facts) -> Iterator[Decision]:
    """Decide on the text: the first of A1, A2, A3, A4 that holds."""
    used = used_for_text(facts)
    if not used:
        if any(use.degree for use in facts.ai if use.kind == AIKind.PROOFREAD):
            yield _only_proofread(facts)
        return
    if substantial(used) and approved(facts):
        yield _examined(facts, used)
    elif substantial(used) and facts.public_interest:
        yield _unexamined(facts, used)
    elif substantial(used):
        yield _told_without_examination(facts, used)
    else:
        yield _helped(facts, used)
    if any(not use.tool for use in used):
        yield _tool_missing(used)


def used_for_text(facts: Facts) -> list[AIFact]:
    """Return the uses for the text of which readers are told: all but a machine that only read the proofs.

    If its sentences were kept, it did more than that, whatever it was called. Translations (A7), voices
    and videos (A9) are told of by themselves.
    """
    return [
        use
        for use in facts.ai
        if use.degree > (AIDegree.ASSISTIVE if use.kind == AIKind.PROOFREAD else AIDegree.NONE)
        and use.kind != AIKind.TRANSLATE
        and not is_played(use)
    ]


def substantial(used: list[AIFact]) -> list[AIFact]:
    """Return the uses of which sentences were kept."""
    return [use for use in used if use.degree >= AIDegree.SUBSTANTIAL]


def approved(facts: Facts) -> bool:
    """Tell whether somebody examined exactly this text."""
    return facts.approval is not None and facts.approval.valid


def _unexamined(facts: Facts, used: list[AIFact]) -> Decision:
    of_all = any(use.applies_to in WHOLE for use in substantial(used))
    return Decision(
        rule="A1",
        level=Level.BLOCK,
        place=Place.KICKER if of_all else Place.TOP,
        because=_("because AI wrote parts of the text and no examination of this version is known"),
        facts=_ai_facts(facts, used),
        about="text",
        notice="ki-text" if of_all else "ki-teil",
        placeholders=_placeholders(facts, substantial(used)),
        label=AI if of_all else "",
        ask=Ask(_missing(facts.approval), "approvals", blocking=False),
    )


def _missing(approval: ApprovalFact | None) -> str:
    """Say what has to be done before the label falls."""
    if approval is None:
        return _("Nobody has examined the text. Until then the piece says so.")
    if approval.on_their_word:
        return _(
            "Somebody else has entered that %(reviewer)s examined the text. Until they record it"
            " with their own account, the piece says that nobody has."
        ) % {"reviewer": approval.reviewer.name}
    return _("The text has changed since it was approved. Somebody must examine it again.")


def _examined(facts: Facts, used: list[AIFact]) -> Decision:
    approval = facts.approval
    if approval is None:
        raise ValueError("an examined text has an approval")
    return Decision(
        rule="A2",
        level=Level.AUTO,
        place=Place.BOTTOM,
        because=_("because AI wrote parts of the text, which %(reviewer)s examined")
        % {"reviewer": approval.reviewer.name},
        facts=_ai_facts(facts, used),
        about="text",
        notice="ki",
        placeholders=(
            *_placeholders(facts, used, pictures=True),
            ("pruefer", approval.reviewer.name),
            ("datum", date_range(approval.approved_on, None, facts.language)),
            ("verantwortlich", approval.responsible.name),
            ("pruefung", _examination(approval, facts.language)),
        ),
        effect=Effect.NAMES_EXAMINER,
    )


def _examination(approval: ApprovalFact, language: str) -> str:
    """Say who examined the text and who is responsible, naming nobody twice."""
    words = {
        "reviewer": approval.reviewer.name,
        "day": date_range(approval.approved_on, None, language),
        "responsible": approval.responsible.name,
    }
    with override(language):
        if approval.reviewer == approval.responsible:
            return _("%(reviewer)s examined the text on %(day)s and is responsible for it.") % words
        said = _(
            "%(reviewer)s examined and approved the text on %(day)s; %(responsible)s is responsible."
        )
        return said % words


def _told_without_examination(facts: Facts, used: list[AIFact]) -> Decision:
    """A text of no public interest needs no examination; what AI wrote is told all the same."""
    return Decision(
        rule="A3",
        level=Level.AUTO,
        place=Place.BOTTOM,
        because=_("because AI wrote parts of the text"),
        facts=_ai_facts(facts, used),
        about="text",
        notice="ki-umfang",
        placeholders=_placeholders(facts, used, pictures=True),
    )


def _helped(facts: Facts, used: list[AIFact]) -> Decision:
    return Decision(
        rule="A3",
        level=Level.SUGGEST,
        place=Place.BOTTOM,
        because=_("because AI helped, without its sentences being kept"),
        facts=_ai_facts(facts, used),
        about="text",
        notice="ki-kurz",
        placeholders=(
            ("zwecke", purposes_of(used, facts.language)),
            ("werkzeuge", tools_of(used)),
        ),
    )


def _only_proofread(facts: Facts) -> Decision:
    return Decision(
        rule="A4",
        level=Level.NONE,
        place=Place.SITE,
        because=_("because AI only read the proofs; the transparency page says so"),
        facts=(("kinds", sorted({use.kind for use in facts.ai})),),
        about="text",
    )


def _tool_missing(used: list[AIFact]) -> Decision:
    """Ask for what every notice on AI in the text names."""
    return Decision(
        rule="A2",
        level=Level.BLOCK,
        place=Place.SITE,
        because=_("because AI was used and the notice names the tool"),
        facts=(("uses", sorted(f"{use.kind}: {use.tool}" for use in used)),),
        about="tool",
        ask=Ask(_("With which tool was AI used?"), "ai_uses"),
    )


def _translation(facts: Facts) -> Iterator[Decision]:
    """A machine's translation; unexamined, it needs more than a short line (draft guidelines, unconfirmed)."""
    by_machine = [use for use in facts.ai if use.kind == AIKind.TRANSLATE and use.degree]
    if not by_machine:
        return
    with override(facts.language):
        original = str(dict(ORIGINALS).get(facts.translated_from, ""))
    examined, tools = approved(facts), tools_of(by_machine)
    told = Decision(
        rule="A7",
        level=Level.AUTO if examined or not facts.public_interest else Level.BLOCK,
        place=Place.TOP,
        because=_("because AI translated the text"),
        facts=(
            ("translated_from", facts.translated_from),
            ("tools", sorted(use.tool for use in by_machine)),
            ("examined", examined),
            ("public_interest", facts.public_interest),
        ),
        about="translation",
        notice="ki-uebersetzung-geprueft" if examined else "ki-uebersetzung",
        placeholders=(("sprache", original), ("werkzeuge", tools)),
    )
    if not original:
        asked = _("From which language was the text translated?")
        yield replace(
            told,
            place=Place.SITE,
            notice="",
            placeholders=(),
            ask=Ask(asked, "translated_from"),
        )
    elif not examined and facts.public_interest:
        asked = _("Nobody has examined the translation. Until then the piece says so.")
        yield replace(
            told,
            place=Place.KICKER,
            notice="ki-uebersetzung-ungeprueft",
            label=TRANSLATED,
            ask=Ask(asked, "approvals", blocking=False),
        )
    else:
        yield told
    if not all(use.tool for use in by_machine):
        yield replace(_tool_missing(by_machine), rule="A7", about="translation:tool")


def _answers(facts: Facts) -> Iterator[Decision]:
    for person in facts.people:
        if person.role != "interviewee" or (person.ai_degree or 0) < AIDegree.SUBSTANTIAL:
            continue
        with override(facts.language):
            line = _("%(person)s wrote the answers with the help of AI.") % {"person": person.name}
        yield Decision(
            rule="A8",
            level=Level.AUTO,
            place=Place.TOP,
            because=_("because %(person)s declares that AI wrote parts of the answers")
            % {"person": person.name},
            facts=(("person", person.person), ("degree", person.ai_degree)),
            about=f"person:{person.person}",
            line=line,
            effect=Effect.TELLS_OF_AI_ANSWERS,
        )


def _placeholders(
    facts: Facts, used: list[AIFact], *, pictures: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return what AI was used for, of what and how much it wrote, in the piece's language.

    `zwecke`, `werkzeuge` and `anteil` are for wordings that are older than scopes.
    """
    images = facts.images if pictures else ()
    return (
        ("umfang", scopes_in_words(used, facts, images)),
        ("zwecke", purposes_of(used, facts.language, images)),
        ("werkzeuge", tools_of([*used, *images])),
        ("anteil", share_of(used, facts.language)),
    )


def _state(approval: ApprovalFact | None) -> str | None:
    if approval is None:
        return None
    if approval.on_their_word:
        return "on their word"
    return "valid" if approval.valid else "out of date"


def _ai_facts(facts: Facts, used: list[AIFact]) -> tuple[tuple[str, object], ...]:
    approval = facts.approval
    return (
        (
            "uses",
            sorted(f"{u.kind}: {int(u.degree)}, {u.tool}, {u.applies_to}" for u in used),
        ),
        ("images", sorted(f"{image.image}: {image.tool}" for image in facts.images)),
        ("public_interest", facts.public_interest),
        ("approval", _state(approval)),
        ("approved_on", approval.approved_on.isoformat() if approval and approval.valid else ""),
        ("reviewer", approval.reviewer.name if approval and approval.valid else ""),
    )
