"""The trail of a piece as a file: JSON, exact to the byte, and CSV for a table.

Both hold every column, so that the chain can be checked outside: the hash of an entry is the
SHA-256 of its other columns as canonical JSON. Names are not in it, only ids of users.
"""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from disclosures.trail import TrailQuerySet

FORMAT = "podium-trail-1"
HOW = (
    "hash = SHA-256 over the UTF-8 bytes of the entry without hash, as JSON with sorted keys and no"
    " spaces; previous = hash of the entry before."
)
BOM = "\ufeff"  # tells Excel that it is UTF-8
# What makes a spreadsheet take a cell for a formula (docs/standards/security.md#exports).
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_json(trail: TrailQuerySet, title: str, now: datetime) -> str:
    """Return the trail of a piece as a JSON document."""
    document = {
        "format": FORMAT,
        "title": title,
        "exported_at": now.astimezone(UTC).isoformat(),
        "how_to_check": HOW,
        "entries": _rows(trail),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_csv(trail: TrailQuerySet) -> str:
    """Return the trail of a piece as CSV."""
    names = [field.name for field in trail.model._meta.fields if field.name != "id"]
    return as_table(names, ([row[name] for name in names] for row in _rows(trail)))


def as_table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV (RFC 4180) with semicolons, safe to open in a table.

    A cell that would begin like a formula begins with an apostrophe; JSON has it as it is.
    """
    file = io.StringIO()
    file.write(BOM)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return file.getvalue()


def safe_cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _rows(trail: TrailQuerySet) -> list[dict[str, Any]]:
    return [entry.values() | {"hash": entry.hash} for entry in trail]
