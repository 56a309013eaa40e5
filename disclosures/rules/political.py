"""Rule P1: political advertising (docs/standards/law.md#political-advertising).

Regulation (EU) 2024/900, Art. 11 (label: that it is political advertising, sponsor, who controls it,
election or process, where the transparency notice is) and Art. 12 (what stands in that notice).
Applies since 10 October 2025. Nothing is published before all of it is known.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _, override

from disclosures.decisions import POLITICAL, Ask, Decision, Level, Place
from disclosures.facts import Facts, PoliticalFact
from prose.typography import date_range


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield label and transparency notice, or ask for what is missing of them."""
    if facts.is_political is None:
        yield from _is_it(facts)
    if not facts.is_political:
        return
    known = facts.political or PoliticalFact()
    missing = _missing(known)
    told = Decision(
        rule="P1",
        level=Level.BLOCK,
        place=Place.KICKER,
        because=_("because it is political advertising"),
        facts=(("sponsor", known.sponsor), ("concerns", known.concerns), ("complete", not missing)),
        about="political",
        label=POLITICAL,
        notice="" if missing else "politische-anzeige",
        placeholders=() if missing else (("angaben", _particulars(known, facts.language)),),
        ask=_incomplete(missing) if missing else None,
    )
    yield told
    if not missing:
        yield Decision(
            rule="P1",
            level=Level.BLOCK,
            place=Place.BOTTOM,
            because=told.because,
            facts=(*told.facts, ("address", known.address), ("amount", known.amount)),
            about="political:notice",
            notice="transparenzbekanntmachung",
            placeholders=(("angaben", _particulars(known, facts.language, whole=True)),),
        )


def _is_it(facts: Facts) -> Iterator[Decision]:
    for tie in facts.ties:
        if tie.political and tie.makes_advertisement:
            words = {"org": tie.name}
            yield Decision(
                rule="P1",
                level=Level.BLOCK,
                place=Place.SITE,
                because=_("because %(org)s is a political actor") % words,
                facts=(("organisation", tie.organisation), ("political", True)),
                about=f"organisation:{tie.organisation}",
                ask=Ask(
                    _("%(org)s is a political actor. Is the piece political advertising?") % words,
                    "is_political",
                    answers=(("political:yes", _("Yes")), ("political:no", _("No"))),
                ),
            )


def _missing(known: PoliticalFact) -> list[str]:
    wanted = {
        _("sponsor"): known.sponsor,
        _("election or process"): known.concerns,
        _("address of the sponsor"): known.address,
        _("amount"): known.amount,
        _("period"): known.starts and known.ends,
    }
    return [words for words, value in wanted.items() if not value]


def _incomplete(missing: list[str]) -> Ask:
    said = _("Political advertising is not published before it is known: %(missing)s.")
    return Ask(said % {"missing": ", ".join(missing)}, "political")


def _particulars(known: PoliticalFact, language: str, *, whole: bool = False) -> str:
    """Say who is behind it and what it is about; the `whole` notice says where, how much and when."""
    with override(language):
        sponsor = f"{known.sponsor}, {known.address}" if whole else known.sponsor
        said = [_("Sponsor: %(sponsor)s.") % {"sponsor": sponsor}]
        if known.controlled_by:
            said.append(_("Controlled by %(controller)s.") % {"controller": known.controlled_by})
        said.append(_("Concerns: %(process)s.") % {"process": known.concerns})
        if whole:
            period = date_range(known.starts, known.ends, language) if known.starts else ""
            said.append(_("Amount: %(amount)s.") % {"amount": known.amount})
            said.append(_("Period: %(period)s.") % {"period": period})
        return " ".join(said)
