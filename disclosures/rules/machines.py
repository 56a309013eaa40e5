"""Rules A1 to A8: what machines wrote, drew, translated (docs/standards/disclosure.md#machines)."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _, override, pgettext

from disclosures.decisions import Ask, Decision, Effect, Level, Place, listed
from disclosures.facts import AIFact, ApprovalFact, Facts, ImageFact
from disclosures.vocabulary import ORIGINALS, AIDegree, AIKind
from prose.typography import date_range

# How much of the text is the machine's, in words for readers.
SHARES: dict[int, Callable[[], str]] = {
    AIDegree.SUBSTANTIAL: lambda: pgettext("share of the text", "partly"),
    AIDegree.PREDOMINANT: lambda: pgettext("share of the text", "mostly"),
}


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what the use of AI demands."""
    yield from _text(facts)
    yield from _images(facts)
    yield from _translation(facts)
    yield from _answers(facts)


def _text(facts: Facts) -> Iterator[Decision]:
    """Decide on the text: the first of A1, A2, A3, A4 that holds."""
    used = _used(facts)
    if not used:
        if any(use.degree for use in facts.ai):
            yield _only_proofread(facts)
        return
    if _substantial(used) and _approved(facts):
        yield _examined(facts, used)
    elif _substantial(used) and facts.public_interest:
        yield _unexamined(facts, used)
    elif _substantial(used):
        yield _short(facts, used, Level.AUTO, _("because AI wrote parts of the text"))
    else:
        because = _("because AI helped, without its sentences being kept")
        yield _short(facts, used, Level.SUGGEST, because)
    if any(not use.tool for use in used):
        yield _tool_missing(used)


def _used(facts: Facts) -> list[AIFact]:
    """Return the uses of which readers are told: all but a machine that only read the proofs.

    If its sentences were kept, it did more than that, whatever it was called.
    """
    return [
        use
        for use in facts.ai
        if use.degree > (AIDegree.ASSISTIVE if use.kind == AIKind.PROOFREAD else AIDegree.NONE)
    ]


def _substantial(used: list[AIFact]) -> list[AIFact]:
    return [use for use in used if use.degree >= AIDegree.SUBSTANTIAL]


def _approved(facts: Facts) -> bool:
    return facts.approval is not None and facts.approval.valid


def _unexamined(facts: Facts, used: list[AIFact]) -> Decision:
    return Decision(
        rule="A1",
        level=Level.BLOCK,
        place=Place.KICKER,
        because=_("because AI wrote parts of the text and nobody examined this version of it"),
        facts=_ai_facts(facts, used),
        about="text",
        notice="ki-text",
        placeholders=_placeholders(facts, _substantial(used)),
        label="ai",
        ask=Ask(_missing(facts.approval), "approvals", blocking=False),
    )


def _missing(approval: ApprovalFact | None) -> str:
    """Say what has to be done before the label falls."""
    if approval is None:
        return _("Nobody has examined the text. Until then it is labelled as made by AI.")
    if approval.on_their_word:
        return _(
            "Somebody else has entered that %(reviewer)s examined the text. It is labelled as made"
            " by AI until they record it with their own account."
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
            *_placeholders(facts, used, facts.images),
            ("pruefer", approval.reviewer.name),
            ("datum", date_range(approval.approved_on, None, facts.language)),
            ("verantwortlich", approval.responsible.name),
        ),
        effect=Effect.NAMES_EXAMINER,
    )


def _short(facts: Facts, used: list[AIFact], level: Level, because: str) -> Decision:
    return Decision(
        rule="A3",
        level=level,
        place=Place.BOTTOM,
        because=because,
        facts=_ai_facts(facts, used),
        about="text",
        notice="ki-kurz",
        placeholders=_placeholders(facts, used, facts.images if level == Level.AUTO else ()),
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


def _images(facts: Facts) -> Iterator[Decision]:
    for image in facts.images:
        known = (("image", image.image), ("tool", image.tool), ("deepfake", image.deepfake))
        about, words = f"image:{image.image}", {"image": image.title}
        if image.undecided:
            yield Decision(
                rule="A5",
                level=Level.BLOCK,
                place=Place.SITE,
                because=_("because AI made or changed the picture “%(image)s”") % words,
                facts=known,
                about=f"{about}:undecided",
                ask=Ask(
                    _("Does the picture “%(image)s” look real, and does it show something real?")
                    % words,
                    "image",
                ),
            )
        if image.deepfake:
            because = _(
                "because AI made the picture “%(image)s”, which looks like a photograph of"
                " something real"
            )
        else:
            because = _("because AI made or changed the picture “%(image)s”")
        yield Decision(
            rule="A5" if image.deepfake else "A6",
            level=Level.BLOCK,
            place=Place.INLINE,
            because=because % words,
            facts=known,
            about=about,
            effect=Effect.MARKS_IMAGE,
            subject=image.image,
        )
        if not image.tool:
            yield Decision(
                rule="A6",
                level=Level.BLOCK,
                place=Place.SITE,
                because=_("because AI was used and the notice names the tool"),
                facts=known,
                about=f"{about}:tool",
                ask=Ask(_("With which AI tool was the picture “%(image)s” made?") % words, "image"),
            )
    if facts.images and not _told_with_the_text(facts):
        yield _pictures(facts)


def _told_with_the_text(facts: Facts) -> bool:
    """Tell whether the notice on the text (A2, or A3 by itself) speaks of the pictures too."""
    return bool(_substantial(_used(facts))) and (_approved(facts) or not facts.public_interest)


def _pictures(facts: Facts) -> Decision:
    return Decision(
        rule="A6",
        level=Level.AUTO,
        place=Place.BOTTOM,
        because=_("because AI made or changed pictures of the piece"),
        facts=(("images", sorted(f"{image.image}: {image.tool}" for image in facts.images)),),
        about="images",
        notice="ki-kurz",
        placeholders=_placeholders(facts, [], facts.images),
    )


def _translation(facts: Facts) -> Iterator[Decision]:
    by_machine = [use for use in facts.ai if use.kind == AIKind.TRANSLATE]
    if not facts.translated_from or not any(use.degree for use in by_machine):
        return
    examined = _approved(facts)
    with override(facts.language):
        original = str(dict(ORIGINALS).get(facts.translated_from, ""))
    yield Decision(
        rule="A7",
        level=Level.AUTO,
        place=Place.TOP,
        because=_("because AI translated the text"),
        facts=(
            ("translated_from", facts.translated_from),
            ("tools", sorted(use.tool for use in by_machine)),
            ("examined", examined),
        ),
        about="translation",
        notice="ki-uebersetzung-geprueft" if examined else "ki-uebersetzung",
        placeholders=(("sprache", original),),
        ask=None if original else Ask(_("From which language?"), "translated_from"),
    )


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
    facts: Facts, used: list[AIFact], images: tuple[ImageFact, ...] = ()
) -> tuple[tuple[str, str], ...]:
    """Return what AI was used for, with which tools and how much, in the piece's language.

    Purposes come in the order of the work, tools by name, whatever the order of recording.
    """
    kinds = {use.kind for use in used}
    tools = {*(use.tool for use in used), *(image.tool for image in images)} - {""}
    with override(facts.language):
        purposes = [str(kind.label) for kind in AIKind if kind in kinds]
        if not kinds <= set(AIKind):
            purposes.insert(0, _("the text"))
        if images:
            purposes.append(_("images"))
        share = SHARES.get(max((use.degree for use in used), default=0))
        return (
            ("zwecke", listed(purposes)),
            ("werkzeuge", ", ".join(sorted(tools, key=str.casefold))),
            ("anteil", share() if share else ""),
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
        ("uses", sorted(f"{use.kind}: {int(use.degree)}, {use.tool}" for use in used)),
        ("images", sorted(f"{image.image}: {image.tool}" for image in facts.images)),
        ("public_interest", facts.public_interest),
        ("approval", _state(approval)),
        ("approved_on", approval.approved_on.isoformat() if approval and approval.valid else ""),
        ("reviewer", approval.reviewer.name if approval and approval.valid else ""),
    )
