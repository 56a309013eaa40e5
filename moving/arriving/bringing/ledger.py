"""Who knows what was brought in already: of one source, by the keys that it has there."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from disclosures.canonical import sha256
from moving.arriving.records import Arrival, Arrived
from moving.arriving.values import Item


class Ledger:
    """The rows of one source."""

    def __init__(self, source: str, arrival: Arrival) -> None:
        """Know whose rows these are, and which run adds to them."""
        self.source = source
        self.arrival = arrival
        # Nearly all that is asked for is new; and nobody else adds to it meanwhile (`moving.arriving.bringing.alone`).
        self._keys = set(Arrived.objects.filter(source=source).values_list("key", flat=True))

    def known(self, key: str) -> Arrived | None:
        """Return what is known of something; what it became is read where it is asked for."""
        if key[:200] not in self._keys:
            return None
        rows = Arrived.objects.defer("original")
        return rows.filter(source=self.source, key=key[:200]).first()

    def key_of(self, item: Item) -> str:
        """Return the key of an item: its kind and number; with its address where that is another's.

        Two sites that stood at one address one after the other gave the same numbers to different things.
        """
        key = f"{item.type}:{item.id}"
        if key not in self._keys:
            return key
        row = Arrived.objects.filter(source=self.source, key=key).first()
        if row is None or not row.original:
            return key
        there = json.loads(row.original)
        published = item.published.isoformat() if item.published else None
        here = {"link": item.link, "title": item.title, "published": published}
        alike = any(there.get(name) == value for name, value in here.items())
        return key if alike else f"{key}@{item.link}"[:200]

    def note(self, key: str, original: str = "", made: str = "", **became: Any) -> Arrived:
        """Remember what something became; what was deleted here since gets its new row."""
        values = {"arrival": self.arrival, "original": original, "made": made, **became}
        values["sha256"] = sha256(original) if original else ""
        key = key[:200]
        if self.known(key):
            return Arrived.objects.update_or_create(source=self.source, key=key, defaults=values)[0]
        self._keys.add(key)
        return Arrived.objects.create(source=self.source, key=key, **values)


def original_of(item: Item) -> str:
    """Return an item with its comments as it was read, as JSON that is the same every time."""
    values = asdict(item)
    for passing in ("line", "broken", "remarks"):
        del values[passing]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_written)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
