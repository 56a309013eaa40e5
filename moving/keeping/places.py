"""Where backups lie: a folder, or a bucket of S3 (`s3://bucket/folder`). Nothing is written half."""

import os
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import File

from media.storage import chunks_of, write_whole

_ADDRESS = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*(?::|//)")  # S3://…, gs://…, s3//…, host:/folder
_BEGUN = "backups/.begun"  # in a bucket, which has no folders


class NoPlace(ValueError):
    """Where backups were asked for is no place for them."""


class Place(ABC):
    """Files by their names, as a store of backups asks for them; each method raises OSError."""

    aside: Path | None = None  # where what is kept next may be written first

    @abstractmethod
    def begun(self) -> bool:
        """Tell whether backups are kept here."""

    @abstractmethod
    def occupied(self) -> bool:
        """Tell whether there is anything else."""

    @abstractmethod
    def begin(self, key: bytes) -> None:
        """Make it a place of backups, with its key, if there is one."""

    @abstractmethod
    def names(self, beginning: str) -> Iterator[str]:
        """Yield the names of all files that begin like this."""

    @abstractmethod
    def size(self, name: str) -> int | None:
        """Return how large a file is; None where there is none."""

    @abstractmethod
    def read(self, name: str) -> Iterator[bytes]:
        """Yield a file in pieces."""

    @abstractmethod
    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file, after all that was kept before it."""

    @abstractmethod
    def keep(self, path: Path, name: str) -> None:
        """Take a file that lies aside under a name."""

    @abstractmethod
    def delete(self, name: str) -> None:
        """Delete a file."""

    @abstractmethod
    def age(self, name: str) -> float:
        """Return how many seconds ago a file was written."""


class Folder(Place):
    """A folder of this machine, or one that looks so."""

    def __init__(self, root: Path) -> None:
        """Take a path; nothing is touched yet."""
        self.root = root

    def __str__(self) -> str:
        return str(self.root)

    @property
    def aside(self) -> Path:  # type: ignore[override]  # on the same disk, so that it can be renamed
        """The folder of what is kept."""
        return self.root / "files"

    def begun(self) -> bool:
        """Tell whether it has the folder that is made last."""
        return (self.root / "backups").is_dir()

    def occupied(self) -> bool:
        """Tell whether it holds anything, or is none."""
        return self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir()))

    def begin(self, key: bytes) -> None:
        """Make the folder, for its owner alone."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)
        if key:
            write_whole(self.root / "key.json", [key])
        (self.root / "files").mkdir()
        (self.root / "backups").mkdir()  # which says that all before it is there

    def names(self, beginning: str) -> Iterator[str]:
        """Walk through the folder."""
        for path in (self.root / beginning).rglob("*"):
            if path.is_file():
                yield path.relative_to(self.root).as_posix()

    def size(self, name: str) -> int | None:
        """Ask the disk."""
        with suppress(OSError):
            return (self.root / name).stat().st_size
        return None

    def read(self, name: str) -> Iterator[bytes]:
        """Read from the disk."""
        return chunks_of(self.root / name)

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Have everything on the disk before."""
        os.sync()
        write_whole(self.root / name, chunks)

    def keep(self, path: Path, name: str) -> None:
        """Rename it."""
        place = self.root / name
        place.parent.mkdir(exist_ok=True)
        path.replace(place)

    def delete(self, name: str) -> None:
        """Delete it."""
        (self.root / name).unlink()

    def age(self, name: str) -> float:
        """Ask the disk."""
        return time.time() - (self.root / name).stat().st_mtime


class Bucket(Place):
    """A folder in a bucket; what lies there is listed once, not asked for one by one."""

    def __init__(self, bucket: str, location: str) -> None:
        """Take its name; nothing is asked yet. Raises NoPlace without the packages of the extra `s3`."""
        try:
            from media.storage import bucket as buckets  # noqa: PLC0415 - only some sites have its packages
        except ImportError as error:
            raise NoPlace(
                "Buckets need more packages: EXTRAS=s3 in .env, then make production."
            ) from error
        self._files: Any = buckets.Bucket(bucket_name=bucket, location=location)
        self._named = f"s3://{bucket}/{location}".rstrip("/")
        self._sizes: dict[str, int] | None = None

    def __str__(self) -> str:
        return self._named

    def begun(self) -> bool:
        """Look for what is written there first of all."""
        return self._files.entry(_BEGUN) is not None

    def occupied(self) -> bool:
        """Ask for the first of its names."""
        return next(self._files.entries(), None) is not None

    def begin(self, key: bytes) -> None:
        """Say that backups are kept here."""
        if key:
            self._files.put("key.json", [key])
        self._files.put(_BEGUN, [])

    def names(self, beginning: str) -> Iterator[str]:
        """Ask for a list."""
        for one in list(self._files.entries(f"{beginning}/")):
            yield one.name

    def size(self, name: str) -> int | None:
        """Ask for the list of all once."""
        if not name.startswith("files/"):
            one = self._files.entry(name)
            return one.size if one else None
        if self._sizes is None:
            self._sizes = {one.name: one.size for one in self._files.entries("files/")}
        return self._sizes.get(name)

    def read(self, name: str) -> Iterator[bytes]:
        """Stream it."""
        chunks: Iterator[bytes] = self._files.chunks(name)
        return chunks

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Send it."""
        self._files.put(name, chunks)

    def keep(self, path: Path, name: str) -> None:
        """Send it."""
        with path.open("rb") as file:
            self._files.save(name, File(file, name))
        if self._sizes is not None:
            self._sizes[name] = path.stat().st_size

    def delete(self, name: str) -> None:
        """Delete it."""
        self._files.delete(name)

    def age(self, name: str) -> float:
        """Ask when it was written."""
        moment: float = self._files.get_modified_time(name).timestamp()
        return time.time() - moment


def place_named(text: str) -> Place:
    """Return the place of a path or of `s3://bucket/folder`; raises NoPlace, also for what looks like an address.

    A folder of that name would hold backups that everybody takes to be elsewhere.
    """
    if not _ADDRESS.match(text):
        return Folder(Path(text).absolute())
    if not text.startswith("s3://"):
        raise NoPlace(
            f"{text} is neither a folder nor a bucket; a bucket is named like s3://bucket/folder,"
            " and a folder whose name looks so like ./folder."
        )
    parts = urlsplit(text)
    if not parts.netloc or parts.query or parts.fragment:
        raise NoPlace(f"{text} is no bucket; one is named like s3://bucket/folder.")
    return Bucket(parts.netloc, parts.path.strip("/"))


def refuse_within_media(text: str) -> None:
    """Raise NoPlace where a copy of all files would be one of them, and double each time."""
    media = settings.MEDIA_STORAGE.strip("/")
    if text.startswith("s3:") and media and f"{text.strip('/')}/".startswith(f"{media}/"):
        raise NoPlace(f"{text} lies in MEDIA_STORAGE. Choose another folder or bucket.")
