"""What somebody can do who has the database to themselves: take guards away, change rows, lay guards down again."""

from contextlib import contextmanager

from django.db import connection

from blog.editions import guards


@contextmanager
def as_owner():
    """Change what you like; afterwards everything stands there as if nothing had been."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            guards.take_away()
        yield cursor
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            guards.lay_down()


def change(row, **values):
    """Write other values into a row, past everything."""
    names = ", ".join(f"{name} = %s" for name in values)
    with as_owner() as cursor:
        table = row._meta.db_table
        cursor.execute(f"UPDATE {table} SET {names} WHERE id = %s", [*values.values(), row.pk])


def remove(model, **where):
    """Delete rows, past everything."""
    names = " AND ".join(f"{name} = %s" for name in where)
    with as_owner() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {names}", list(where.values()))


def insert(row):
    """Write a row as it is, past everything."""
    with as_owner():
        row.save_base(raw=True, force_insert=True)
