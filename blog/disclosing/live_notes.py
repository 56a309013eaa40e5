"""What the clock alone tells readers of a piece: its age, and that its event is over.

Never part of an edition, but in the wordings that were frozen with it; worked out for any moment.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from blog.disclosing.facts import event_fact
from blog.editions.edition import Edition
from disclosures.decisions import Decision, Effect
from disclosures.facts import Facts
from disclosures.library import filled, standards
from disclosures.rules import ageing, live
from disclosures.rules.ageing import VERY_OLD


@dataclass(frozen=True)
class LiveNote:
    """A sentence above the text that the clock set there."""

    key: str
    text: SafeString
    decision: Decision

    @property
    def strong(self) -> bool:
        """Tell whether the piece is so old that it must catch the eye."""
        return int(dict(self.decision.facts).get("months", 0)) >= VERY_OLD

    @property
    def of_event(self) -> bool:
        """Tell whether it speaks of the event."""
        return self.decision.effect == Effect.TELLS_OF_EVENT


class Clock(NamedTuple):
    """What the clock tells readers of an edition at a moment, and when it will tell something else."""

    notes: list[LiveNote]
    changes_at: datetime | None


def clock(edition: Edition, moment: datetime) -> Clock:
    """Return what the clock told readers of an edition at a moment; touches no date."""
    facts = _facts(edition)
    notes = [
        LiveNote(decision.notice, _words(edition, decision), decision)
        for decision in live(facts, moment)
        if decision.notice
    ]
    return Clock(notes, ageing.next_change(facts, moment))


def _facts(edition: Edition) -> Facts:
    event = edition.event
    return Facts(
        kind=edition.kind,
        language=edition.language,
        modified_at=edition.modified_at,
        event=event_fact(event) if event else None,
    )


def _words(edition: Edition, decision: Decision) -> SafeString:
    """Fill a frozen wording; editions from before wordings were frozen take the first one."""
    frozen = edition.piece.live_notices.get(decision.notice)
    text = frozen.text if frozen else _first(decision.notice, edition.language)
    return mark_safe(filled(text, dict(decision.placeholders), html=True))


def _first(notice: str, language: str) -> str:
    """Return the words with which the library began; of a notice that came later, those of today."""
    return standards()[notice].first[language][1]
