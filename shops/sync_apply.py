"""Take over what an editor chose, or what needs no choice; all of it or nothing, in words afterwards.

Never deletes a record of ours, never touches a locked field, never gives a ticket its code.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import ProgrammeItem, TicketOffer
from shops import records, values as things
from shops.models import Connection, Mapping
from shops.records import FIELD_OF, Ours, Record, called
from shops.sync_plan import (
    WITHHELD,
    Difference,
    Key,
    KnownRow,
    OfThing,
    Sort,
    Thing,
    Value,
    after,
    differences,
    fingerprint,
    open_ones,
)
from shops.wording import field_name, in_words, people_in

NEW, PUBLIC, LEAVE_OUT, AGAIN = "new", "public", "leave_out", "again"
SOLD_OUT, DRAFT = "sold_out", "draft"
# Speakers before the talks that they give.
ORDER = ("tier", "speaker", "talk")
SILENT = ("abstract", "bio", "url")


class Outdated(Exception):
    """What is to be taken is no longer what was shown."""


@dataclass(frozen=True)
class Wish(OfThing):
    """What is to become of one thing.

    `fields` are taken over; `locked`, if given, are the fields of those shown that stay ours from
    now on. `become` is what a new thing is here: NEW (a ticket: as a draft), PUBLIC, LEAVE_OUT, the
    primary key of a record that it is already, or nothing yet; AGAIN for one that was left out.
    `gone` is what becomes of what is not there any more: SOLD_OUT, WITHHELD, DRAFT, LEAVE_OUT or
    nothing.
    """

    fields: frozenset[str] = frozenset()
    locked: frozenset[str] | None = None
    become: str = ""
    gone: str = ""


@dataclass
class Taken:
    """What was taken over, and what could not be, a sentence each."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass
class Sides:
    """Both sides of a connection at a moment, and what differs."""

    rows: dict[Key, Mapping]
    there: dict[Key, Thing]
    here: dict[Key, KnownRow]
    found: tuple[Difference, ...]

    @property
    def fingerprint(self) -> str:
        """A text that changes with anything of it."""
        return fingerprint(self.there.values(), self.found)


def sides(connection: Connection) -> Sides:
    """Read both sides."""
    rows = records.mappings(connection)
    there = records.there(connection, rows)
    here = records.known(rows, there)
    return Sides(
        {row.key: row for row in rows},
        {one.key: one for one in there},
        {one.key: one for one in here},
        differences(there, here),
    )


@transaction.atomic
def arrive(connection: Connection, said: Iterable[Thing], now: datetime) -> Taken:
    """Keep what the other system says, and take over what needs nobody's choice."""
    _hold(connection)
    connection.said = things.written(said)
    connection.save(update_fields=["said"])
    return take(connection, _alone(connection), now)


@transaction.atomic
def take(connection: Connection, wishes: Iterable[Wish], now: datetime, shown: str = "") -> Taken:
    """Do as wished; raises Outdated if either side is no longer what the fingerprint was made of."""
    _hold(connection)
    if shown and shown != sides(connection).fingerprint:
        raise Outdated
    wanted = list(wishes)
    taken = Taken()
    for kind in ORDER:
        of_kind = [wish for wish in wanted if wish.kind == kind]
        if of_kind:
            _Taking(connection, sides(connection), taken).fulfil(of_kind)
    _settle(connection, now, taken)
    return taken


def _hold(connection: Connection) -> None:
    """Let nobody else take over meanwhile, and see the connection as it is now."""
    rows = Connection.objects.select_for_update()
    connection.refresh_from_db(from_queryset=rows)


def _alone(connection: Connection) -> list[Wish]:
    """Return what nobody has to be asked about."""
    both, ours = sides(connection), Ours(connection)
    wishes = []
    fields: dict[Key, set[str]] = {}
    for one in both.found:
        if one.taken_alone(connection.automatic):
            fields.setdefault(one.key, set()).add(one.field)
        elif one.sort == Sort.GONE and both.here[one.key].on_sale:
            wishes.append(Wish(*one.key, gone=WITHHELD))
        elif (
            one.sort == Sort.ADD and connection.automatic and not ours.could_be(both.there[one.key])
        ):
            wishes.append(Wish(*one.key, become=NEW))
    return wishes + [Wish(*key, fields=frozenset(names)) for key, names in fields.items()]


def _settle(connection: Connection, now: datetime, taken: Taken) -> None:
    """Remember where both sides agree, and how much waits for an editor."""
    both = sides(connection)
    for key, one in both.here.items():
        row, thing = both.rows[key], both.there.get(key)
        seen = after(one, thing).seen if thing else one.seen
        if (seen, one.label) != (row.seen, row.label):
            row.seen, row.label = dict(seen), one.label[:250]
            row.save(update_fields=["seen", "label"])
    connection.waiting = len(open_ones(both.found))
    if taken.lines or taken.problems:
        connection.taken_at = now
        connection.taken = "\n".join(taken.lines + taken.problems)
    connection.save(update_fields=["waiting", "taken_at", "taken"])


@dataclass
class _Taking:
    """Fulfils the wishes about one kind of thing."""

    connection: Connection
    both: Sides
    taken: Taken

    def __post_init__(self) -> None:
        self.ours = Ours(self.connection)

    def fulfil(self, wishes: Iterable[Wish]) -> None:
        for wish in wishes:
            row, thing = self.both.rows.get(wish.key), self.both.there.get(wish.key)
            if row is None:
                if thing and wish.become:
                    self._add(thing, wish.become)
            elif row.record is None:
                if wish.become == AGAIN:
                    row.delete()
            elif thing:
                self._change(row, row.record, thing, wish)
            elif wish.gone:
                self._leave(row, row.record, wish.gone)

    def _add(self, thing: Thing, become: str) -> None:
        row = Mapping(
            connection=self.connection,
            kind=thing.kind,
            external_id=thing.external_id,
            label=thing.label[:250],
        )
        if become == LEAVE_OUT:
            self._tell(_("left out: %(name)s"), name=thing.label)
        elif become in (NEW, PUBLIC):
            record = records.new(self.connection, thing, draft=become == NEW)
            if not self._valid(record):
                return
            record.save()
            if isinstance(record, ProgrammeItem):
                records.seat(record, _people(thing))
            setattr(row, FIELD_OF[thing.kind], record)
            row.seen = {name: _effective(name, thing) for name in thing.values}
            draft = isinstance(record, TicketOffer) and record.draft
            words = _("new as a draft: %(name)s") if draft else _("new: %(name)s")
            self._tell(words, name=called(record))
        else:
            found, _probable = self.ours.candidates(thing)
            same = next((one for one in found if str(one.pk) == become), None)
            if same is None:
                return
            self.ours.used.add(same)
            setattr(row, FIELD_OF[thing.kind], same)
            self._tell(_("%(theirs)s is %(ours)s"), theirs=thing.label, ours=called(same))
        row.save()

    def _change(self, row: Mapping, record: Record, thing: Thing, wish: Wish) -> None:
        one = self.both.here[wish.key]
        shown = {d.field for d in self.both.found if d.key == wish.key and d.sort == Sort.CHANGE}
        if wish.locked is not None:
            row.locked = sorted((set(row.locked) - shown) | (wish.locked & shown))
        names = (wish.fields & shown) - set(row.locked)
        values = {name: _effective(name, thing) for name in sorted(names)}
        changed = {n: value for n, value in values.items() if value != (one.values or {})[n]}
        saved = self._write(record, changed) if changed else {}
        row.seen = {**row.seen, **saved}
        row.save(update_fields=["locked", "seen"])
        for name, value in saved.items():
            self._tell_change(thing.kind, name, one, value)

    def _write(self, record: Record, values: dict[str, Value]) -> dict[str, Value]:
        """Save the values that our forms would accept as well; return them.

        What is wrong with other fields was so before and holds nothing up.
        """
        records.write(record, values)
        try:
            record.full_clean()
        except ValidationError as error:
            wrong = set(error.message_dict) & {*values, NON_FIELD_ERRORS}
            if wrong:
                self._complain(record, error)
                record.refresh_from_db()
                whole = NON_FIELD_ERRORS in wrong
                rest = {} if whole else {n: v for n, v in values.items() if n not in wrong}
                return self._write(record, rest) if rest else {}
        record.save()
        if isinstance(record, ProgrammeItem) and "speakers" in values:
            records.seat(record, list(values["speakers"] or []))
        return values

    def _leave(self, row: Mapping, record: Record, gone: str) -> None:
        if gone == LEAVE_OUT:
            row.offer = row.item = row.person = None
            row.save(update_fields=["offer", "item", "person"])
            self._tell(_("no longer compared: %(name)s"), name=called(record))
        elif isinstance(record, TicketOffer) and gone == SOLD_OUT:
            record.availability = TicketOffer.Availability.SOLD_OUT
            record.save()
            self._tell(_("sold out: %(name)s"), name=record.name)
        elif isinstance(record, TicketOffer) and gone == WITHHELD:
            record.availability = WITHHELD
            record.save()
            self._tell(_("not for sale any more: %(name)s"), name=record.name)
        elif isinstance(record, TicketOffer) and gone == DRAFT:
            record.draft = True
            record.save()
            self._tell(_("now a draft: %(name)s"), name=record.name)

    def _valid(self, record: Record) -> bool:
        try:
            record.full_clean()
        except ValidationError as error:
            self._complain(record, error)
            return False
        return True

    def _complain(self, record: Record, error: ValidationError) -> None:
        words = _("%(name)s was not taken over: %(why)s")
        why = " ".join(error.messages)
        self.taken.problems.append(words % {"name": called(record), "why": why})

    def _tell(self, words: str, **names: str) -> None:
        self.taken.lines.append(words % names)

    def _tell_change(self, kind: str, name: str, one: KnownRow, value: Value) -> None:
        names = {"name": one.label, "field": field_name(kind, name)}
        if name in SILENT:
            self._tell(_("%(name)s: %(field)s"), **names)
            return
        ours, zone = (one.values or {})[name], self.connection.event.zone
        people = people_in([ours, value])
        names |= {"ours": in_words(name, ours, zone, people)}
        names |= {"theirs": in_words(name, value, zone, people)}
        self._tell(_("%(name)s: %(field)s %(ours)s → %(theirs)s"), **names)


def _people(thing: Thing) -> list[str]:
    """Return the speakers who are people here already."""
    return [key for key in thing.values.get("speakers") or [] if key.startswith("p:")]


def _effective(name: str, thing: Thing) -> Value:
    return _people(thing) if name == "speakers" else thing.values[name]
