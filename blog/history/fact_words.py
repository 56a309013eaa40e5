"""The facts behind a notice as an editor reads them: words for keys, names for numbers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Choices, Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from blog.models import Correction
from disclosures.decisions import LABELS
from disclosures.vocabulary import AIDegree, AIKind, Consideration, Influence, Part, Relation
from events.models import Sponsorship
from forms.moments import in_words
from people.models import Organisation, Person

_KEYS = {
    "active": gettext_lazy("active"),
    "active_before": gettext_lazy("active before"),
    "called": gettext_lazy("name of the account"),
    "mail": gettext_lazy("mail address"),
    "own_account": gettext_lazy("recorded by the person's own account"),
    "person_before": gettext_lazy("person before"),
    "rights": gettext_lazy("rights beyond the role"),
    "rights_before": gettext_lazy("rights beyond the role before"),
    "role": gettext_lazy("role"),
    "role_before": gettext_lazy("role before"),
    "about": gettext_lazy("about"),
    "address": gettext_lazy("address"),
    "addresses": gettext_lazy("addresses"),
    "agreed": gettext_lazy("sign-off agreed"),
    "amount": gettext_lazy("amount"),
    "brought_from": gettext_lazy("brought in from"),
    "file_sha256": gettext_lazy("hash of the export file"),
    "modified_there": gettext_lazy("last changed there"),
    "number_there": gettext_lazy("number there"),
    "published_there": gettext_lazy("published there"),
    "bearing": gettext_lazy("a benefit, what for"),
    "complete": gettext_lazy("complete"),
    "concerns": gettext_lazy("election or process"),
    "condition": gettext_lazy("on condition that"),
    "evidence": gettext_lazy("evidence"),
    "fee": gettext_lazy("we pay a fee"),
    "funder": gettext_lazy("paid for by"),
    "genre": gettext_lazy("kind of text"),
    "given": gettext_lazy("what exactly"),
    "giver": gettext_lazy("from"),
    "interest": gettext_lazy("the tie"),
    "kind": gettext_lazy("used for"),
    "ours": gettext_lazy("works for our house"),
    "political": gettext_lazy("political actor"),
    "promotes": gettext_lazy("promotes something"),
    "reports_because": gettext_lazy("it reports because"),
    "signed": pgettext_lazy("a fact", "signed off"),
    "source": gettext_lazy("source no."),
    "sponsor": gettext_lazy("sponsor"),
    "standing": gettext_lazy("to us it is"),
    "terms": gettext_lazy("conditions or method"),
    "use": gettext_lazy("what was made of it"),
    "voice": gettext_lazy("imitates"),
    "withdrawn": gettext_lazy("withdrawn"),
    "about_a_partner": gettext_lazy("about a partner of ours"),
    "ambassador": gettext_lazy("ambassador of"),
    "speaker": gettext_lazy("speaks at"),
    "approval": gettext_lazy("approval"),
    "approved_on": gettext_lazy("approved"),
    "at": pgettext_lazy("a fact", "from"),
    "authorised": pgettext_lazy("a fact", "signed off"),
    "by": gettext_lazy("reply by"),
    "benefit": gettext_lazy("benefit received"),
    "checked_accuracy": gettext_lazy("facts checked"),
    "checked_plausibility": gettext_lazy("plausibility checked"),
    "checked_sources": gettext_lazy("sources checked"),
    "claims": gettext_lazy("quotes or figures in the text"),
    "consideration": gettext_lazy("given for this piece"),
    "could_reject": gettext_lazy("could change or reject it"),
    "deepfake": gettext_lazy("looks like a photograph of something real"),
    "degree": gettext_lazy("share of AI"),
    "examined": gettext_lazy("examined"),
    "examiner": gettext_lazy("examined by"),
    "from": pgettext_lazy("a fact", "from"),
    "frozen": gettext_lazy("frozen at"),
    "guests": gettext_lazy("guests"),
    "held_on": gettext_lazy("held on"),
    "image": gettext_lazy("image no."),
    "images": gettext_lazy("images"),
    "influence": gettext_lazy("say in the content"),
    "interviewees": gettext_lazy("interviewees"),
    "kinds": gettext_lazy("AI used for"),
    "label": gettext_lazy("label"),
    "labels": gettext_lazy("labels"),
    "mode": pgettext_lazy("a fact", "held"),
    "name": gettext_lazy("name"),
    "no_external_sources": gettext_lazy("rests on no external sources"),
    "organisation": gettext_lazy("organisation"),
    "paid_links": gettext_lazy("paid links"),
    "part": gettext_lazy("in the text"),
    "person": gettext_lazy("person"),
    "press_release_of": gettext_lazy("press release of"),
    "promotes_event": gettext_lazy("promotes the event"),
    "public_interest": gettext_lazy("of public interest"),
    "recorded": gettext_lazy("judged by an editor"),
    "relation": gettext_lazy("to us it is"),
    "responsible": gettext_lazy("responsible"),
    "reviewer": gettext_lazy("examined by"),
    "rule": gettext_lazy("rule"),
    "sha256": gettext_lazy("hash of the content"),
    "shortened": gettext_lazy("shortened"),
    "sources": gettext_lazy("sources"),
    "sponsorings": gettext_lazy("sponsorships"),
    "text": gettext_lazy("hash of the text"),
    "tool": gettext_lazy("tool"),
    "tools": gettext_lazy("tools"),
    "top": gettext_lazy("shown above the text"),
    "translated_from": gettext_lazy("translated from"),
    "until": pgettext_lazy("a fact", "until"),
    "uses": gettext_lazy("use of AI"),
}
_CHOICES: dict[str, type[Choices]] = {
    "consideration": Consideration,
    "degree": AIDegree,
    "influence": Influence,
    "kind": Correction.Kind,
    "kinds": AIKind,
    "part": Part,
    "relation": Relation,
}
_NAMED: dict[str, type[Model]] = {
    "guests": Person,
    "interviewees": Person,
    "organisation": Organisation,
    "person": Person,
    "person_before": Person,
    "responsible": Person,
    "examiner": Person,
}
_MOMENTS = ("at", "from", "frozen", "until")
_DAYS = ("approved_on", "as_of", "held_on")
_APPROVAL = {
    "valid": pgettext_lazy("a fact", "holds for this text"),
    "out of date": pgettext_lazy("a fact", "holds for an earlier text"),
    "on their word": pgettext_lazy("a fact", "entered by somebody else"),
}
_CHANGED = {"changed": gettext_lazy("changed")}
_WORDS: dict[str, Mapping[str, Any]] = {
    "approval": _APPROVAL,
    "called": _CHANGED,
    "label": LABELS,
    "labels": LABELS,
    "mail": _CHANGED,
}
# Facts that begin with a choice: “sponsor: Kongress (2026)”, “draft: 2, Tool”.
_PREFIXED: dict[str, type[Choices]] = {"sponsorings": Sponsorship.Level, "uses": AIKind}
_DEGREE = re.compile(r"^(?P<degree>[0-3]), (?P<tool>.+)$")


class FactWords:
    """Facts in words; names are those of today, asked for once for all of the facts."""

    def __init__(self, every: Iterable[Mapping[str, Any]]) -> None:
        """Look up the names that any of the facts need."""
        wanted: dict[type[Model], set[int]] = {Person: set(), Organisation: set()}
        for facts in every:
            for key in facts.keys() & _NAMED.keys():
                wanted[_NAMED[key]].update(pk for pk in _many(facts[key]) if isinstance(pk, int))
        people = Person.objects.filter(pk__in=wanted[Person])
        organisations = Organisation.objects.filter(pk__in=wanted[Organisation])
        self._names: dict[tuple[type[Model], int], str] = {
            **{(Person, person.pk): person.full_name for person in people},
            **{(Organisation, one.pk): one.name for one in organisations},
        }

    def of(self, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return facts as pairs of words, in the order of their keys."""
        return [(str(_KEYS.get(key, key)), self._value(key, facts[key])) for key in sorted(facts)]

    def _value(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return pgettext("a fact", "yes") if value else pgettext("a fact", "no")
        parts = [self._part(key, part) for part in _many(value) if part not in (None, "")]
        if parts:
            return ("; " if key in _PREFIXED else ", ").join(parts)
        return pgettext("a fact", "none") if isinstance(value, list) else _("not stated")

    def _part(self, key: str, value: Any) -> str:
        if key in _NAMED:
            number = _("no. %(number)s, deleted since") % {"number": value}
            return self._names.get((_NAMED[key], value), number)
        if key in _CHOICES and value in _CHOICES[key].values:
            return str(_CHOICES[key](value).label)
        if key in _PREFIXED:
            return _prefixed(_PREFIXED[key], str(value))
        if key in _WORDS:
            return str(_WORDS[key].get(value, value))
        if key in _MOMENTS or key in _DAYS:
            return _on_the_clock(key, str(value))
        return str(value)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _prefixed(choices: type[Choices], value: str) -> str:
    """Return “draft: 2, Tool” with the words of its choice and its degree."""
    choice, colon, rest = value.partition(": ")
    if not colon or choice not in choices.values:
        return value
    if match := _DEGREE.match(rest):
        degree = AIDegree(int(match["degree"])).label
        return f"{choices(choice).label}: {match['tool']} ({degree})"
    return f"{choices(choice).label}: {rest}"


def _on_the_clock(key: str, value: str) -> str:
    """Return a moment or a day in words; what is no such thing stays as it is."""
    try:
        if key in _DAYS:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        return in_words(datetime.fromisoformat(value))
    except ValueError:
        return value
