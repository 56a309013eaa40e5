"""Notices in their exact words: the library's wordings, filled with what the rules know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.editions.content import ToldNotice, Wording
from blog.models.disclosure import Disclosure
from delivery.generation import once
from disclosures.canonical import sha256
from disclosures.contradictions import bears_independence
from disclosures.decisions import Ask, Decision, Place
from disclosures.examples import placeholders
from disclosures.facts import Facts
from disclosures.library import INTRODUCTION, Unfilled, filled, standards
from disclosures.models import Notice, NoticeVersion
from disclosures.vocabulary import Position
from prose.sanitising import sanitise


@dataclass(frozen=True)
class Wordings:
    """The notice library as it is in force at a moment, loaded in two queries."""

    notices: Mapping[str, Notice]
    at: datetime

    @classmethod
    def in_force(cls, at: datetime | None = None) -> Self:
        """Load every notice with its wordings."""
        return cls(_library(), at or timezone.now())

    def of(self, key: str, language: str) -> tuple[Notice, NoticeVersion] | None:
        """Return a notice and its wording in a language, if there is one in force."""
        notice = self.notices.get(key)
        version = notice.wording(language, self.at) if notice else None
        return (notice, version) if notice and version else None


@once
def _library() -> dict[str, Notice]:
    return {notice.key: notice for notice in Notice.objects.prefetch_related("versions")}


def told_notice(
    notice: Notice, version: NoticeVersion, decision: Decision | None, position: str
) -> ToldNotice:
    """Return what an edition keeps of one notice, its placeholders filled (or raise Unfilled)."""
    values = dict(decision.placeholders) if decision else {}
    told = ToldNotice(
        notice=notice.key,
        position=Position(position),
        placeholders=values,
        **words_of(version, values),
    )
    if decision is None:
        return told
    return replace(
        told,
        rule=decision.rule,
        ruleset=decision.ruleset,
        level=str(decision.level),
        about=decision.about,
        because=decision.because,
        facts=dict(decision.facts),
    )


def words_of(version: NoticeVersion, values: Mapping[str, str]) -> dict[str, Any]:
    """Return the words of a notice as an edition keeps them, with these values (or raise Unfilled)."""
    text = filled(_clean(version.text), values, html=True)
    return {
        "version": version.pk,
        "number": version.number,
        "heading": filled(version.heading, values, html=False),
        "text": text,
        "sha256": sha256(text),
    }


@cache
def _clean(text: str) -> str:
    """Sanitise a wording; there are few of them and each stands on many pieces."""
    return sanitise(text, "simple")


def notices_of_rules(
    shown: Iterable[Decision], facts: Facts, wordings: Wordings
) -> tuple[list[ToldNotice], list[Ask]]:
    """Return the notices of the rules, and what keeps one of them from being told."""
    found: list[ToldNotice] = []
    missing: list[Ask] = []
    for decision in shown:
        if not decision.notice:
            continue
        pair = wordings.of(decision.notice, facts.language)
        if pair is None:
            missing.append(_no_wording(decision.notice, wordings))
            continue
        try:
            found.append(told_notice(*pair, decision, _position(decision, pair[0])))
        except Unfilled as gap:
            missing.append(_no_value(pair[0], str(gap)))
    return found, missing


def notices_by_hand(
    attached: Iterable[Disclosure], shown: Iterable[Decision], facts: Facts, wordings: Wordings
) -> tuple[list[ToldNotice], list[Ask]]:
    """Return the notices an editor attached; those of the rules need the facts they rest on."""
    shown = [*shown]
    decided = {decision.notice for decision in shown}
    found: list[ToldNotice] = []
    missing: list[Ask] = []
    for row in attached:
        notice = wordings.notices.get(row.notice.key, row.notice)
        if notice.key in decided:
            continue
        if notice.claims_independence and not bears_independence(shown):
            missing.append(_not_independent(notice))
            continue
        pair = wordings.of(notice.key, facts.language)
        if notice.key in standards():
            missing.append(_not_so(notice))
        elif pair is None:
            missing.append(_no_wording(notice.key, wordings))
        else:
            found.append(told_notice(*pair, None, row.position or notice.position))
    return found, missing


def _no_wording(key: str, wordings: Wordings) -> Ask:
    name = wordings.notices[key].name if key in wordings.notices else key
    said = _("The notice “%(notice)s” has no wording in the language of this piece.")
    return Ask(said % {"notice": name}, "disclosures")


def _no_value(notice: Notice, placeholder: str) -> Ask:
    known = placeholders().get(placeholder)
    said = _("The notice “%(notice)s” cannot be told: this is not known: %(gap)s.")
    gap = known.said if known else placeholder
    return Ask(said % {"notice": notice.name, "gap": gap}, "disclosures")


def _not_independent(notice: Notice) -> Ask:
    said = _(
        "The notice “%(notice)s” claims independence. The recorded facts do not bear that out."
    )
    return Ask(said % {"notice": notice.name}, "disclosures")


def _not_so(notice: Notice) -> Ask:
    said = _(
        "The notice “%(notice)s” stands by itself once the facts are so; they are not recorded."
    )
    return Ask(said % {"notice": notice.name}, "disclosures")


def _position(decision: Decision, notice: Notice) -> str:
    """Return above or below the text; what goes with a label stands where the library says."""
    if decision.place in (Place.TOP, Place.BOTTOM):
        return str(decision.place)
    return notice.position


def in_order(notices: list[ToldNotice]) -> tuple[ToldNotice, ...]:
    """Put the notices of the rules into their order, then those attached by hand into theirs.

    One above the text that is told in full below leads there.
    """

    def place(told: ToldNotice) -> int:
        standard = standards().get(told.notice)
        return standard.ordering if standard else len(standards()) * 10 + 10

    ordered = sorted(notices, key=place)
    below: dict[str, str] = {}
    for notice in ordered:
        if notice.position == Position.BOTTOM:
            below.setdefault(notice.heading, f"hinweis-{notice.notice}")
    return tuple(
        replace(notice, detail=below.get(notice.heading, ""))
        if notice.position == Position.TOP
        else notice
        for notice in ordered
    )


def live_wordings(language: str, wordings: Wordings) -> dict[str, Wording]:
    """Return the wordings that the clock fills when a reader comes, by notice."""
    found = {}
    for key, standard in standards().items():
        pair = wordings.of(key, language) if standard.live else None
        if pair:
            version = pair[1]
            found[key] = Wording(
                version.pk, version.heading, _clean(version.text), number=version.number
            )
    return found


def introduction(
    notices: list[ToldNotice], shown: Iterable[Decision], language: str, wordings: Wordings
) -> Wording | None:
    """Return the sentence before the notes at the end; an advertisement has none."""
    advertisement = any(decision.makes_advertisement for decision in shown)
    pair = wordings.of(INTRODUCTION, language)
    below = any(notice.position == Position.BOTTOM for notice in notices)
    if pair is None or advertisement or not below:
        return None
    notice, version = pair
    return Wording(version.pk, version.heading, _clean(version.text), notice=notice.key)
