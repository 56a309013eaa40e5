"""What Django is told of SQLite, so that readers never wait for writers."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def know_json(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Say of a new connection that SQLite has JSON, as it does since 3.38.

    Django would find out by a transaction of its own, and a reader's page would have to wait for all
    that is being written, or fail.
    """
    if connection.vendor == "sqlite":
        connection.features.supports_json_field = True
