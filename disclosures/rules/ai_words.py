"""What machines were used for, in words: purposes, tools, and how much of what they wrote."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _, override, pgettext

from disclosures.decisions import listed
from disclosures.facts import AIFact, Facts, ImageFact
from disclosures.vocabulary import AIDegree, AIKind, AIScope

# How much of the text is the machine's; for wordings that are older than scopes.
SHARES: dict[int, Callable[[], str]] = {
    AIDegree.SUBSTANTIAL: lambda: pgettext("share of the text", "partly"),
    AIDegree.PREDOMINANT: lambda: pgettext("share of the text", "mostly"),
}
# What German says behind „für“.
PURPOSES: dict[str, Callable[[], str]] = {
    AIKind.RESEARCH: lambda: pgettext("we used AI for", "research"),
    AIKind.OUTLINE: lambda: pgettext("we used AI for", "outline and ideas"),
    AIKind.DRAFT: lambda: pgettext("we used AI for", "first draft"),
    AIKind.REWRITE: lambda: pgettext("we used AI for", "revision"),
    AIKind.TRANSCRIBE: lambda: pgettext("we used AI for", "transcription"),
    AIKind.SUMMARISE: lambda: pgettext("we used AI for", "summary"),
    AIKind.HEADLINE: lambda: pgettext("we used AI for", "headlines"),
    AIKind.PROOFREAD: lambda: pgettext("we used AI for", "proofreading"),
    AIKind.ALT_TEXT: lambda: pgettext("we used AI for", "descriptions of images"),
    AIKind.AUDIO: lambda: pgettext("we used AI for", "audio"),
    AIKind.VIDEO: lambda: pgettext("we used AI for", "video"),
}
# What AI wrote: partly, mostly.
PARTLY: dict[str, Callable[[], str]] = {
    AIScope.TEXT: lambda: _("The text was partly produced with AI"),
    AIScope.HEADLINE: lambda: _("The headline was partly produced with AI"),
    AIScope.INTRODUCTION: lambda: _("The introduction was partly produced with AI"),
    AIScope.SUMMARY: lambda: _("The summary was partly produced with AI"),
    AIScope.ANSWERS: lambda: _("Single answers were partly produced with AI"),
    AIScope.PASSAGES: lambda: _("Single passages were partly produced with AI"),
}
MOSTLY: dict[str, Callable[[], str]] = {
    AIScope.TEXT: lambda: _("The text was mostly produced with AI"),
    AIScope.HEADLINE: lambda: _("The headline was mostly produced with AI"),
    AIScope.INTRODUCTION: lambda: _("The introduction was mostly produced with AI"),
    AIScope.SUMMARY: lambda: _("The summary was mostly produced with AI"),
    AIScope.ANSWERS: lambda: _("Single answers were mostly produced with AI"),
    AIScope.PASSAGES: lambda: _("Single passages were mostly produced with AI"),
}


def tools_of(used: Iterable[AIFact | ImageFact]) -> str:
    """Return the tools by name, each once."""
    return ", ".join(sorted({one.tool for one in used} - {""}, key=str.casefold))


def purposes_of(used: Sequence[AIFact], language: str, images: Sequence[ImageFact] = ()) -> str:
    """Say in a language what AI was used for, in the order of the work."""
    kinds = {use.kind for use in used}
    with override(language):
        said = [words() for kind, words in PURPOSES.items() if kind in kinds]
        if not kinds <= set(PURPOSES):
            said.insert(0, pgettext("we used AI for", "the text"))
        if images:
            said.append(pgettext("we used AI for", "images"))
        return listed(said)


def share_of(used: Sequence[AIFact], language: str) -> str:
    """Say in a language how much of the text is the machine's."""
    share = SHARES.get(max((use.degree for use in used), default=0))
    with override(language):
        return share() if share else ""


def scopes_in_words(used: Sequence[AIFact], facts: Facts, images: Sequence[ImageFact] = ()) -> str:
    """Say in the piece's language what of it AI wrote and for what else it was used, in sentences."""
    with override(facts.language):
        return " ".join(_sentences(used, facts, images))


def _sentences(used: Sequence[AIFact], facts: Facts, images: Sequence[ImageFact]) -> Iterator[str]:
    kept = [use for use in used if use.degree >= AIDegree.SUBSTANTIAL]
    for scope in AIScope:
        of_it = [use for use in kept if use.applies_to == scope]
        if of_it:
            mostly = max(use.degree for use in of_it) == AIDegree.PREDOMINANT
            said = (MOSTLY if mostly else PARTLY)[scope]()
            yield f"{_with_tools(said, tools_of(of_it))}."
    helped = [use for use in used if use.degree < AIDegree.SUBSTANTIAL]
    if helped or images:
        words = {"purposes": purposes_of(helped, facts.language, images)}
        said = _("We also used AI tools for the following: %(purposes)s") % words
        if not kept:
            said = _("We used AI tools for the following: %(purposes)s") % words
        yield f"{_with_tools(said, tools_of([*helped, *images]))}."
    yield from _answered_without(kept, facts)


def _with_tools(said: str, tools: str) -> str:
    return f"{said} ({tools})" if tools else said


def _answered_without(kept: Sequence[AIFact], facts: Facts) -> Iterator[str]:
    """Say that the answers are free of AI where each who answered has declared so, and nothing else did."""
    answered = [one for one in facts.people if one.role == "interviewee"]
    touched = any(use.applies_to in (AIScope.TEXT, AIScope.ANSWERS) for use in kept)
    if facts.kind != "interview" or not kept or not answered or touched:
        return
    if all(one.ai_degree == 0 for one in answered):
        names = listed(dict.fromkeys(one.name for one in answered))
        yield _("No AI was used for the answers, according to %(names)s.") % {"names": names}
