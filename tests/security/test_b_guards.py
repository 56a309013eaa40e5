"""Letter B: guards that are gone, changed or switched off are named by `verify_editions`."""

import pytest
from django.db import connection

from blog.editions import guards
from tests.security.on_record import named

pytestmark = pytest.mark.django_db


def _guard_names():
    return sorted(name for name in guards._wanted(connection.vendor) if "podium_" not in name)


def _drop(cursor, name):
    cursor.execute(
        "SELECT relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE tgname = %s",
        [name],
    )
    if row := cursor.fetchone():
        cursor.execute(f"DROP TRIGGER {name} ON {row[0]}")
    else:
        cursor.execute(f"ALTER TABLE blog_edition DROP CONSTRAINT {name}")


def test_every_guard_that_is_dropped_is_named(world):
    connection.check_constraints()  # those that would wait for the end of the transaction
    names = _guard_names()
    assert len(names) > 12
    with connection.cursor() as cursor:
        for name in names:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                _drop(cursor, name)
    assert named("--quick") == [f"database: guard {name} is missing" for name in names]


def test_a_guard_that_guards_nothing_any_more_is_named(world):
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER edition_kept")
            cursor.execute(
                "CREATE TRIGGER edition_kept BEFORE DELETE ON blog_edition WHEN 0"
                " BEGIN SELECT RAISE(ABORT, 'an edition is never deleted'); END"
            )
            guard = "edition_kept"
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION podium_refuse() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN OLD; END $$"
            )
            guard = "podium_refuse"
    assert named() == [f"database: guard {guard} says something else than it should"]
    guards.lay_down()
    assert named() == []


def test_a_guard_that_is_switched_off_is_named(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    connection.check_constraints()
    connection.cursor().execute("ALTER TABLE blog_edition DISABLE TRIGGER edition_kept")
    assert named() == ["database: guard edition_kept is switched off"]


def test_a_trigger_of_somebody_else_is_named(world):
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER strange AFTER INSERT ON blog_edition BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER strange BEFORE DELETE ON blog_edition"
                " FOR EACH ROW EXECUTE FUNCTION podium_refuse('x')"
            )
    assert named() == ["database: guard strange is none of ours"]


def test_a_constraint_that_is_dropped_is_named(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite drops no constraint without building the table anew")
    connection.check_constraints()
    connection.cursor().execute("ALTER TABLE blog_edition DROP CONSTRAINT edition_number_once")
    assert named() == ["database: guard edition_number_once is missing"]
