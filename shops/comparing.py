"""The page on which an editor sees what differs and chooses: what it shows, and what was chosen."""

from collections.abc import Iterator, Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from shops import records
from shops.models import Connection, Mapping
from shops.sync_apply import AGAIN, DRAFT, LEAVE_OUT, NEW, ORDER, PUBLIC, SOLD_OUT, Sides, Wish
from shops.sync_plan import Difference, Key, Sort, Thing
from shops.wording import field_name, in_words, people_in

ADMIN_OF = {
    "tier": "admin:events_event_change",
    "speaker": "admin:people_person_change",
    "talk": "admin:events_programmeitem_change",
}


@dataclass(frozen=True)
class DifferingField:
    """A field that differs, with its two boxes."""

    value: str
    label: str
    ours: str
    theirs: str
    by_hand: bool
    take: bool
    lock: bool


@dataclass(frozen=True)
class Option:
    """One way out."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A thing with all that is to be decided about it."""

    name: str
    sort: str
    kind: str
    label: str
    address: str = ""
    rows: list[DifferingField] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """All groups of one kind."""

    heading: str
    groups: list[Group]


class ComparisonPage:
    """What differs, with the choices sent last, or else what is probably wanted."""

    def __init__(self, connection: Connection, both: Sides, sent: QueryDict | None = None) -> None:
        self.connection, self.both, self.sent = connection, both, sent
        self.zone, self.ours = connection.event.zone, records.Ours(connection)
        values = [value for d in both.found for value in (d.ours, d.theirs)]
        added = [thing.values.get("speakers") for thing in both.there.values()]
        speakers = {key[1]: one.label for key, one in both.there.items() if key[0] == "speaker"}
        self.people = people_in([*values, *added]) | speakers

    def sections(self) -> list[Section]:
        """Return everything to decide, kind after kind."""
        headings = {"tier": _("Tickets"), "speaker": _("Speakers"), "talk": _("Programme")}
        found = [(kind, list(self._groups(kind))) for kind in ORDER]
        return [Section(headings[kind], groups) for kind, groups in found if groups]

    def left_out(self) -> list[tuple[str, str]]:
        """Return what is left out though it is there: the value of its box, and its name."""
        rows = self.both.rows.items()
        return [
            (_name(key), self.both.there[key].label)
            for key, row in rows
            if row.record is None and key in self.both.there
        ]

    def _groups(self, kind: str) -> Iterator[Group]:
        found: dict[Key, list[Difference]] = {}
        for one in self.both.found:
            if one.kind == kind:
                found.setdefault(one.key, []).append(one)
        for key, ones in found.items():
            yield self._group(key, ones)

    def _group(self, key: Key, found: list[Difference]) -> Group:
        first = found[0]
        common = (_name(key), str(first.sort), str(Mapping.Kind(first.kind).label), first.label)
        if first.sort == Sort.ADD:
            thing = self.both.there[key]
            return Group(*common, facts=self._facts(thing), options=self._becoming(thing))
        address = self._address(self.both.rows[key])
        if first.sort == Sort.GONE:
            return Group(*common, address, options=self._going(first))
        return Group(*common, address, rows=[self._row(one) for one in found])

    def _row(self, one: Difference) -> DifferingField:
        value = f"{_name(one.key)}:{one.field}"
        take, lock = not (one.locked or one.by_hand), one.locked
        if self.sent is not None:
            take, lock = (value in self.sent.getlist(name) for name in ("take", "lock"))
        ours, theirs = (
            in_words(one.field, side, self.zone, self.people) for side in (one.ours, one.theirs)
        )
        label = field_name(one.kind, one.field)
        return DifferingField(value, label, ours, theirs, one.by_hand, take, lock)

    def _facts(self, thing: Thing) -> list[tuple[str, str]]:
        return [
            (field_name(thing.kind, name), in_words(name, value, self.zone, self.people))
            for name, value in thing.values.items()
            if value and name not in ("name", "title", "kind")
        ]

    def _becoming(self, thing: Thing) -> list[Option]:
        found, probable = self.ours.candidates(thing)
        tier = thing.kind == Mapping.Kind.TIER
        choices = {NEW: _("add as a draft") if tier else _("add")}
        if tier:
            choices[PUBLIC] = _("add and show at once")
        is_ours = _("is “%(name)s”, which we have already")
        choices |= {str(one.pk): is_ours % {"name": records.called(one)} for one in found}
        choices |= {LEAVE_OUT: _("leave out for good"), "": _("decide later")}
        usual = str(probable.pk) if probable else NEW
        if thing.kind == Mapping.Kind.SPEAKER and len(found) > 1:
            usual = ""
        return self._options(f"become:{_name(thing.key)}", choices, usual)

    def _going(self, one: Difference) -> list[Option]:
        choices = {"": _("leave as it is for now")}
        if one.kind == Mapping.Kind.TIER:
            choices |= {SOLD_OUT: _("mark as sold out"), DRAFT: _("make it a draft")}
        choices[LEAVE_OUT] = _("keep it and compare no longer")
        return self._options(f"gone:{_name(one.key)}", choices, "")

    def _options(self, name: str, choices: Map[str, str], usual: str) -> list[Option]:
        chosen = usual if self.sent is None else self.sent.get(name, usual)
        chosen = chosen if chosen in choices else usual
        return [Option(value, label, value == chosen) for value, label in choices.items()]

    def _address(self, row: Mapping) -> str:
        record: Any = row.record
        pk = record.event_id if row.kind == Mapping.Kind.TIER else record.pk
        return reverse(ADMIN_OF[row.kind], args=[pk])


def wishes(both: Sides, sent: QueryDict) -> list[Wish]:
    """Return what was chosen about each thing that the page showed."""
    take, lock = set(sent.getlist("take")), set(sent.getlist("lock"))
    found: dict[Key, set[str]] = {}
    for one in both.found:
        found.setdefault(one.key, set()).add(one.field)
    chosen = []
    for key, names in found.items():
        name = _name(key)
        chosen.append(
            Wish(
                *key,
                fields=frozenset(one for one in names if f"{name}:{one}" in take),
                locked=frozenset(one for one in names if f"{name}:{one}" in lock),
                become=sent.get(f"become:{name}", ""),
                gone=sent.get(f"gone:{name}", ""),
            )
        )
    again = set(sent.getlist("again"))
    return chosen + [Wish(*key, become=AGAIN) for key in both.rows if _name(key) in again]


def _name(key: Key) -> str:
    return ":".join(key)
