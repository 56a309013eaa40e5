"""Which sentences cannot stand on one piece, and which of the two gives way.

Every label, notice and line makes claims (`claims` in wordings.toml, `LABEL_CLAIMS`, `Decision.says`).
The weaker of two that contradict each other is not said, or said with less.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from disclosures.decisions import ADVERTISEMENT, Decision, Level, Place
from disclosures.library import standards

# What a label claims.
LABEL_CLAIMS = {
    "ad": "paid",
    "political": "paid",
    "ai": "unexamined",
    "translated": "unexamined",
    "press_release": "release",
    "own": "promotes",
    "guest": "guest",
    "obituary": "obituary",
}
# What stands, and what gives way to it.
CONTRADICTIONS = (
    ("paid", "newsroom_alone"),
    ("paid", "nothing_agreed"),
    ("paid", "opinion"),
    ("paid", "guest"),
    ("release", "newsroom_alone"),
    ("release", "opinion"),
    ("release", "guest"),
    ("guest", "newsroom_alone"),
    ("opinion", "newsroom_alone"),
    ("owned", "newsroom_alone"),
    ("owned", "nothing_agreed"),
    ("unexamined", "examined"),
    ("obituary", "promotes"),
    ("taken_over", "based_on"),
)
# What is said in place of a notice that gives way; what is not here says nothing then.
_LESS = {
    "partnerschaft": "partnerschaft-unbezahlt",
    "partnerschaft-unbezahlt": "partnerschaft-knapp",
}
# What an editor's own notice of independence claims.
INDEPENDENCE = frozenset({"newsroom_alone", "nothing_agreed"})


def claims_of(decision: Decision) -> frozenset[str]:
    """Return what readers are told by a decision, as words of the list above."""
    found = set(decision.says)
    if decision.notice:
        found |= {*standards()[decision.notice].claims}
    if decision.label in LABEL_CLAIMS:
        found.add(LABEL_CLAIMS[decision.label])
    return frozenset(found)


def contradicted(claims: Collection[str], by: Collection[str]) -> bool:
    """Tell whether something that stands contradicts any of these claims."""
    return any(stands in by and weaker in claims for stands, weaker in CONTRADICTIONS)


def bears_independence(shown: Iterable[Decision]) -> bool:
    """Tell whether a notice of independence can stand beside these decisions.

    Nothing contradicts it, and no organisation that stands behind us is told of with less.
    """
    claimed = [claims_of(decision) for decision in shown]
    if contradicted(INDEPENDENCE, frozenset().union(*claimed)):
        return False
    return not any("stands_behind" in claims and not claims >= INDEPENDENCE for claims in claimed)


def resolved(decisions: list[Decision]) -> Iterator[Decision]:
    """Yield decisions of which none contradicts another (rule X1 tells of it)."""
    told = [one for one in decisions if one.level != Level.NONE]
    standing = frozenset().union(*(claims_of(decision) for decision in told))
    for decision in decisions:
        yield _beside(decision, standing)
    if any(decision.makes_advertisement for decision in decisions):
        yield _no_claim_of_independence()


def _beside(decision: Decision, standing: frozenset[str]) -> Decision:
    """Return a decision with as much as can be said beside what stands."""
    if decision.notice and contradicted(standards()[decision.notice].claims, standing):
        less = _LESS.get(decision.notice, "")
        decision = replace(
            decision, notice=less, placeholders=decision.placeholders if less else ()
        )
        return _beside(decision, standing)
    if contradicted({LABEL_CLAIMS.get(decision.label, "")}, standing):
        decision = replace(decision, label="")
    if decision.place == Place.KICKER and not decision.shows and decision.ask is None:
        return replace(decision, level=Level.NONE, place=Place.SITE)
    return decision


def _no_claim_of_independence() -> Decision:
    return Decision(
        rule="X1",
        level=Level.BLOCK,
        place=Place.SITE,
        because=_("because an advertisement makes no claim of independence"),
        facts=(("label", ADVERTISEMENT),),
    )
