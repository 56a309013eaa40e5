"""The database's own guards: editions, used wordings, corrections and the trail never change.

Laid down after every migrate (and again, harmlessly, if they are there), because rebuilding a
table on SQLite silently drops its triggers. The statements, one a paragraph, stand in
`guards.sqlite.sql` and `guards.postgresql.sql`.
"""

import re
from pathlib import Path
from typing import Any

from django.db import connections

# Triggers that keep a test database from being emptied, with what comes behind their names in a DROP.
_IN_THE_WAY = {
    "sqlite": re.compile(r"TRIGGER IF NOT EXISTS (\w+)()"),
    "postgresql": re.compile(r"TRIGGER (\w+) BEFORE TRUNCATE( ON \w+)"),
}


def lay_down(using: str = "default", **kwargs: Any) -> None:
    """Create every guard that is missing; connected to post_migrate."""
    connection = connections[using]
    if not {"blog_edition", "disclosures_trailentry"} <= {*connection.introspection.table_names()}:
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor).split("\n\n"):
            cursor.execute(statement)


def take_away(using: str = "default") -> None:
    """Drop what refuses to empty a test database: SQLite's triggers, PostgreSQL's on TRUNCATE."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in _IN_THE_WAY[connection.vendor].findall(_statements(connection.vendor)):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def _statements(vendor: str) -> str:
    path = Path(__file__).with_name(f"guards.{vendor}.sql")
    return path.read_text(encoding="utf-8")
