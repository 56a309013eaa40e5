"""Files that are there whole or not at all, whatever ends the process, the power or the disk's room."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

PARTS = ".part"  # the ending of what is being written


class WholeFiles(FileSystemStorage):
    """Django's storage on disk; a file takes the place of the one before once it is whole."""

    def __init__(self, **options: Any) -> None:
        """Let names be written again: they are ours, and say what they hold."""
        super().__init__(**{"allow_overwrite": True, **options})

    def _save(self, name: str, content: File[bytes]) -> str:
        write_whole(Path(self.path(name)), content.chunks())
        return name


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file aside, have it on the disk, then put it in the place of what is there.

    Raises OSError, and leaves nothing behind, where there is no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PARTS)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Have the new name on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
