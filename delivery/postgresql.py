"""Connections to PostgreSQL, which every thread keeps between requests."""

import select
from typing import Any

from django.db import Error, connection


def leave_broken(**_: Any) -> None:
    """Close this thread's connection if the server has ended it since it was last used.

    An idle connection has nothing to say but that it ends. To look takes no way to the server and
    back, as Django's health checks do; so not even the first request after a restart fails.
    """
    if connection.vendor != "postgresql" or connection.connection is None:
        return
    if connection.in_atomic_block:
        return
    try:
        with connection.wrap_database_errors:
            ended = _can_be_read(connection.connection.fileno())
    except Error:  # it is known to be broken
        ended = True
    if ended:
        connection.close()


def _can_be_read(socket: int) -> bool:
    looking = select.poll()
    looking.register(socket, select.POLLIN)
    return bool(looking.poll(0))
