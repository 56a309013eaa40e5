"""The database's own guards: editions, used wordings, corrections and the trail never change.

Laid down after every migrate, because rebuilding a table on SQLite silently drops its triggers; what
stands there otherwise is replaced. The statements, one a paragraph, stand in `guards.sqlite.sql` and
`guards.postgresql.sql`. Who owns the database can take them away: `faults` names what is missing.
"""

import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from delivery import triggers

GUARDED = (
    "blog_edition",
    "blog_correction",
    "disclosures_trailentry",
    "disclosures_noticeversion",
)
# Triggers that keep a test database from being emptied, with what comes behind their names in a DROP.
_IN_THE_WAY = {
    "sqlite": re.compile(r"TRIGGER IF NOT EXISTS (\w+)()"),
    "postgresql": re.compile(r"TRIGGER (\w+) BEFORE TRUNCATE( ON \w+)"),
}
_COMMENT = re.compile(r"^\s*--.*\n", re.MULTILINE)
_TRIGGER = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (?:IF NOT EXISTS )?(\w+)[^;].*", re.DOTALL)
_FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (\w+)\(.*?\$\$(.*)\$\$", re.DOTALL)
_CONSTRAINT = re.compile(r"ADD CONSTRAINT (\w+)\s+(EXCLUDE .*?);", re.DOTALL)
_STANDING = {
    "sqlite": "SELECT name, sql, '' FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {tables}",
    "postgresql": (
        "SELECT t.tgname, pg_get_triggerdef(t.oid, true),"
        " CASE WHEN t.tgenabled IN ('O', 'A') THEN '' ELSE 'is switched off' END"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND c.relname IN {tables}"
        " UNION ALL SELECT conname, pg_get_constraintdef(oid, true), '' FROM pg_constraint"
        " WHERE contype = 'x' AND conrelid = to_regclass('blog_edition')"
        " UNION ALL SELECT proname, prosrc, '' FROM pg_proc WHERE starts_with(proname, 'podium_')"
    ),
}


def lay_down(using: str = "default", **kwargs: Any) -> None:
    """Create every guard that is missing or another one than it should be; connected to post_migrate."""
    connection = connections[using]
    if not {"blog_edition", "disclosures_trailentry"} <= {*connection.introspection.table_names()}:
        return
    wanted, standing = _wanted(connection.vendor), _standing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # which knows no CREATE OR REPLACE
            for name in (name for name in standing if wanted.get(name) != standing[name][0]):
                cursor.execute(f'DROP TRIGGER "{name}"')
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def take_away(using: str = "default") -> None:
    """Drop what refuses to empty a test database: SQLite's triggers, PostgreSQL's on TRUNCATE."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            for name, table in _IN_THE_WAY[connection.vendor].findall(statement):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def lend_clock(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Let SQLite's guards ask what moment is in so many seconds; PostgreSQL has a function for it."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("podium_moment", 1, _moment)


def faults(using: str = "default") -> Iterator[tuple[str, str]]:
    """Yield the names of guards and constraints that are not as they are laid down, and what is wrong."""
    connection = connections[using]
    wanted, standing = _wanted(connection.vendor), _standing(connection)
    for name in sorted(wanted.keys() | standing.keys()):
        if name not in standing:
            yield name, "is missing"
        elif name not in wanted:
            yield name, "is none of ours"
        elif standing[name][0] != wanted[name]:
            yield name, "says something else than it should"
        elif standing[name][1]:
            yield name, standing[name][1]
    yield from _constraints_missing(connection)


def _constraints_missing(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    models = [one for one in apps.get_models() if one._meta.db_table in GUARDED]
    with connection.cursor() as cursor:
        for model in models:
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
            for constraint in model._meta.constraints:
                if constraint.name not in there:
                    yield constraint.name, "is missing"


def _wanted(vendor: str) -> dict[str, str]:
    """Return what the database would say of each guard, by name."""
    wanted: dict[str, str] = {}
    for statement in _statements(vendor):
        if function := _FUNCTION.match(statement):
            wanted[function[1]] = _plain(function[2])
        elif constraint := _CONSTRAINT.search(statement):
            wanted[constraint[1]] = _plain(constraint[2])
        elif trigger := _TRIGGER.match(statement):
            said = statement.replace("OR REPLACE ", "", 1).replace("IF NOT EXISTS ", "", 1)
            wanted[trigger[1]] = _plain(said)
    return wanted


def _standing(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Return what the database says of each guard and each other trigger there, and what ails it."""
    tables = "('" + "', '".join(GUARDED) + "')"
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor].format(tables=tables))
        rows = [(name, _plain(said), ails) for name, said, ails in cursor.fetchall()]
    # Those that tell caches of a change stand on the same tables.
    tell = {name: _plain(said) for name, said in triggers.definitions(connection.vendor).items()}
    return {name: (said, ails) for name, said, ails in rows if tell.get(name) != said}


def _plain(sql: str) -> str:
    return " ".join(sql.split()).removesuffix(";")


def _statements(vendor: str) -> list[str]:
    text = Path(__file__).with_name(f"guards.{vendor}.sql").read_text(encoding="utf-8")
    return [_COMMENT.sub("", paragraph).strip() for paragraph in text.split("\n\n")]


def _moment(seconds: int) -> str:
    """Return a moment as Django writes it into SQLite."""
    moment = timezone.now().astimezone(UTC) + timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
