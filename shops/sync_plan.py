"""What differs between what a shop says and what we have, and what becomes of it when it is taken.

Pure: plain values in, plain values out. Three sides are compared: theirs, ours, and what both had
when they last agreed (`seen`). What differs from that on our side was changed by hand.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

type Value = str | list[str] | None
type Key = tuple[str, str]

# The truth of this minute, taken over without asking: what nobody can buy must not be offered.
AT_ONCE = frozenset({("tier", "availability")})
WITHHELD = "withheld"  # the availability of what is not sold to the public (any more)
# Names of people stand in pieces and notices; nobody but an editor changes them.
NEVER_ALONE = frozenset({("speaker", "name")})


class Sort(StrEnum):
    """How a thing differs."""

    ADD = "add"  # they have it, we do not
    CHANGE = "change"  # a field says something else
    GONE = "gone"  # we have it, they no longer do


@dataclass(frozen=True)
class OfThing:
    """Is about one thing there, told by its kind and its id."""

    kind: str
    external_id: str

    @property
    def key(self) -> Key:
        """What the thing is told by."""
        return self.kind, self.external_id


@dataclass(frozen=True)
class Thing(OfThing):
    """A tier, a speaker or a talk as the other system has it; only fields it has a word on.

    Fields that we do not compare only help when a record is made of it.
    """

    label: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownRow(OfThing):
    """What stands for such a thing here; `values` is None where an editor leaves it out.

    `settled`: it may be gone there, and nothing is left to be decided here.
    """

    label: str
    values: Mapping[str, Value] | None = None
    seen: Mapping[str, Value] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    settled: bool = False

    @property
    def on_sale(self) -> bool:
        """Tell whether readers are offered what its shop may have taken off sale meanwhile."""
        said = (self.values or {}).get("availability", WITHHELD)
        return said != WITHHELD and "availability" not in self.locked

    def by_hand(self, name: str) -> bool:
        """Tell whether somebody here wrote the field, or changed it after it was last the same."""
        ours = (self.values or {}).get(name)
        return ours != self.seen[name] if name in self.seen else ours not in (None, "", [])


@dataclass(frozen=True)
class Difference(OfThing):
    """One thing to decide; without `field` it is about the thing as a whole."""

    sort: Sort
    label: str
    field: str = ""
    ours: Value = None
    theirs: Value = None
    locked: bool = False
    by_hand: bool = False

    def taken_alone(self, automatic: bool) -> bool:
        """Tell whether the field is taken over without asking anybody."""
        if self.sort != Sort.CHANGE or self.locked:
            return False
        what = (self.kind, self.field)
        return what in AT_ONCE or (automatic and not self.by_hand and what not in NEVER_ALONE)


def differences(there: Iterable[Thing], here: Iterable[KnownRow]) -> tuple[Difference, ...]:
    """Return what differs, thing after thing in their order, what is gone there at the end."""
    things = {thing.key: thing for thing in there}
    known = {one.key: one for one in here}
    found: list[Difference] = []
    for key, thing in things.items():
        if key not in known:
            found.append(Difference(*key, Sort.ADD, thing.label))
        else:
            found += _changes(thing, known[key])
    found += [
        Difference(*key, Sort.GONE, one.label)
        for key, one in known.items()
        if key not in things and one.values is not None and not one.settled
    ]
    return tuple(found)


def after(one: KnownRow, thing: Thing, fields: Iterable[str] = ()) -> KnownRow:
    """Return what we have once these fields are taken over; locked ones stay as they are.

    Whatever is then the same on both sides is remembered as seen, fields not named included.
    """
    if one.values is None:
        return one
    wanted = set(fields) - one.locked
    taken = {name: value for name, value in thing.values.items() if name in wanted}
    values = {name: taken.get(name, ours) for name, ours in one.values.items()}
    agreed = {name: v for name, v in thing.values.items() if name in values and values[name] == v}
    return replace(one, values=values, seen={**one.seen, **agreed})


def open_ones(found: Iterable[Difference]) -> list[Difference]:
    """Return what waits for somebody: locked fields do not."""
    return [one for one in found if not one.locked]


def fingerprint(there: Iterable[Thing], found: Iterable[Difference]) -> str:
    """Return a text that differs whenever anything that an editor was shown does."""
    shown = [[t.kind, t.external_id, t.label, dict(t.values)] for t in there]
    rows = [[d.sort, *d.key, d.field, d.ours, d.theirs, d.locked] for d in found]
    text = json.dumps([shown, rows], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _changes(thing: Thing, one: KnownRow) -> list[Difference]:
    if one.values is None:
        return []
    return [
        Difference(
            *thing.key,
            Sort.CHANGE,
            one.label or thing.label,
            field=name,
            ours=one.values.get(name),
            theirs=theirs,
            locked=name in one.locked,
            by_hand=one.by_hand(name),
        )
        for name, theirs in thing.values.items()
        if name in one.values and one.values[name] != theirs
    ]
