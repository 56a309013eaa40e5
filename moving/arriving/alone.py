"""One run at a time for each site that moves in: what two brought at once would be there twice.

A lock that ends with its process, even by `kill -9`: of the session on PostgreSQL; on SQLite, which is one machine's,
of a file beside the database, whatever comes in.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from django.db import connection

from disclosures.canonical import sha256

_PAUSE = 0.5  # seconds between two tries


@contextmanager
def alone(source: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold what comes from a site for oneself; `waiting` is called once if another run has it now."""
    beside = Path(f"{connection.settings_dict['NAME']}-moving")
    by_file = connection.vendor == "sqlite"
    if by_file and cast(Any, connection).is_in_memory_db():  # which nobody else sees
        yield
        return
    with in_file(beside) if by_file else _session(source) as taken:
        if not taken():
            waiting()
            while not taken():
                time.sleep(_PAUSE)
        yield


@contextmanager
def _session(source: str) -> Iterator[Callable[[], bool]]:
    number = int(sha256(f"moving {source}")[:15], 16)
    held = False

    def taken() -> bool:
        nonlocal held
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            held = bool(cursor.fetchone()[0])
        return held

    try:
        yield taken
    finally:
        if held and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def in_file(path: Path) -> Iterator[Callable[[], bool]]:
    """Give what tries to take the lock of a file, and let go of it at the end; the file, which is empty, stays."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def taken() -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        yield taken
    finally:
        os.close(handle)
