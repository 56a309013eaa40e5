"""What is no piece, as documents that read by themselves: people, events, notices, trail, corrections.

Each row has its columns by name, as in `moving.keeping.rows`; what belongs to a row stands within it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.db.models import Model

from blog.models import Correction, Discussion, Series, Tag
from disclosures.models import Notice
from disclosures.trail import TrailEntry
from events.models import Event, EventSeries
from media.models import Image
from people.models import Organisation, Person

# What belongs to a row, by the name of its relation.
_WITHIN: dict[type[Model], tuple[str, ...]] = {
    Person: ("links", "addresses", "ambassadorships"),
    Organisation: ("addresses", "sponsorships"),
    EventSeries: ("addresses",),
    Event: (
        *("offers", "days", "previous_dates", "programme", "pictures", "notices", "addresses"),
        *("ambassadorships", "sponsorships"),
    ),
    Notice: ("versions",),
    Series: ("questions", "addresses"),
    Tag: ("addresses",),
    Image: (),
    Correction: (),
    Discussion: (),
}
_NAMES: dict[str, type[Model]] = {
    "people": Person,
    "organisations": Organisation,
    "event-series": EventSeries,
    "events": Event,
    "notices": Notice,
    "series": Series,
    "topics": Tag,
    "pictures": Image,
    "corrections": Correction,
    "discussions": Discussion,
}


def documents() -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield each document: its name and its bytes, JSON; of the trail, a line per entry."""
    for name, model in _NAMES.items():
        yield f"{name}.json", _document(model)
    yield "trail.jsonl", _trail()


def _document(model: type[Model]) -> Iterator[bytes]:
    within = _WITHIN[model]
    rows = model._base_manager.order_by("pk").prefetch_related(*within)
    yield b"["
    for number, one in enumerate(rows.iterator(200)):
        told = _row(one) | {
            name: [_row(row) for row in getattr(one, name).all()] for name in within
        }
        written = msgspec.json.format(msgspec.json.encode(told), indent=2)
        yield (b",\n" if number else b"\n") + written
    yield b"\n]\n"


def _trail() -> Iterator[bytes]:
    for entry in TrailEntry.objects.order_by("subject", "object_id", "number").iterator(500):
        yield msgspec.json.encode(entry.values() | {"hash": entry.hash}) + b"\n"


def _row(one: Model) -> dict[str, Any]:
    values = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    # A file is known by its name.
    return {name: getattr(value, "name", value) for name, value in values.items()}
