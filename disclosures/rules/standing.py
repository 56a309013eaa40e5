"""What an organisation is to us, what it gave and does in a text: in words."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import get_language, gettext as _, override, pgettext

from disclosures.decisions import listed
from disclosures.facts import Sponsoring, TieFact
from disclosures.vocabulary import Consideration, Influence, Part, Relation


def standing(tie: TieFact, language: str, day: date) -> str:
    """Say in a language what an organisation is to us: "Sponsor der Veranstaltung X (2026)"."""
    with override(language):
        events = [_at_event(one) for one in tie.near(day)]
        relation = RELATION_WORDS[tie.relation]() if tie.relation in RELATION_WORDS else ""
        return listed([*dict.fromkeys(events), *([relation] if relation else [])])


LEVEL_WORDS: dict[str, Callable[[], str]] = {
    "partner": lambda: pgettext("an organisation is", "a partner"),
    "sponsor": lambda: pgettext("an organisation is", "a sponsor"),
    "main_sponsor": lambda: pgettext("an organisation is", "a main sponsor"),
}
RELATION_WORDS: dict[str, Callable[[], str]] = {
    Relation.PARTNER: lambda: pgettext("an organisation is", "a partner of ours"),
    Relation.SPONSOR: lambda: pgettext("an organisation is", "a sponsor of ours"),
    Relation.CUSTOMER: lambda: pgettext("an organisation is", "a customer of ours"),
    Relation.OWNER: lambda: pgettext("an organisation is", "an owner of ours"),
}
# What an organisation gave or did: what German says between the name and „hat“, at whose end the
# verb of a subordinate clause stands too.
TERMS: dict[str, Callable[[], str]] = {
    Consideration.MONEY: lambda: pgettext("an organisation", "paid for it"),
    Consideration.GOODS: lambda: pgettext("an organisation", "provided goods or services for it"),
    Consideration.TICKET: lambda: pgettext("an organisation", "gave free tickets for it"),
    Consideration.TRAVEL: lambda: pgettext("an organisation", "paid for travel or hospitality"),
    Consideration.RECIPROCAL: lambda: pgettext("an organisation", "gave something in return"),
    Influence.APPROVAL: lambda: pgettext("an organisation", "had a say in the final text"),
    Influence.WRITTEN: lambda: pgettext("an organisation", "wrote the text"),
}


def _at_event(one: Sponsoring) -> str:
    """Say what somebody is to an event, with its year unless the name has it."""
    level = LEVEL_WORDS.get(one.level, LEVEL_WORDS["sponsor"])()
    words = {"level": level, "event": one.event, "year": one.year}
    if str(one.year) in one.event:
        return pgettext("sponsor of an event", "%(level)s of the event %(event)s") % words
    return pgettext("sponsor of an event", "%(level)s of the event %(event)s (%(year)s)") % words


def terms(tie: TieFact, language: str) -> str:
    """Say in a language what an organisation gave for a piece, and what say it had."""
    with override(language):
        return _("%(org)s %(terms)s") % {"org": tie.name, "terms": given(tie)}


def given(tie: TieFact) -> str:
    """As `terms`, without the name, in the language of whoever edits."""
    return listed(TERMS[key]() for key in (tie.consideration, tie.influence) if key in TERMS)


def standing_here(tie: TieFact, day: date) -> str:
    """As `standing`, in the language of whoever edits."""
    return standing(tie, get_language() or "de", day)


def part_here(tie: TieFact) -> str:
    """Say what it does in the text; in German the verb of the subordinate clause ends it."""
    return {
        str(Part.SUBJECT): pgettext("an organisation", "is what the piece is about"),
        str(Part.QUOTED): pgettext("an organisation", "has its say in the text"),
        str(Part.LOGO): pgettext("an organisation", "is to be seen with its logo or product"),
    }.get(str(tie.part), pgettext("an organisation", "is named in the text"))
