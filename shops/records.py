"""Our side of the comparison: offers, people and programme items as plain values, and back."""

from collections.abc import Iterable, Mapping as Map
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Max

from events.models import ProgrammeItem, Speaker, TicketOffer
from people.models import Person
from people.sorting import sort_name_of
from people.titles import split_title
from prose.sanitising import plain_text
from shops import values as things
from shops.models import Connection, Mapping
from shops.sync_plan import KnownRow, Thing, Value

type Record = TicketOffer | ProgrammeItem | Person

FIELD_OF = {"tier": "offer", "speaker": "person", "talk": "item"}
MODEL_OF: dict[str, type[Any]] = {"tier": TicketOffer, "speaker": Person, "talk": ProgrammeItem}
MOMENTS = ("starts_at", "ends_at", "sales_start", "sales_end")
PROSE = ("bio", "abstract")
_BUSINESS = TicketOffer.Audience.BUSINESS


def mappings(connection: Connection) -> list[Mapping]:
    """Return its mappings with what they stand for, three questions to the database."""
    rows = connection.mappings.select_related("offer", "item__event", "person")
    return list(rows.prefetch_related("item__speaker_rows__person").order_by("pk"))


def there(connection: Connection, rows: Iterable[Mapping]) -> list[Thing]:
    """Return what the other system said last, in our terms.

    Speakers of talks as who they are here, prices without tax where only businesses buy.
    """
    speakers = {row.external_id: row for row in rows if row.kind == Mapping.Kind.SPEAKER}
    net = {row.key for row in rows if row.offer and row.offer.audience == _BUSINESS}
    said = things.read(connection.said)
    return [_with_people(_at_price(thing, thing.key in net), speakers) for thing in said]


def known(rows: Iterable[Mapping], there: Iterable[Thing]) -> list[KnownRow]:
    """Return what stands here for the things there."""
    said = {thing.key: thing for thing in there}
    return [_known(row, said.get(row.key)) for row in rows]


def write(record: Record, values: Map[str, Value]) -> None:
    """Put plain values into a record, unsaved; speakers come when it is saved (`seat`)."""
    for name, value in values.items():
        if isinstance(record, Person) and name == "name":
            _name(record, str(value))
        elif name != "speakers":
            setattr(record, name, _from_plain(name, value))


def seat(item: ProgrammeItem, people: Iterable[str]) -> None:
    """Make these the speakers of an item, in this order; who is not here yet is left out."""
    wanted = [int(key.removeprefix("p:")) for key in people if key.startswith("p:")]
    item.speaker_rows.exclude(person__in=wanted).delete()
    for ordering, person in enumerate(wanted, start=1):
        Speaker.objects.update_or_create(
            item=item, person_id=person, defaults={"ordering": ordering}
        )


def values_of(record: Record) -> dict[str, Value]:
    """Return every field of a record that the other system may have a word on."""
    if isinstance(record, TicketOffer):
        return {
            **_plain(record, ("name", "currency", "availability", "url")),
            "price": things.money(Decimal(record.price)),
            "vat_rate": things.rate(Decimal(record.vat_rate)),
            **_moments(record, ("sales_start", "sales_end")),
        }
    if isinstance(record, Person):
        return {"name": record.name, "bio": plain_text(record.bio)}
    return {
        **_plain(record, ("title", "room", "language")),
        "abstract": plain_text(record.abstract),
        **_moments(record, ("starts_at", "ends_at")),
        "speakers": [f"p:{row.person_id}" for row in record.speaker_rows.all()],
    }


def new(connection: Connection, thing: Thing, *, draft: bool = True) -> Record:
    """Return an unsaved record for a thing; a ticket as a draft unless told otherwise."""
    record: Record
    if thing.kind == Mapping.Kind.TIER:
        last = connection.event.offers.aggregate(last=Max("ordering"))["last"] or 0
        record = TicketOffer(event=connection.event, ordering=last + 1, draft=draft)
    elif thing.kind == Mapping.Kind.SPEAKER:
        record = Person()
    else:
        record = ProgrammeItem(event=connection.event)
    write(record, thing.values)
    return record


@dataclass
class Ours:
    """What we have that a new thing might be; whatever it needs of the database it asks once."""

    connection: Connection
    used: set[Record] = field(default_factory=set)

    def candidates(self, thing: Thing) -> tuple[list[Record], Record | None]:
        """Return what a new thing could be of what we have already, and what it probably is.

        A person could only be one of the same name; a ticket or a talk every one not yet linked.
        """
        name = str(thing.values.get("title") or thing.values.get("name") or thing.label)
        if thing.kind == Mapping.Kind.SPEAKER:
            found = self._people.get(split_title(name)[1].casefold(), [])
            return found, found[0] if len(found) == 1 else None
        rows = self._offers if thing.kind == Mapping.Kind.TIER else self._items
        found = [one for one in rows if one not in self.used]
        same = [one for one in found if called(one).casefold() == name.casefold()]
        return found, same[0] if len(same) == 1 else None

    def could_be(self, thing: Thing) -> bool:
        """Tell whether a new thing might be what somebody has entered here already.

        A person of the same name; a ticket or a talk of the same name, price or time.
        """
        found, probable = self.candidates(thing)
        if thing.kind == Mapping.Kind.SPEAKER or probable:
            return bool(found)
        alike = "price" if thing.kind == Mapping.Kind.TIER else "starts_at"
        theirs = thing.values.get(alike)
        return any(values_of(one)[alike] == theirs for one in found)

    @cached_property
    def _offers(self) -> list[Record]:
        return list(self.connection.event.offers.filter(shop_mappings=None))

    @cached_property
    def _items(self) -> list[Record]:
        rows = self.connection.event.programme.filter(shop_mappings=None)
        return list(rows.prefetch_related("speaker_rows"))

    @cached_property
    def _people(self) -> dict[str, list[Record]]:
        """Return people by every name that they go by; those already linked are known by then."""
        linked = self.connection.mappings.exclude(person=None).values("person")
        found: dict[str, list[Record]] = {}
        for person in Person.objects.exclude(pk__in=linked).only("name", "aliases", "honorific"):
            for name in {name.casefold() for name in person.names()}:
                found.setdefault(name, []).append(person)
        return found


def called(record: Record) -> str:
    """Return what a record is called."""
    if isinstance(record, ProgrammeItem):
        return record.title
    return record.full_name if isinstance(record, Person) else record.name


def _known(row: Mapping, thing: Thing | None) -> KnownRow:
    record = row.record
    if record is None:
        return KnownRow(*row.key, row.label)
    values = values_of(record)
    if isinstance(record, Person) and thing:
        # Titles and other names are ours; whoever goes by the name is the same person.
        names = {record.full_name, *record.names()}
        values["name"] = thing.values["name"] if thing.values.get("name") in names else record.name
    return KnownRow(
        *row.key,
        called(record),
        values,
        row.seen,
        frozenset(row.locked),
        settled=isinstance(record, TicketOffer)
        and (record.draft or record.availability == TicketOffer.Availability.SOLD_OUT),
    )


def _at_price(thing: Thing, net: bool) -> Thing:
    values = dict(thing.values)
    without_tax = values.pop("net_price", None)
    if net and without_tax is not None:
        values["price"] = without_tax
    return replace(thing, values=values)


def _with_people(thing: Thing, here: Map[str, Mapping]) -> Thing:
    if "speakers" not in thing.values:
        return thing
    people: dict[str, None] = {}
    for code in thing.values["speakers"] or []:
        row = here.get(code)
        if row is None:
            people[code] = None
        elif row.person_id:
            people[f"p:{row.person_id}"] = None
    return replace(thing, values={**thing.values, "speakers": list(people)})


def _name(person: Person, words: str) -> None:
    """Give a person a name that may begin with a title; they are sorted by it unless told otherwise."""
    honorific, name = split_title(words)
    if person.name and person.sort_name == sort_name_of(person.name):
        person.sort_name = ""
    person.name = name
    person.honorific = honorific[:40] or person.honorific


def _from_plain(name: str, value: Value) -> Any:
    if name in MOMENTS:
        return datetime.fromisoformat(str(value)) if value else None
    if name in ("price", "vat_rate"):
        return Decimal(str(value))
    return things.paragraphs(str(value or "")) if name in PROSE else value or ""


def _plain(record: Record, names: Iterable[str]) -> dict[str, Value]:
    return {name: getattr(record, name) for name in names}


def _moments(record: Record, names: Iterable[str]) -> dict[str, Value]:
    return {name: things.moment(getattr(record, name)) for name in names}
