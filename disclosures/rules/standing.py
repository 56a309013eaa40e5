"""What an organisation is to us, what it gave and does in a text: in words.

Verbs have their tense: somebody who will pay, pays or paid is told of as such (`day` is the piece's).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import get_language, gettext as _, override, pgettext

from disclosures.decisions import listed
from disclosures.ties import Sponsoring, TieFact
from disclosures.vocabulary import Consideration, Influence, Part, Relation, is_given
from prose.typography import date_range

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # a name that has one needs no other
LEVEL_WORDS: dict[str, Callable[[], str]] = {
    "partner": lambda: pgettext("an organisation is", "a partner"),
    "sponsor": lambda: pgettext("an organisation is", "a sponsor"),
    "main_sponsor": lambda: pgettext("an organisation is", "a main sponsor"),
}
RELATION_WORDS: dict[str, Callable[[], str]] = {
    Relation.PARTNER: lambda: pgettext("an organisation is", "a partner of ours"),
    Relation.SPONSOR: lambda: pgettext("an organisation is", "a sponsor of ours"),
    Relation.CUSTOMER: lambda: pgettext("an organisation is", "a customer of ours"),
    Relation.OWNER: lambda: pgettext("an organisation is", "a part-owner of our house"),
    Relation.HOLDING: lambda: pgettext("an organisation is", "a company we hold a stake in"),
}
# What an organisation gave or did: what German says between the name and „hat“, at whose end the
# verb of a subordinate clause stands too. For the reasons that editors read.
TERMS: dict[str, Callable[[], str]] = {
    Consideration.MONEY: lambda: pgettext("an organisation", "paid for it"),
    Consideration.GOODS: lambda: pgettext("an organisation", "provided goods or services for it"),
    Consideration.LOAN: lambda: pgettext("an organisation", "lent goods for it"),
    Consideration.TICKET: lambda: pgettext("an organisation", "gave free tickets for it"),
    Consideration.TRAVEL: lambda: pgettext("an organisation", "paid for travel or hospitality"),
    Consideration.RECIPROCAL: lambda: pgettext("an organisation", "gave something in return"),
    Consideration.PROMISED: lambda: pgettext("an organisation", "promised something for it"),
    Influence.APPROVAL: lambda: pgettext("an organisation", "had a say in the final text"),
    Influence.WRITTEN: lambda: pgettext("an organisation", "wrote the text"),
}
# The same for readers: what the sentence says behind the name.
SAID: dict[str, Callable[[], str]] = {
    Consideration.MONEY: lambda: _("paid for this piece"),
    Consideration.GOODS: lambda: _("provided goods or services for this piece"),
    Consideration.LOAN: lambda: _("lent us goods for this piece"),
    Consideration.TICKET: lambda: _("gave us free tickets for this piece"),
    Consideration.TRAVEL: lambda: _("paid for travel or hospitality for this piece"),
    Consideration.RECIPROCAL: lambda: _("gave us something else in return for this piece"),
    Consideration.PROMISED: lambda: _("has promised us something for this piece"),
    Influence.APPROVAL: lambda: _("was allowed to change or approve the text"),
    Influence.WRITTEN: lambda: _("wrote the text"),
}
# … with what was given, in the words of the record.
NAMED_GIFTS: dict[str, Callable[[], str]] = {
    Consideration.MONEY: lambda: _("%(org)s paid for this piece: %(given)s."),
    Consideration.GOODS: lambda: _("%(org)s let us have the following for this piece: %(given)s."),
    Consideration.LOAN: lambda: _("%(org)s lent us the following for this piece: %(given)s."),
    Consideration.TICKET: lambda: _("%(org)s gave us the following for this piece: %(given)s."),
    Consideration.TRAVEL: lambda: _("%(org)s paid the following for this piece: %(given)s."),
    Consideration.RECIPROCAL: lambda: _("%(org)s gave us in return for this piece: %(given)s."),
    Consideration.PROMISED: lambda: _("%(org)s has promised us for this piece: %(given)s."),
}


def standing(tie: TieFact, language: str, day: date) -> str:
    """Say in a language what it is to us, as a noun: "Sponsor der Veranstaltung X (2026)".

    What is not so on the day carries its time: "(bis 30. Juni 2026)".
    """
    with override(language):
        events = [_noun(one, day, language) for one in tie.near(day)]
        relation = RELATION_WORDS[tie.relation]() if tie.relation in RELATION_WORDS else ""
        return listed([*dict.fromkeys(events), *([relation] if relation else [])])


def standing_here(tie: TieFact, day: date) -> str:
    """As `standing`, in the language of whoever edits."""
    return standing(tie, get_language() or "de", day)


def predicate(tie: TieFact, language: str, day: date) -> str:
    """Say in a language what it does for us, with its verb: "ist Sponsor der Veranstaltung X"."""
    with override(language):
        if tie.parent:
            words = {"parent": tie.parent, "standing": in_short(tie, language, day)}
            return _("belongs to %(parent)s (%(standing)s)") % words
        return listed(dict.fromkeys(_predicates(tie, language, day)))


def in_short(tie: TieFact, language: str, day: date) -> str:
    """Say it behind a name, in brackets: "Sponsor von X", with the time if it is not now."""
    with override(language):
        events = _over_the_years(tie.near(day), day, language)
        relation = RELATION_WORDS[tie.relation]() if tie.relation in RELATION_WORDS else ""
        return ", ".join([*dict.fromkeys(events), *([relation] if relation else [])])


def _over_the_years(near: Iterable[Sponsoring], day: date, language: str) -> Iterator[str]:
    """Yield each in short; once for all years of an event, if it is still the same today."""
    groups: dict[tuple[str, ...], list[Sponsoring]] = {}
    for one in near:
        name, _blank, year = one.event.rpartition(" ")
        begun = one.starts <= day and _YEAR.fullmatch(year)
        key = (one.level, name) if begun else (one.level, one.event, str(one.starts))
        groups.setdefault(key, []).append(one)
    for rows in groups.values():
        lasts = len(rows) > 1 and any(one.ends >= day for one in rows)
        yield from [_of_years(rows)] if lasts else (_short(one, day, language) for one in rows)


def _of_years(rows: Sequence[Sponsoring]) -> str:
    """Say it once for all of them: "Sponsor von X 2026 und 2027"; the years tell when."""
    first, *others = sorted({one.event for one in rows})
    event = listed([first, *(name.rpartition(" ")[2] for name in others)])
    level = LEVEL_WORDS.get(rows[0].level, LEVEL_WORDS["sponsor"])()
    return _("%(level)s of %(event)s") % {"level": level, "event": event}


def _predicates(tie: TieFact, language: str, day: date) -> Iterator[str]:
    holds = False
    for one in tie.near(day):
        words = _words(one, day, language)
        if one.starts > day:
            yield _("will be %(level)s of the event %(event)s from %(day)s") % words
        elif one.ends < day:
            yield _("was %(level)s of the event %(event)s until %(day)s") % words
        else:
            holds = True
            yield _("is %(level)s of the event %(event)s") % words
    if tie.relation == Relation.OWNER:
        yield _("owns a part of our house")
    elif tie.relation in RELATION_WORDS:
        words = {"standing": RELATION_WORDS[tie.relation]()}
        yield words["standing"] if holds else _("is %(standing)s") % words


def _words(one: Sponsoring, day: date, language: str) -> dict[str, str]:
    """Return level, event – with its year unless the name has it – and the day it begins or ended."""
    turn = one.starts if one.starts > day else one.ends
    named = _YEAR.search(one.event)
    return {
        "level": LEVEL_WORDS.get(one.level, LEVEL_WORDS["sponsor"])(),
        "event": one.event if named else f"{one.event} ({one.year})",
        "day": date_range(turn, None, language),
    }


def _noun(one: Sponsoring, day: date, language: str) -> str:
    words = _words(one, day, language)
    if one.starts > day:
        return _("%(level)s of the event %(event)s (from %(day)s)") % words
    if one.ends < day:
        return _("%(level)s of the event %(event)s (until %(day)s)") % words
    return pgettext("sponsor of an event", "%(level)s of the event %(event)s") % words


def _short(one: Sponsoring, day: date, language: str) -> str:
    words = _words(one, day, language)
    if one.starts > day:
        return _("%(level)s of %(event)s from %(day)s") % words
    if one.ends < day:
        return _("%(level)s of %(event)s until %(day)s") % words
    return _("%(level)s of %(event)s") % words


def terms(tie: TieFact, language: str) -> str:
    """Say in a language what an organisation gave for a piece, and what say it had: in one clause."""
    with override(language):
        return _("%(org)s %(terms)s") % {"org": tie.name, "terms": given(tie)}


def given(tie: TieFact) -> str:
    """As `terms`, without the name, in the language of whoever edits."""
    said = [TERMS[key]() for key in (tie.consideration, tie.influence) if key in TERMS]
    if tie.prepaid:
        said.insert(0, pgettext("an organisation", "agreed on coverage with us"))
    return listed(said)


def sentences(tie: TieFact, language: str) -> str:
    """Say the same in a language, as sentences for readers, with what was given where it is known."""
    words = {"org": tie.name, "given": tie.given, "condition": tie.condition}
    named = bool(tie.given) and tie.consideration in NAMED_GIFTS
    with override(language):
        said = []
        if tie.prepaid:
            said.append(_("Coverage by us is a part of the contract with %(org)s."))
        if named:
            said.append(NAMED_GIFTS[tie.consideration]())
        keys = [tie.influence] if named else [tie.consideration, tie.influence]
        condition = is_given(tie.consideration) and tie.condition
        if told := listed(SAID[key]() for key in keys if key in SAID):
            said.append(f"%(org)s {told}.")
        if condition:
            said.insert(1 if named else len(said), _("The condition was: %(condition)s."))
        return " ".join(sentence % words for sentence in said)


def for_embed(tie: TieFact, language: str) -> str:
    """Say at a player that it was paid for, and by whom."""
    words = {"org": tie.name, "given": tie.given}
    with override(language):
        if tie.given and tie.consideration != Consideration.PROMISED:
            said = _("Advertisement: for this embedded content %(org)s gave us: %(given)s.")
        elif tie.given:
            said = _("Advertisement: for this embedded content %(org)s promised us: %(given)s.")
        elif tie.consideration == Consideration.MONEY:
            said = _("Advertisement: %(org)s paid for this embedded content.")
        else:
            said = _("Advertisement: we receive something from %(org)s for this embedded content.")
        return said % words


def part_here(tie: TieFact) -> str:
    """Say what it does in the text; in German the verb of the subordinate clause ends it."""
    return {
        str(Part.SUBJECT): pgettext("an organisation", "is what the piece is about"),
        str(Part.QUOTED): pgettext("an organisation", "has its say in the text"),
        str(Part.LOGO): pgettext("an organisation", "is to be seen with its logo or product"),
        str(Part.EMBED): pgettext("an organisation", "is embedded with something of its own"),
        str(Part.SOURCE): pgettext("an organisation", "published what the piece rests on"),
    }.get(str(tie.part), pgettext("an organisation", "is named in the text"))
