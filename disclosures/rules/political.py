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
from disclosures.vocabulary import MoneyOrigin
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
            placeholders=(("angaben", _whole_notice(known, facts.language)),),
        )


def _is_it(facts: Facts) -> Iterator[Decision]:
    for tie in facts.ties:
        if tie.political and (tie.paid or tie.steered):
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
        _("e-mail address of the sponsor"): "@" in known.address or not known.address,
        _("address of who controls"): known.controller_address or not known.controlled_by,
        _("amount"): known.amount,
        _("period"): known.starts and known.ends,
        _("origin of the money"): known.origin,
        _("how the amount was worked out"): known.method,
        _("where readers report a breach"): known.report_to,
        _("the sponsor's declaration"): known.declared_on,
    }
    return [words for words, value in wanted.items() if not value]


def _incomplete(missing: list[str]) -> Ask:
    said = _("Political advertising is not published before it is known: %(missing)s.")
    return Ask(said % {"missing": ", ".join(missing)}, "political")


def _particulars(known: PoliticalFact, language: str) -> str:
    """Say who is behind it and what it is about, as the label has to (Art. 11)."""
    with override(language):
        said = [_("Sponsor: %(sponsor)s.") % {"sponsor": known.sponsor}]
        if known.controlled_by:
            said.append(_("Controlled by %(controller)s.") % {"controller": known.controlled_by})
        if known.paid_by:
            said.append(_("Paid by %(payer)s.") % {"payer": known.paid_by})
        said.append(_("Concerns: %(process)s.") % {"process": known.concerns})
        return " ".join(said)


def _whole_notice(known: PoliticalFact, language: str) -> str:
    """Say all that Art. 12 wants, a numbered line for each, in the order of the template."""
    with override(language):
        lines = [*_who(known), *_money(known, language), *_about(known), *_spread(known)]
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _who(known: PoliticalFact) -> Iterator[str]:
    """Art. 12 (1) a and b."""
    yield _("Sponsor: %(sponsor)s.") % {"sponsor": f"{known.sponsor}, {known.address}"}
    if known.controlled_by:
        controller = f"{known.controlled_by}, {known.controller_address}"
        yield _("Controlled by %(controller)s.") % {"controller": controller}
    if known.paid_by:
        yield _("Paid by %(payer)s.") % {"payer": known.paid_by}


def _money(known: PoliticalFact, language: str) -> Iterator[str]:
    """Art. 12 (1) c to f."""
    period = date_range(known.starts, known.ends, language) if known.starts else ""
    yield _("Period: %(period)s.") % {"period": period}
    yield _("Amount: %(amount)s.") % {"amount": known.amount}
    if known.campaign:
        yield _("The whole campaign: %(campaign)s.") % {"campaign": known.campaign}
    yield _("Origin of the money: %(origin)s.") % {"origin": MoneyOrigin(known.origin).label}
    yield _("How the amount was worked out: %(method)s.") % {"method": known.method}


def _about(known: PoliticalFact) -> Iterator[str]:
    """Art. 12 (1) g to i."""
    yield _("Concerns: %(process)s.") % {"process": known.concerns}
    if known.official:
        yield _("Official information: %(address)s.") % {"address": known.official}
    if known.repository:
        yield _("In the European repository: %(address)s.") % {"address": known.repository}


def _spread(known: PoliticalFact) -> Iterator[str]:
    """Art. 12 (1) j to m: where a breach is reported, one that was stopped, targeting, reach."""
    yield _("Report a breach to: %(where)s.") % {"where": known.report_to}
    if known.suspended:
        yield _("Stopped before: %(why)s.") % {"why": known.suspended}
    if known.targeting:
        yield _("Shown elsewhere to chosen people: %(how)s.") % {"how": known.targeting}
    if known.reach:
        yield _("Reach: %(reach)s.") % {"reach": known.reach}
