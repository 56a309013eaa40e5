"""Triggers by which every change that readers see leaves a name of its generation, in its own transaction.

The database writes it, so there is no moment at which a change is there and its name is not, whoever
makes it: the newsroom, a task, a command, a shell. On PostgreSQL those who change at once do not
wait for each other: each adds a name, and takes away those that nobody else is taking away.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

_PREFIX = "generation_of_"
_SQLITE = """
    CREATE TRIGGER {name} AFTER {what} ON "{table}" BEGIN
      DELETE FROM delivery_generation;
      INSERT INTO delivery_generation (id) VALUES (lower(hex(randomblob(16))));
    END
"""
_FUNCTION = """
    CREATE OR REPLACE FUNCTION begin_generation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      -- Once in each transaction; what is set here is undone with the part of it that is undone.
      IF current_setting('podium.begun', true) = 'yes' THEN RETURN NULL; END IF;
      DELETE FROM delivery_generation
        WHERE id IN (SELECT id FROM delivery_generation FOR UPDATE SKIP LOCKED);
      INSERT INTO delivery_generation (id) VALUES (gen_random_uuid());
      PERFORM set_config('podium.begun', 'yes', true);
      RETURN NULL;
    END $$
"""
_POSTGRESQL = """
    CREATE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION begin_generation()
"""
_KNOWN = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s",
}


def lay_down(using: str = "default", **_: Any) -> None:
    """Lay down the triggers that are missing; connected to post_migrate."""
    create_missing(_PREFIX, definitions(connections[using].vendor), _FUNCTION, using)


def create_missing(prefix: str, triggers: dict[str, str], function: str, using: str) -> None:
    """Create those triggers, all named with a prefix, that are not there; on PostgreSQL their function first."""
    connection = connections[using]
    known = {name for name, _table in _known(prefix, using)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(function)
        for name, statement in triggers.items():
            if name not in known:
                cursor.execute(statement)


def definitions(vendor: str) -> dict[str, str]:
    """Return the statement of every trigger by its name, as the database would say it."""
    found = {}
    for table in sorted(watched()):
        if vendor == "postgresql":
            name = f"{_PREFIX}{table}"
            found[name] = _POSTGRESQL.format(name=name, table=table)
            continue
        for what in ("INSERT", "UPDATE", "DELETE"):
            name = f"{_PREFIX}{table}_{what}"
            found[name] = _SQLITE.format(name=name, table=table, what=what)
    return found


def take_away(using: str = "default", **_: Any) -> None:
    """Take the triggers away while the tables are being migrated; connected to pre_migrate."""
    drop_all(_PREFIX, using)


def drop_all(prefix: str, using: str) -> None:
    """Drop every trigger whose name begins with a prefix."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in _known(prefix, using):
            of = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{of}')


def watched() -> set[str]:
    """Return the tables whose changes readers see: all but those that the settings name."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return tables - settings.DELIVERY_UNSEEN_TABLES


def _known(prefix: str, using: str) -> list[tuple[str, str]]:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN[connection.vendor], [f"{prefix}%"])
        rows: list[tuple[str, str]] = cursor.fetchall()
        return rows
