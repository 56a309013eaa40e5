"""Rule A9: voices and moving pictures that a machine made, told at the player.

Art. 50 (4), first subparagraph, of the EU AI Act: audio and video that resemble existing persons,
places or events and would falsely appear authentic are disclosed; an editor's review does not exempt.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _, override

from disclosures.decisions import Decision, Effect, Level, Place
from disclosures.facts import AIFact, Facts
from disclosures.vocabulary import AIDegree, AIKind


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what stands at each player; nothing exempts from it."""
    played = [use for use in facts.ai if is_played(use)]
    ordered = sorted(played, key=lambda use: (use.kind, use.address, use.tool, use.voice))
    for number, use in enumerate(ordered, start=1):
        voice = use.kind == AIKind.AUDIO
        yield Decision(
            rule="A9",
            level=Level.BLOCK,
            place=Place.INLINE,
            because=_("because AI made a voice") if voice else _("because AI made a video"),
            facts=(
                ("kind", str(use.kind)),
                ("tool", use.tool),
                ("voice", use.voice),
                ("address", use.address),
            ),
            about=f"player:{number}",
            line=_said(use, facts.language),
            effect=Effect.MARKS_PLAYER,
            where=use.address,
        )


def is_played(use: AIFact) -> bool:
    """Tell whether a use of AI is about a voice or a video that it made, not about the text."""
    return use.kind in (AIKind.AUDIO, AIKind.VIDEO) and use.degree >= AIDegree.SUBSTANTIAL


def _said(use: AIFact, language: str) -> str:
    words = {"person": use.voice}
    with override(language):
        if use.kind == AIKind.AUDIO:
            said = (
                _("AI-generated voice – not spoken by %(person)s.") % words
                if use.voice
                else _("AI-generated voice.")
            )
        elif use.voice:
            said = _("AI-generated video – no real footage of %(person)s.") % words
        else:
            said = _("AI-generated video – shows no real event.")
    return f"{said} ({use.tool})" if use.tool else said
