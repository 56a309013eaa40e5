"""Entries of the trail as an editor reads them: who, what and on which facts, in words.

The trail keeps ids of users; their names are those of today (docs/disclosure.md#trail).
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _, gettext_lazy

from blog.history.fact_words import FactWords
from disclosures.models import Notice
from disclosures.trail import SYSTEM, TrailEntry

_ROLES = {SYSTEM: "", "superuser": gettext_lazy("superuser")}


@dataclass(frozen=True)
class TrailRow:
    """One entry of the trail."""

    entry: TrailEntry
    who: str
    role: str
    second: str
    notice: str
    facts: list[tuple[str, str]]


def in_rows(trail: Collection[TrailEntry], words: FactWords) -> list[TrailRow]:
    """Return entries in words, in two queries."""
    people = User.objects.in_bulk({pk for e in trail for pk in (e.actor, e.second_actor) if pk})
    keys = {entry.notice for entry in trail if entry.notice}
    notices = dict(Notice.objects.filter(key__in=keys).values_list("key", "name"))
    return [
        TrailRow(
            entry=entry,
            who=_name(people, entry.actor) if entry.actor else _("System"),
            role=str(_ROLES.get(entry.actor_role, entry.actor_role)),
            second=_name(people, entry.second_actor) if entry.second_actor else "",
            notice=notices.get(entry.notice, entry.notice),
            facts=words.of(json.loads(entry.facts)),
        )
        for entry in trail
    ]


def named(user: User | None) -> str:
    """Return the name of a user; a dash for one who is known no more."""
    return (user.get_full_name() or user.get_username()) if user else "–"


def _name(people: dict[int, User], pk: int) -> str:
    if pk in people:
        return named(people[pk])
    return _("account no. %(number)s, deleted since") % {"number": pk}
