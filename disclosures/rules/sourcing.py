"""Rules S1 to S4: what a piece rests on (docs/disclosure.md#sources), and who is behind a source (C3).

Press code 2.1: of a survey readers are told who ordered it. Press code 5: who was promised confidence
is not named.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, override

from disclosures.decisions import Ask, Decision, Effect, Level, Place
from disclosures.facts import Facts, SourceFact
from disclosures.rules.organisations import because_of_part, tie_facts
from disclosures.rules.standing import in_short
from disclosures.ties import TieFact


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield the notice on sources only where there are sources; ask where they are missing."""
    yield from _at_sources(facts, timezone.localdate(facts.published_at or now))
    known = (
        ("sources", facts.sources),
        ("claims", facts.claims),
        ("no_external_sources", facts.no_external_sources),
    )
    if facts.sources:
        yield Decision(
            rule="S1",
            level=Level.AUTO,
            place=Place.BOTTOM,
            because=ngettext(
                "because %(number)s source is named",
                "because %(number)s sources are named",
                facts.sources,
            )
            % {"number": facts.sources},
            facts=known,
            about="sources",
            notice="quellen",
        )
    elif facts.claims and not facts.no_external_sources:
        yield Decision(
            rule="S2",
            level=Level.SUGGEST,
            place=Place.SITE,
            because=_("because the text quotes, gives percentages or speaks of studies"),
            facts=known,
            about="sources",
            ask=Ask(
                _("The text quotes or gives figures, but no source is named."),
                "sources",
                blocking=False,
                answers=(("sources:none", _("It rests on no external sources")),),
            ),
        )
    else:
        yield Decision(
            rule="S3",
            level=Level.NONE,
            place=Place.SITE,
            because=_("because no source is named, a notice on sources would be untrue"),
            facts=known,
            about="sources",
        )


def _at_sources(facts: Facts, day: date) -> Iterator[Decision]:
    """Say at a source who of ours published it, who paid for it, or that its name is not told."""
    for one in facts.cited:
        if one.publisher and one.publisher.stands_behind_us(day):
            said = _published(one.publisher, facts, day)
            yield _at(one, "C3", said, because_of_part(one.publisher, day), one.publisher)
        if one.funder:
            because = _("because %(funder)s paid for a source") % {"funder": one.funder}
            yield _at(one, "S4", _paid_for(one, facts, day), because, one.paid_by)
        elif one.confidential:
            because = _("because a source was promised confidence")
            with override(facts.language):
                said = _("name known to the newsroom")
            yield _at(one, "S4", said, because)


def _published(publisher: TieFact, facts: Facts, day: date) -> str:
    words = {"org": publisher.name, "standing": in_short(publisher, facts.language, day)}
    with override(facts.language):
        return _("published by %(org)s (%(standing)s)") % words


def _paid_for(one: SourceFact, facts: Facts, day: date) -> str:
    words = {"funder": one.funder}
    if one.paid_by and one.paid_by.stands_behind_us(day):
        words["standing"] = in_short(one.paid_by, facts.language, day)
    with override(facts.language):
        if "standing" in words:
            return _("paid for by %(funder)s (%(standing)s)") % words
        return _("paid for by %(funder)s") % words


def _at(
    source: SourceFact, rule: str, said: str, because: str, behind: TieFact | None = None
) -> Decision:
    return Decision(
        rule=rule,
        level=Level.AUTO,
        place=Place.INLINE,
        because=because,
        facts=(
            ("source", source.number),
            *((("funder", source.funder),) if rule == "S4" else ()),
            *(tie_facts(behind) if behind else ()),
        ),
        about=f"source:{source.number}" + (":behind" if rule == "S4" else ""),
        line=said,
        effect=Effect.MARKS_SOURCE,
        subject=source.number,
    )
