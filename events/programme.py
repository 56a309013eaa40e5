"""The programme of an event as readers follow it: by day, in the zone of the event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from events.models import Event, ProgrammeItem, Speaker
from people.models import Person


@dataclass(frozen=True)
class ProgrammeDay:
    """What happens on one day; `day` is None for items whose time is still open."""

    day: date | None
    items: tuple[ProgrammeItem, ...]


def by_day(event: Event) -> list[ProgrammeDay]:
    """Return the programme day by day, what has no time yet at the end. Asks nothing if prefetched."""

    def start(item: ProgrammeItem) -> tuple[bool, float]:
        moment = item.starts_at
        return (moment is None, moment.timestamp() if moment else 0.0)

    def day(item: ProgrammeItem) -> date | None:
        return item.starts_at.astimezone(event.zone).date() if item.starts_at else None

    rows = sorted(event.programme.all(), key=start)
    return [ProgrammeDay(key, tuple(items)) for key, items in groupby(rows, day)]


def speakers_of(days: Iterable[ProgrammeDay]) -> list[Person]:
    """Return everyone who speaks, in phonebook order, each once."""
    rows = (row for day in days for item in day.items for row in item.speaker_rows.all())
    people = {row.person_id: row.person for row in rows}
    return sorted(people.values(), key=lambda person: person.sort_key)


def speaking(event: Event | None, people: Iterable[int]) -> set[int]:
    """Return who of these people speaks at the event (ids), in one query."""
    if event is None:
        return set()
    rows = Speaker.objects.filter(item__event=event, person__in=list(people))
    return set(rows.values_list("person", flat=True))
