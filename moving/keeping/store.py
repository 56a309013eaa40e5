"""A folder of backups: every content once, under its hash; each backup a list of what belongs to it.

    key.json                    if it is sealed (moving.keeping.sealing)
    files/ab/abcd…              a content, named by its SHA-256, or by what the key makes of that
    backups/MOMENT-HASH.json    what a backup consists of, named by its own hash, written last

So a backup is there whole or not at all, what has not changed is not copied again, and no backup depends
on another. Nothing is ever written again under the same name.
"""

import hashlib
import json
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from media.storage import chunks_of, write_whole
from moving.keeping.files import ended
from moving.keeping.sealing import Key, NotGenuine, sealed_size

_KEY = "key.json"
_NAME = re.compile(r"(?P<moment>\d{4}-\d{2}-\d{2}T\d{6}(?:\.\d{6})?Z)-(?P<hash>[0-9a-f]{16})\.json")
_DAY = 24 * 60 * 60


class Damaged(ValueError):
    """Something kept is not what it was, or not there."""


class NoStore(ValueError):
    """A folder holds no backups, or others than were asked for."""


@dataclass(frozen=True)
class Stored:
    """Something kept: SHA-256 and size of what it holds."""

    sha256: str
    size: int


class Store:
    """A folder of backups, opened to be read from and added to."""

    def __init__(self, root: Path, key: Key | None = None) -> None:
        """Take a folder for what it is; `open` and `make` ask."""
        self.root, self.key = root, key

    @classmethod
    def open(cls, root: Path, passphrase: str = "") -> Self:
        """Open a folder that holds backups; raises NoStore, or sealing.WrongPassphrase."""
        if not (root / "backups").is_dir():
            raise NoStore(f"{root} holds no backups.")
        sealed = (root / _KEY).is_file()
        if sealed and not passphrase:
            raise NoStore(f"The backups in {root} are sealed: --passphrase-file is needed.")
        if passphrase and not sealed:
            raise NoStore(
                f"The backups in {root} are not sealed: choose another folder for sealed ones."
            )
        if not sealed:
            return cls(root)
        try:
            return cls(root, Key.known(passphrase, (root / _KEY).read_bytes()))
        except KeyError as error:
            raise Damaged(f"{root / _KEY} is damaged.") from error

    @classmethod
    def make(cls, root: Path, passphrase: str = "") -> Self:
        """Open a folder, or make it one of backups if it is empty or not there; raises NoStore."""
        if (root / "backups").is_dir():
            return cls.open(root, passphrase)
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise NoStore(f"{root} holds something that is no backup. Choose another folder.")
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
        key = None
        if passphrase:
            key, told = Key.new(passphrase)
            write_whole(root / _KEY, [told])
        (root / "files").mkdir()
        (root / "backups").mkdir()  # which says that all before it is there
        return cls(root, key)

    def put(self, chunks: Iterable[bytes]) -> Stored:
        """Keep something, if it is not kept yet; raises OSError."""
        digest, size = hashlib.sha256(), 0

        def told() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        handle, name = tempfile.mkstemp(dir=self.root / "files", prefix=".")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file, ended(chunks):
                for chunk in self.key.seal(told()) if self.key else told():
                    file.write(chunk)
            content = Stored(digest.hexdigest(), size)
            if not self.has(content):
                place = self._place(content)
                place.parent.mkdir(exist_ok=True)
                part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        return content

    def has(self, content: Stored) -> bool:
        """Tell whether something is kept, and as long as it should be."""
        wanted = sealed_size(content.size) if self.key else content.size
        with suppress(OSError):
            return self._place(content).stat().st_size == wanted
        return False

    def get(self, content: Stored) -> Iterator[bytes]:
        """Yield what is kept; raises Damaged, at the latest after the last of it."""
        digest, place = hashlib.sha256(), self._place(content)
        try:
            chunks = chunks_of(place)
            for chunk in self.key.unseal(chunks) if self.key else chunks:
                digest.update(chunk)
                yield chunk
        except FileNotFoundError as error:
            raise Damaged(f"{place} is missing") from error
        except NotGenuine as error:
            raise Damaged(f"{place}: {error}") from error
        if digest.hexdigest() != content.sha256:
            raise Damaged(f"{place} does not match its hash")

    def write_list(self, moment: str, told: dict[str, Any]) -> str:
        """Write what a backup consists of, after all of that is on the disk; return its name."""
        text = json.dumps(told, sort_keys=True).encode()  # names of files may be no text
        name = f"{moment}-{hashlib.sha256(text).hexdigest()[:16]}.json"
        os.sync()
        write_whole(self.root / "backups" / name, self.key.seal([text]) if self.key else [text])
        return name

    def lists(self) -> list[str]:
        """Return the names of all backups, the oldest first."""
        return sorted(
            one.name for one in (self.root / "backups").iterdir() if _NAME.fullmatch(one.name)
        )

    def read_list(self, name: str) -> dict[str, Any]:
        """Return what a backup consists of; raises NoStore where there is none, or Damaged."""
        named = _NAME.fullmatch(name)
        path = self.root / "backups" / name
        if not named or not path.is_file():
            raise NoStore(f"There is no backup {name} in {self.root}.")
        try:
            chunks = chunks_of(path)
            text = b"".join(self.key.unseal(chunks) if self.key else chunks)
        except NotGenuine as error:
            raise Damaged(f"{path}: {error}") from error
        if not hashlib.sha256(text).hexdigest().startswith(named["hash"]):
            raise Damaged(f"{path} does not match its hash")
        told: dict[str, Any] = json.loads(text)
        return told

    def forget(self, keep: int) -> int:
        """Let go of all backups but the newest, and of what belongs to none; return how many.

        What is younger than a day stays: another backup may be about to name it. Raises Damaged if one that stays cannot be
        read.
        """
        *older, _newest = names = self.lists()
        named = {one for name in names[-keep:] for one in self._named_by(name)}
        gone = older[: max(0, len(names) - keep)]
        for name in gone:
            (self.root / "backups" / name).unlink()
        for path in (self.root / "files").rglob("*"):
            if path.is_file() and path not in named and path.stat().st_mtime < time.time() - _DAY:
                path.unlink()
        return len(gone)

    def _named_by(self, name: str) -> Iterator[Path]:
        told = self.read_list(name)
        for entry in (*told["tables"].values(), *told["files"].values()):
            yield self._place(Stored(entry["sha256"], entry["size"]))

    def _place(self, content: Stored) -> Path:
        name = self.key.name(content.sha256) if self.key else content.sha256
        return self.root / "files" / name[:2] / name


def opened(store: Store, entry: dict[str, Any]) -> partial[Iterator[bytes]]:
    """Return what yields something that a list names."""
    return partial(store.get, Stored(entry["sha256"], entry["size"]))
