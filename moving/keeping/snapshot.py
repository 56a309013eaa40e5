"""One moment of the database, whatever is written meanwhile; nobody who writes has to wait for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# SQLite's WAL shows one moment from the first read on. Django's own `atomic` would lock its writers out.
_BEGIN = {
    "sqlite": ("BEGIN DEFERRED", "SELECT count(*) FROM sqlite_schema"),
    "postgresql": ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",),
}


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything in the block be read as of one moment; nothing may be written in it.

    Within a transaction that is open already, what that one sees.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        for statement in _BEGIN[connection.vendor]:
            cursor.execute(statement)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
