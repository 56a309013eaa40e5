"""The last number that each table gave away: what was deleted never lends its number to another row.

The trail names its subjects by kind and number, and outlives them.
"""

from collections.abc import Mapping

from django.db import connection
from django.db.models import AutoField, Model

from moving.keeping.rows import tables

_STANDING = {
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
    "postgresql": (
        "SELECT t.relname, pg_sequence_last_value(s.oid) FROM pg_class s"
        " JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')"
        " JOIN pg_class t ON t.oid = d.refobjid WHERE s.relkind = 'S'"
    ),
}


def last_numbers() -> dict[str, int]:
    """Return the last number of each kept table that ever gave one away."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {name: last for name, last in cursor.fetchall() if last}
    return {name: standing[name] for name in tables() if name in standing}


def go_on_after(last: Mapping[str, int]) -> None:
    """Let every table give away numbers after these, and after those of its rows."""
    for name, model in tables().items():
        key = model._meta.pk
        if isinstance(key, AutoField) and key.model is model:
            highest = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
            if number := max(last.get(name, 0), highest or 0):
                _set(model, number)


def _set(model: type[Model], number: int) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            column = model._meta.pk.column
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, number]
            )
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [number, table])
        if not cursor.rowcount:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
            )
