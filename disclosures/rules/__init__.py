"""The rules: from what is known to what readers are told (docs/standards/disclosure.md#rules).

`evaluate` is pure: no queries, no clock of its own; the same facts at the same moment give the same
decisions. Sentences for editors come in the active language, words for readers in the piece's.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from disclosures.decisions import Decision
from disclosures.facts import Facts
from disclosures.rules import ageing, commercial, machines, sourcing, voices

FAMILIES = (commercial, machines, sourcing, ageing, voices)


def evaluate(facts: Facts, now: datetime) -> tuple[Decision, ...]:
    """Return every decision about a piece at a moment, family by family.

    The first match of a family wins for what it is about (one organisation, one person, one image).
    """
    decisions = [decision for family in FAMILIES for decision in family.decide(facts, now)]
    return tuple(_without_independence(decisions))


def live(facts: Facts, now: datetime) -> tuple[Decision, ...]:
    """Return only what the clock decides: the age of the piece, the state of its event."""
    return tuple(ageing.living(facts, now))


def _without_independence(decisions: list[Decision]) -> Iterator[Decision]:
    """An advertisement makes no claim of independence, about nobody (rule X1)."""
    advertisement = any(decision.makes_advertisement for decision in decisions)
    for decision in decisions:
        if advertisement and decision.notice == commercial.PARTNERSHIP:
            yield replace(decision, notice=commercial.PARTNERSHIP_PLAIN)
        else:
            yield decision
    if advertisement:
        yield commercial.no_claim_of_independence()
