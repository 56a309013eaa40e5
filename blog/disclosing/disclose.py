"""From decisions to what stands on a piece: labels, notices in their exact words, role lines.

`disclosed` is pure; `disclose` asks the database for what it needs. Publishing freezes the result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.disclosing.facts import gather
from disclosures.canonical import sha256
from disclosures.decisions import LABELS, Ask, Decision, Level, Place, label_text
from disclosures.facts import Facts, Named
from disclosures.library import INTRODUCTION, Unfilled, filled, standards
from disclosures.models import Notice, NoticeVersion
from disclosures.rules import evaluate
from people.mentions import Index
from prose.sanitising import sanitise

if TYPE_CHECKING:
    from blog.models import Disclosure, Post
    from blog.models.records import Waiver

Values = dict[str, Any]
# What disclosing adds to the content of a piece.
DISCLOSED = frozenset(
    "labels notices notices_intro live_notices paid_by approval public_interest press_release_of"
    " translated_from".split()
)


@dataclass(frozen=True)
class Wordings:
    """The notice library as it is in force at a moment, loaded in two queries."""

    notices: Mapping[str, Notice]
    at: datetime

    @classmethod
    def in_force(cls, at: datetime | None = None) -> Self:
        """Load every notice with its wordings."""
        rows = Notice.objects.prefetch_related("versions")
        return cls({notice.key: notice for notice in rows}, at or timezone.now())

    def of(self, key: str, language: str) -> tuple[Notice, NoticeVersion] | None:
        """Return a notice and its wording in a language, if there is one in force."""
        notice = self.notices.get(key)
        version = notice.wording(language, self.at) if notice else None
        return (notice, version) if notice and version else None


@dataclass(frozen=True)
class Disclosed:
    """What the rules decided about a piece, and what of it readers are told."""

    facts: Facts
    decisions: tuple[Decision, ...]
    shown: tuple[Decision, ...]
    waived: tuple[tuple[Decision, Waiver], ...]
    pending: tuple[tuple[Decision, Waiver], ...]
    suggested: tuple[Decision, ...]
    asks: tuple[Ask, ...]
    labels: list[Values]
    notices: list[Values]
    live_notices: Values
    intro: Values | None
    lines: Mapping[int, list[str]] = field(default_factory=dict)
    interview_line: str = ""

    def values(self) -> Values:
        """Return what an edition keeps."""
        return {
            "labels": self.labels,
            "notices": self.notices,
            "notices_intro": self.intro,
            "live_notices": self.live_notices,
            "paid_by": self._paid_by(),
            "approval": self._approval(),
            "public_interest": self.facts.public_interest,
            "press_release_of": {"name": self.facts.press_release_of}
            if self.facts.press_release_of
            else None,
            "translated_from": self.facts.translated_from,
        }

    def on(self, content: Values) -> Values:
        """Return the content of the piece with labels, notices, role lines and interview line."""
        whole = content | self.values()
        whole["credits"] = [self._with_lines(credit) for credit in content["credits"]]
        if "interview" in content:
            whole["interview"] = content["interview"] | {
                "line": self.interview_line,
                "answers_by_ai": any(decision.rule == "A8" for decision in self.shown),
            }
        return whole

    def _with_lines(self, credit: Values) -> Values:
        speaks = credit["role"] in ("author", "interviewee")
        said = credit["role_line"]
        lines = self.lines.get(credit["person"], []) if speaks else []
        more = [line for line in lines if line not in said]
        return credit | {"role_line": ", ".join(filter(None, [said, *more]))}

    def _paid_by(self) -> list[Values]:
        paying = {decision.about for decision in self.shown if decision.rule == "C1"}
        return [
            {"organisation": tie.organisation, "name": tie.name, "slug": tie.slug, "url": tie.url}
            for tie in self.facts.ties
            if f"organisation:{tie.organisation}" in paying
        ]

    def _approval(self) -> Values | None:
        """Who examined the text, where readers are told so."""
        approval = self.facts.approval
        told = any(decision.notice == "ki" for decision in self.shown)
        if approval is None or not approval.valid or not told:
            return None
        return {
            "reviewer": _named(approval.reviewer),
            "responsible": _named(approval.responsible),
            "approved_on": approval.approved_on.isoformat(),
        }


def _named(person: Named) -> Values:
    return {"person": person.person, "name": person.name, "slug": person.slug}


def disclose(
    post: Post,
    content: Values,
    now: datetime | None = None,
    *,
    wordings: Wordings | None = None,
    index: Index | None = None,
) -> Disclosed:
    """Evaluate the rules for a piece with this content at a moment (default: now)."""
    moment = now or timezone.now()
    return disclosed(
        gather(post, content, moment, index),
        moment,
        wordings or Wordings.in_force(moment),
        list(post.disclosures.select_related("notice").order_by("ordering")),
        list(post.waivers.in_force(moment)),
    )


def disclosed(
    facts: Facts,
    now: datetime,
    wordings: Wordings,
    attached: Collection[Disclosure] = (),
    waivers: Iterable[Waiver] = (),
) -> Disclosed:
    """Return what facts, wordings, notices attached by hand and waivers make of a piece."""
    decisions = evaluate(facts, now)
    taken_up = {row.notice.key for row in attached}
    shown, waived, pending, suggested = _sorted_out(decisions, taken_up, list(waivers))
    asks = [d.ask for d in decisions if d.ask and not _is_waived(d, waived)]
    notices, missing = _notices(shown, facts, wordings)
    by_hand, more = _by_hand(attached, shown, facts, wordings)
    return Disclosed(
        facts=facts,
        decisions=decisions,
        shown=shown,
        waived=waived,
        pending=pending,
        suggested=suggested,
        asks=(*asks, *missing, *more),
        labels=_labels(shown, facts.language),
        notices=_in_order([*notices, *by_hand]),
        live_notices=_live(facts.language, wordings),
        intro=_intro([*notices, *by_hand], shown, facts.language, wordings),
        lines=_lines(shown),
        interview_line=" ".join(d.line for d in shown if d.rule in ("G2", "A8") and d.line),
    )


def notice_values(
    notice: Notice, version: NoticeVersion, decision: Decision | None, position: str
) -> Values:
    """Return what an edition keeps of one notice, its placeholders filled (or raise Unfilled)."""
    values = dict(decision.placeholders) if decision else {}
    text = filled(_clean(version.text), values, html=True)
    return {
        "notice": notice.key,
        "version": version.pk,
        "number": version.number,
        "heading": filled(version.heading, values, html=False),
        "text": text,
        "sha256": sha256(text),
        "position": position,
        "placeholders": values,
        "rule": decision.rule if decision else "",
        "ruleset": decision.ruleset if decision else "",
        "level": str(decision.level) if decision else "",
        "about": decision.about if decision else "",
        "because": decision.because if decision else "",
        "facts": dict(decision.facts) if decision else {},
    }


@cache
def _clean(text: str) -> str:
    """Sanitise a wording; there are few of them and each stands on many pieces."""
    return sanitise(text, "simple")


def _sorted_out(
    decisions: Iterable[Decision], taken_up: Collection[str], waivers: list[Waiver]
) -> tuple[Any, Any, Any, Any]:
    """Split decisions into what readers see, what is waived, what waits, what is only suggested."""
    shown, waived, pending, suggested = [], [], [], []
    for decision in decisions:
        waiver = next((w for w in waivers if _covers(w, decision)), None)
        if waiver and waiver.counts:
            waived.append((decision, waiver))
        elif decision.level == Level.SUGGEST and decision.notice not in taken_up:
            suggested.append(decision)
        elif decision.level != Level.NONE and not decision.live:
            shown.append(decision)
        if waiver and not waiver.counts:
            pending.append((decision, waiver))
    return tuple(shown), tuple(waived), tuple(pending), tuple(suggested)


def _covers(waiver: Waiver, decision: Decision) -> bool:
    """Tell whether a waiver is about this decision on these very facts."""
    return (waiver.rule, waiver.about, waiver.fingerprint) == (
        decision.rule,
        decision.about,
        decision.fingerprint,
    )


def _is_waived(decision: Decision, waived: Iterable[tuple[Decision, Waiver]]) -> bool:
    return any(decision is one for one, _waiver in waived)


def _labels(shown: Iterable[Decision], language: str) -> list[Values]:
    wanted = {decision.label for decision in shown if decision.label}
    return [{"key": key, "text": label_text(key, language)} for key in LABELS if key in wanted]


def _notices(
    shown: Iterable[Decision], facts: Facts, wordings: Wordings
) -> tuple[list[Values], list[Ask]]:
    """Return the notices of the rules, and what keeps one of them from being told."""
    found: list[Values] = []
    missing: list[Ask] = []
    for decision in shown:
        if not decision.notice:
            continue
        pair = wordings.of(decision.notice, facts.language)
        if pair is None:
            missing.append(_no_wording(decision.notice, wordings))
            continue
        try:
            found.append(notice_values(*pair, decision, _position(decision, pair[0])))
        except Unfilled as gap:
            missing.append(_no_value(pair[0], str(gap)))
    return found, missing


def _by_hand(
    attached: Iterable[Disclosure], shown: Iterable[Decision], facts: Facts, wordings: Wordings
) -> tuple[list[Values], list[Ask]]:
    """Return the notices an editor attached; those of the rules need the facts they rest on."""
    advertisement = any(decision.label == "ad" for decision in shown)
    decided = {decision.notice for decision in shown}
    found: list[Values] = []
    missing: list[Ask] = []
    for row in attached:
        notice = wordings.notices.get(row.notice.key, row.notice)
        if notice.key in decided or (advertisement and notice.claims_independence):
            continue
        pair = wordings.of(notice.key, facts.language)
        if notice.key in standards():
            missing.append(_not_so(notice))
        elif pair is None:
            missing.append(_no_wording(notice.key, wordings))
        else:
            found.append(notice_values(*pair, None, row.position or notice.position))
    return found, missing


def _no_wording(key: str, wordings: Wordings) -> Ask:
    name = wordings.notices[key].name if key in wordings.notices else key
    return Ask(
        _("The notice “%(notice)s” has no wording in the language of this piece.")
        % {"notice": name},
        "disclosures",
    )


def _no_value(notice: Notice, placeholder: str) -> Ask:
    return Ask(
        _("The notice “%(notice)s” cannot be told: nothing is known for {%(gap)s}.")
        % {"notice": notice.name, "gap": placeholder},
        "disclosures",
    )


def _not_so(notice: Notice) -> Ask:
    return Ask(
        _("The notice “%(notice)s” stands by itself once the facts are so; they are not recorded.")
        % {"notice": notice.name},
        "disclosures",
    )


def _position(decision: Decision, notice: Notice) -> str:
    """Return above or below the text; what goes with a label stands where the library says."""
    if decision.place in (Place.TOP, Place.BOTTOM):
        return str(decision.place)
    return notice.position


def _in_order(notices: list[Values]) -> list[Values]:
    """Put the notices of the rules into their order, then those attached by hand into theirs.

    One above the text that is told in full below leads there.
    """

    def place(values: Values) -> int:
        standard = standards().get(values["notice"])
        return standard.ordering if standard else len(standards()) * 10 + 10

    ordered = sorted(notices, key=place)
    below: dict[str, str] = {}
    for notice in ordered:
        if notice["position"] == Place.BOTTOM:
            below.setdefault(notice["heading"], f"hinweis-{notice['notice']}")
    return [
        notice | {"detail": below.get(notice["heading"], "")}
        if notice["position"] == Place.TOP
        else notice
        for notice in ordered
    ]


def _live(language: str, wordings: Wordings) -> Values:
    """Return the wordings that the clock fills when a reader comes, by notice."""
    found = {}
    for key, standard in standards().items():
        pair = wordings.of(key, language) if standard.live else None
        if pair:
            version = pair[1]
            found[key] = {
                "version": version.pk,
                "number": version.number,
                "heading": version.heading,
                "text": _clean(version.text),
            }
    return found


def _intro(
    notices: list[Values], shown: Iterable[Decision], language: str, wordings: Wordings
) -> Values | None:
    """Return the sentence before the notes at the end; an advertisement has none (X1)."""
    advertisement = any(decision.label == "ad" for decision in shown)
    pair = wordings.of(INTRODUCTION, language)
    if pair is None or advertisement or not any(n["position"] == "bottom" for n in notices):
        return None
    notice, version = pair
    return {
        "notice": notice.key,
        "version": version.pk,
        "heading": version.heading,
        "text": _clean(version.text),
    }


def _lines(shown: Iterable[Decision]) -> dict[int, list[str]]:
    """Return the role lines that rule C4 adds, by person."""
    lines: dict[int, list[str]] = {}
    for decision in shown:
        if decision.rule == "C4":
            lines.setdefault(int(dict(decision.facts)["person"]), []).append(decision.line)
    return lines
