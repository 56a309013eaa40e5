"""From decisions to what stands on a piece: labels, notices in their exact words, role lines.

`disclosed` is pure; `disclose` asks the database for what it needs. Publishing freezes the result.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from blog.disclosing.facts import gather
from blog.disclosing.notices import (
    Wordings,
    in_order,
    introduction,
    live_wordings,
    notices_by_hand,
    notices_of_rules,
)
from blog.editions.content import (
    Approved,
    CitedSource,
    Content,
    Credited,
    Payer,
    PlayerNote,
    ToldNotice,
    Wording,
)
from blog.editions.texts import htmls_of
from blog.models.disclosure import Disclosure
from blog.models.post import Post
from blog.models.rows import Rows
from blog.models.waiver import Waiver
from disclosures.decisions import (
    ADVERTISEMENT,
    LABELS,
    POLITICAL,
    Ask,
    Decision,
    Effect,
    Label,
    Level,
    label_text,
)
from disclosures.facts import Facts
from disclosures.rules import evaluate
from people.mentions import Index
from prose.embeds import addresses_of, embed_of

Waived = tuple[tuple[Decision, Waiver], ...]


@dataclass(frozen=True)
class Disclosed:
    """What the rules decided about a piece, and what of it readers are told."""

    facts: Facts
    decisions: tuple[Decision, ...]
    shown: tuple[Decision, ...]
    waived: Waived
    pending: Waived
    suggested: tuple[Decision, ...]
    asks: tuple[Ask, ...]
    labels: tuple[Label, ...]
    notices: tuple[ToldNotice, ...]
    live_notices: dict[str, Wording]
    intro: Wording | None

    def on(self, content: Content) -> Content:
        """Return the content of the piece with labels, notices, role lines and interview line."""
        lines = _lines(self.shown)
        return replace(
            content,
            credits=tuple(_with_lines(credit, lines) for credit in content.credits),
            interview=content.interview
            and replace(
                content.interview,
                line=" ".join(self._interview_lines()),
                answers_by_ai=any(d.effect == Effect.TELLS_OF_AI_ANSWERS for d in self.shown),
            ),
            sources=tuple(_at_source(source, self.shown) for source in content.sources),
            players=self._players(content),
            ticket_box=not any(d.effect == Effect.TAKES_TICKET_BOX_AWAY for d in self.shown),
            labels=self.labels,
            notices=self.notices,
            notices_intro=self.intro,
            live_notices=self.live_notices,
            paid_by=self._paid_by(),
            approval=self._approval(),
            public_interest=self.facts.public_interest,
            press_release_of=self.facts.press_release_of,
            translated_from=self.facts.translated_from,
        )

    def _interview_lines(self) -> list[str]:
        """How it was held, then who used AI for the answers."""
        told = [decision for decision in self.shown if decision.tells_of_interview]
        told.sort(key=lambda decision: decision.effect == Effect.TELLS_OF_AI_ANSWERS)
        return [decision.line for decision in told]

    def _players(self, content: Content) -> tuple[PlayerNote, ...]:
        """What is told at players; of one that the text does not embed, above the text."""
        embedded = {address for html in htmls_of(content) for address in addresses_of(html)}
        notes = []
        for decision in self.shown:
            if decision.effect == Effect.MARKS_PLAYER:
                embed = embed_of(decision.where)
                at = embed.address if embed and embed.address in embedded else ""
                notes.append(PlayerNote(decision.line, at))
        return tuple(notes)

    def _paid_by(self) -> tuple[Payer, ...]:
        payers = {decision.subject_of(Effect.NAMES_PAYER) for decision in self.shown}
        return tuple(
            Payer(tie.organisation, tie.name, tie.slug, tie.url)
            for tie in self.facts.ties
            if tie.organisation in payers
        )

    def _approval(self) -> Approved | None:
        """Who examined the text, where readers are told so."""
        approval = self.facts.approval
        told = any(decision.effect == Effect.NAMES_EXAMINER for decision in self.shown)
        if approval is None or not approval.valid or not told:
            return None
        return Approved(approval.reviewer, approval.responsible, approval.approved_on)


def undisclosed(content: Content) -> Content:
    """Return content without the wordings of the library and without what notices rest on."""
    return replace(
        content,
        labels=(),
        notices=(),
        notices_intro=None,
        live_notices={},
        paid_by=(),
        approval=None,
        public_interest=True,
        press_release_of="",
        translated_from="",
        players=(),
        ticket_box=True,
        sources=tuple(replace(source, standing="") for source in content.sources),
        credits=tuple(_without_lines(credit) for credit in content.credits),
    )


def _without_lines(credit: Credited) -> Credited:
    own = credit.role_line if credit.own_line is None else credit.own_line
    return replace(credit, role_line=own, told="", own_line=None)


def disclose(
    post: Post,
    content: Content,
    now: datetime | None = None,
    *,
    rows: Rows | None = None,
    wordings: Wordings | None = None,
    index: Index | None = None,
) -> Disclosed:
    """Evaluate the rules for a piece with this content and these rows at a moment.

    Without a moment it is now, without rows they are the stored ones.
    """
    moment, rows = now or timezone.now(), rows or Rows(post)
    waivers = Waiver.objects.filter(post_id=post.pk).in_force(moment)
    return disclosed(
        gather(post, content, moment, rows, index),
        moment,
        wordings or Wordings.in_force(moment),
        rows.of(Disclosure, "notice"),
        [] if rows.all_known else list(waivers),
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
    notices, missing = notices_of_rules(shown, facts, wordings)
    by_hand, more = notices_by_hand(attached, shown, facts, wordings)
    return Disclosed(
        facts=facts,
        decisions=decisions,
        shown=shown,
        waived=waived,
        pending=pending,
        suggested=suggested,
        asks=(*asks, *missing, *more),
        labels=_labels(shown, facts.language),
        notices=in_order([*notices, *by_hand]),
        live_notices=live_wordings(facts.language, wordings),
        intro=introduction([*notices, *by_hand], shown, facts.language, wordings),
    )


def _sorted_out(
    decisions: Iterable[Decision], taken_up: Collection[str], waivers: list[Waiver]
) -> tuple[tuple[Decision, ...], Waived, Waived, tuple[Decision, ...]]:
    """Split decisions into what readers see, what is waived, what waits, what is only suggested."""
    shown: list[Decision] = []
    suggested: list[Decision] = []
    waived: list[tuple[Decision, Waiver]] = []
    pending: list[tuple[Decision, Waiver]] = []
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


def _labels(shown: Iterable[Decision], language: str) -> tuple[Label, ...]:
    """Return the labels in their order; “political advertisement” says “advertisement” already."""
    wanted = {decision.label for decision in shown if decision.label}
    if POLITICAL in wanted:
        wanted.discard(ADVERTISEMENT)
    return tuple(Label(key, label_text(key, language)) for key in LABELS if key in wanted)


def _at_source(source: CitedSource, shown: Iterable[Decision]) -> CitedSource:
    lines = [d.line for d in shown if d.subject_of(Effect.MARKS_SOURCE) == source.number]
    return replace(source, standing="; ".join(lines))


def _lines(shown: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Return what the rules add to role lines, by person."""
    lines: dict[int, list[Decision]] = {}
    for decision in shown:
        if person := decision.subject_of(Effect.EXTENDS_ROLE_LINE):
            lines.setdefault(person, []).append(decision)
    return lines


def _with_lines(credit: Credited, lines: Mapping[int, list[Decision]]) -> Credited:
    """Add what the rules say of a person; an organisation that the line names is not named again."""
    speaks = credit.role in ("author", "interviewer", "interviewee")
    more = lines.get(credit.person, []) if speaks else []
    own = credit.role_line if credit.own_line is None else credit.own_line
    said, added = own, []
    for decision in more:
        # Until schema 5 the relation stood in the line itself, behind a comma.
        named_once = decision.named and f"{decision.named}, " not in said
        if named_once and decision.named in said:
            said = said.replace(decision.named, decision.shorter, 1)
        elif decision.line not in said:
            added.append(decision.line)
    added.sort(key=lambda line: "; " in line)  # last: what follows would be read as received too
    return replace(
        credit,
        role_line=", ".join(filter(None, [said, *added])),
        told="; ".join(decision.line for decision in more),
        own_line=own,
    )
