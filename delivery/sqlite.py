"""The file of an embedded database is for its owner alone."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

OTHERS = 0o077
# What SQLite writes beside it takes over the rights of the file, but not from before it was closed.
_BESIDE = ("", "-wal", "-shm", "-journal")


def keep_private(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Take everybody else's rights from the files of a connection, if they have any."""
    if connection.vendor != "sqlite":
        return
    name = str(connection.settings_dict["NAME"])
    for file in (Path(name + ending) for ending in _BESIDE):
        with suppress(OSError):  # not there, in memory, or another user's
            mode = file.stat().st_mode
            if mode & OTHERS:
                file.chmod(mode & ~OTHERS)
