"""Every row of a site as a line of JSON, the same from either database, exact to the microsecond.

A line holds the columns of one row by name. Dates and moments are ISO 8601 (moments in UTC), amounts are
strings, bytes are base64. Django's own serialisers cut moments to milliseconds, which breaks hashes.
"""

from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.db import connection
from django.db.models import Model

# Of the moment, or derived and filled anew where a site is brought back: sessions, the queue of tasks,
# generations of pages, counters, notes of what is to be listed again, the vocabulary of search.
PASSING = frozenset(
    {
        "background_worker",
        "blog_cut",
        "blog_spelling",
        "blog_word",
        "delivery_counter",
        "delivery_generation",
        "desk_stalepiece",
        "django_session",
        "django_tasks_database_dbtaskresult",
        "usersessions_usersession",
    }
)
_AT_ONCE = 500  # rows

type Row = dict[str, Any]


class UnknownShape(ValueError):
    """Rows are not of the shape that this release has."""


def tables() -> dict[str, type[Model]]:
    """Return the model of every table that is kept, by its name, in its order."""
    models = apps.get_models(include_auto_created=True)
    kept = {one._meta.db_table: one for one in models if one._meta.managed and not one._meta.proxy}
    return {name: kept[name] for name in sorted(kept.keys() - PASSING)}


def lines(model: type[Model]) -> Iterator[bytes]:
    """Yield every row of a table, in the order of its keys."""
    names = [str(field.attname) for field in model._meta.local_concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(_AT_ONCE):
        yield msgspec.json.encode(dict(zip(names, row, strict=True))) + b"\n"


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file."""
    with path.open("rb") as file:
        yield from file


def load(model: type[Model], written: Iterable[bytes]) -> int:
    """Insert rows as they were, asking no code of the models; return how many.

    Raises UnknownShape where columns are others, and whatever the database refuses.
    """
    meta, total = model._meta, 0
    fields = meta.local_concrete_fields
    name = connection.ops.quote_name
    columns = ", ".join(name(str(field.column)) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {name(meta.db_table)} ({columns}) VALUES ({values})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        for some in batched(written, _AT_ONCE, strict=False):
            rows = [_prepared(model, line) for line in some]
            cursor.executemany(statement, rows)
            total += len(rows)
    return total


def _prepared(model: type[Model], line: bytes) -> list[Any]:
    """Return a row as the database takes it."""
    fields = model._meta.local_concrete_fields
    row: Row = msgspec.json.decode(line)
    if differing := row.keys() ^ {field.attname for field in fields}:
        raise UnknownShape(f"{model._meta.db_table}: {', '.join(sorted(differing))}")
    values = ((field, field.to_python(row[field.attname])) for field in fields)
    return [field.get_db_prep_save(value, connection) for field, value in values]
