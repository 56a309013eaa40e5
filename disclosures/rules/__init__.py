"""The rules: from what is known to what readers are told (docs/disclosure.md#rules).

`evaluate` is pure: no queries, no clock of its own; the same facts at the same moment give the same
decisions. Sentences for editors come in the active language, words for readers in the piece's.
"""

from datetime import datetime

from disclosures.contradictions import resolved
from disclosures.decisions import Decision
from disclosures.facts import Facts
from disclosures.rules import (
    ageing,
    commercial,
    genres,
    machines,
    organisations,
    people,
    pictures,
    players,
    political,
    releases,
    sourcing,
    voices,
)

FAMILIES = (
    *(political, organisations, people, commercial, releases),
    *(machines, pictures, players, sourcing, ageing, genres, voices),
)


def evaluate(facts: Facts, now: datetime) -> tuple[Decision, ...]:
    """Return every decision about a piece at a moment, family by family.

    The first match of a family wins for what it is about (one organisation, one person, one image).
    What would contradict something stronger is not said (`disclosures.contradictions`).
    """
    decisions = [decision for family in FAMILIES for decision in family.decide(facts, now)]
    return tuple(resolved(decisions))


def live(facts: Facts, now: datetime) -> tuple[Decision, ...]:
    """Return only what the clock decides: the age of the piece, the state of its event."""
    return tuple(ageing.living(facts, now))
