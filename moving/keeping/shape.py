"""Which release rows were written by: the last migration of every app, as its code has them."""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class OtherRelease(ValueError):
    """Rows and this installation are of two releases."""


def migrations() -> list[str]:
    """Return the last migration of every app; raises OtherRelease where some are still to be applied."""
    executor = MigrationExecutor(connection)
    last = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(last):
        raise OtherRelease("The database is not migrated: run manage.py migrate first.")
    return sorted(f"{app}.{name}" for app, name in last)


def refuse_other(written_by: Iterable[str]) -> None:
    """Raise OtherRelease, with what differs, unless this installation has the same migrations."""
    here, there = set(migrations()), set(written_by)
    if here == there:
        return
    raise OtherRelease(
        "It was written by another release. Bring it in with that release, then update."
        f" Only there: {', '.join(sorted(there - here)) or 'nothing'}."
        f" Only here: {', '.join(sorted(here - there)) or 'nothing'}."
    )
