"""One run at a time for each site that moves in: what two brought at once would be there twice.

A lock that ends with its process, even by `kill -9`: of the session on PostgreSQL; on SQLite, which is one machine's,
of a file beside the database.
"""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from django.db import connection

from disclosures.canonical import sha256

_PAUSE = 0.5  # seconds between two tries


class Taken(Exception):
    """Another run has what comes from this site now."""


@contextmanager
def alone(source: str, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold what comes from a site for oneself; raises Taken if another run has it now.

    With `waiting`, which is called once, it waits instead: as long as the other run takes.
    """
    by_file = connection.vendor == "sqlite"
    if by_file and cast(Any, connection).is_in_memory_db():  # which nobody else sees
        yield
        return
    database = Path(connection.settings_dict["NAME"])
    with in_file(database, source) if by_file else _session(source) as taken:
        if not taken():
            if waiting is None:
                raise Taken
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
def in_file(database: Path, source: str) -> Iterator[Callable[[], bool]]:
    """Give what tries to take the lock of a file beside the database, one for each site; the empty file stays.

    It is of whoever has the database: one that root made with a command would keep the newsroom's runs out.
    """
    beside = database.with_name(f"{database.name}-moving-{sha256(source)[:12]}")
    of = database.stat()
    handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    with suppress(PermissionError):  # a group that is not one's own
        os.fchmod(handle, stat.S_IMODE(of.st_mode))
        os.fchown(handle, of.st_uid, of.st_gid)

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
