"""Files that are there whole or not at all, whatever ends the process, the power or the disk's room.

They lie in a folder (`WholeFiles`) or in a bucket (`media.storage.bucket.Bucket`): whoever asks for more than Django's
own storages know asks `files()`, and never for a path.
"""

import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.conf import DEFAULT_STORAGE_ALIAS
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages

PARTS = ".part"  # the ending of what is being written
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that is there: its name, its size, and what differs once it was written again."""

    name: str
    size: int
    changed: int | str


prompt = ContextVar("prompt", default=False)


@contextmanager
def promptly() -> Iterator[None]:
    """Let storages that are far away answer a reader soon, or raise OSError soon: nobody waits for retries."""
    token = prompt.set(True)
    try:
        yield
    finally:
        prompt.reset(token)


class Files(ABC):
    """What storages of this site can do beside what Django asks of every storage."""

    @abstractmethod
    def entries(self, beginning: str = "", *, parts: bool = False) -> Iterator[Entry]:
        """Yield every file whose name begins like this, in any order; `parts`: also what is not whole."""

    @abstractmethod
    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file in pieces; raises OSError."""

    @abstractmethod
    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file whole or not at all, in the place of what is there; raises OSError."""

    @abstractmethod
    def entry(self, name: str) -> Entry | None:
        """Return what is known of a file; None where there is none."""


def files() -> Files:
    """Return where the pictures of this site lie."""
    return cast("Files", storages[DEFAULT_STORAGE_ALIAS])


def on_disk() -> bool:
    """Tell whether that is a folder of this machine, which is MEDIA_ROOT."""
    return isinstance(files(), FileSystemStorage)


class WholeFiles(Files, FileSystemStorage):
    """Django's storage on disk; a file takes the place of the one before once it is whole."""

    def __init__(self, **options: Any) -> None:
        """Let names be written again: they are ours, and say what they hold."""
        super().__init__(**{"allow_overwrite": True, **options})

    def entries(self, beginning: str = "", *, parts: bool = False) -> Iterator[Entry]:
        """Walk through folders, also those that lie elsewhere (links)."""
        root = Path(self.location)
        start = root / beginning.rpartition("/")[0]
        for folder, folders, names in os.walk(start, followlinks=True):
            folders.sort()
            for path in sorted(Path(folder) / name for name in names):
                name = path.relative_to(root).as_posix()
                if name.startswith(beginning) and (parts or path.suffix != PARTS):
                    found = self.entry(name)
                    if found:
                        yield found

    def chunks(self, name: str) -> Iterator[bytes]:
        """Read from the disk."""
        return chunks_of(Path(self.path(name)))

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write aside, then rename."""
        write_whole(Path(self.path(name)), chunks)

    def entry(self, name: str) -> Entry | None:
        """Ask the disk; folders are no files."""
        path = Path(self.path(name))
        with suppress(FileNotFoundError):
            stat = path.stat()
            return Entry(name, stat.st_size, stat.st_mtime_ns) if path.is_file() else None
        return None

    def _save(self, name: str, content: File[bytes]) -> str:
        self.put(name, content.chunks())
        return name


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces of a megabyte."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


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
