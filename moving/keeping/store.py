"""A place of backups: every content once, under its hash; each backup a list of what belongs to it.

    key.json                    if it is sealed (moving.keeping.sealing, moving.keeping.age)
    files/ab/abcd…              a content, named by its SHA-256, or by what the key makes of that
    backups/MOMENT-HASH.json    what a backup consists of, named by its own hash, written last
    backups/MOMENT-HASH.known   for age: what the next backup has to know, though it cannot read that list,
                                after a line with the SHA-256 of it

So a backup is there whole or not at all, what has not changed is not copied again, and no backup depends
on another. Nothing is ever written again under the same name.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from media.storage import Entry
from moving.keeping.age import FORMAT, AgeKey
from moving.keeping.files import ended
from moving.keeping.places import Folder, Place
from moving.keeping.sealing import Key, NotGenuine

_KEY = "key.json"
_NAME = re.compile(r"(?P<moment>\d{4}-\d{2}-\d{2}T\d{6}(?:\.\d{6})?Z)-(?P<hash>[0-9a-f]{16})\.json")
_SHA256 = re.compile(r"[0-9a-f]{64}")
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


@dataclass(frozen=True)
class Lock:
    """What whoever asks knows of the key: a passphrase, or the public and secret keys of age."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.passphrase or self.recipients or self.identities)


class Store:
    """A place of backups, opened to be read from and added to."""

    def __init__(self, place: Place, key: Key | AgeKey | None = None) -> None:
        """Take a place for what it is; `open` and `make` ask."""
        self.place, self.key = place, key

    @classmethod
    def open(cls, place: Place | Path, lock: Lock = Lock()) -> Self:
        """Open what holds backups; raises NoStore, NoAge, or sealing.WrongPassphrase."""
        place = Folder(place) if isinstance(place, Path) else place
        if not place.begun():
            raise NoStore(f"{place} holds no backups.")
        if place.size(_KEY) is None:
            if lock:
                raise NoStore(
                    f"The backups in {place} are not sealed: choose another folder for sealed ones."
                )
            return cls(place)
        try:
            return cls(place, _key_of(place, lock))
        except (KeyError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise Damaged(f"{place}/{_KEY} is damaged.") from error

    @classmethod
    def make(cls, place: Place | Path, lock: Lock = Lock()) -> Self:
        """Open a place, or make it one of backups if it is empty or not there; raises NoStore."""
        place = Folder(place) if isinstance(place, Path) else place
        if place.begun():
            return cls.open(place, lock)
        if place.occupied():
            raise NoStore(f"{place} holds something that is no backup. Choose another folder.")
        key: Key | AgeKey | None = None
        told = b""
        if lock.passphrase:
            key, told = Key.new(lock.passphrase)
        elif lock.recipients:
            key, told = AgeKey.new(lock.recipients)
        place.begin(told)
        return cls(place, key)

    def put(self, chunks: Iterable[bytes]) -> Stored:
        """Keep something, if it is not kept yet; raises OSError."""
        return self.keep(*self.written_aside(chunks))

    def written_aside(self, chunks: Iterable[bytes]) -> tuple[Path, Stored]:
        """Write something, sealed if the store is, to be kept later; raises OSError, and leaves nothing then."""
        digest, size = hashlib.sha256(), 0

        def told() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        handle, name = tempfile.mkstemp(dir=self.place.aside, prefix=".")  # for its owner alone
        try:
            with os.fdopen(handle, "wb") as file, ended(chunks):
                for chunk in self.key.seal(told()) if self.key else told():
                    file.write(chunk)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return Path(name), Stored(digest.hexdigest(), size)

    def keep(self, part: Path, content: Stored) -> Stored:
        """Keep what was written aside, if it is not kept yet; raises OSError. Either way it lies there no longer."""
        try:
            if not self.has(content):
                self.place.keep(part, self._name(content))
        finally:
            part.unlink(missing_ok=True)
        return content

    def has(self, content: Stored) -> bool:
        """Tell whether something is kept, and as long as it should be."""
        kept = self.place.size(self._name(content))
        if kept is None:
            return False
        return self.key.fits(content.size, kept) if self.key else kept == content.size

    def get(self, content: Stored) -> Iterator[bytes]:
        """Yield what is kept; raises Damaged, at the latest after the last of it."""
        digest, name = hashlib.sha256(), self._name(content)
        try:
            chunks = self.place.read(name)
            for chunk in self.key.unseal(chunks) if self.key else chunks:
                digest.update(chunk)
                yield chunk
        except FileNotFoundError as error:
            raise Damaged(f"{self.place}/{name} is missing") from error
        except NotGenuine as error:
            raise Damaged(f"{self.place}/{name}: {error}") from error
        if digest.hexdigest() != content.sha256:
            raise Damaged(f"{self.place}/{name} does not match its hash")

    def write_list(self, moment: str, told: dict[str, Any]) -> str:
        """Write what a backup consists of, after all of that is there; return its name."""
        text = json.dumps(told, sort_keys=True).encode()  # names of files may be no text
        name = f"{moment}-{hashlib.sha256(text).hexdigest()[:16]}.json"
        if isinstance(self.key, AgeKey):
            known = json.dumps(self._to_be_known(told)).encode()
            proof = hashlib.sha256(known).hexdigest().encode()
            self.place.write(f"backups/{name.removesuffix('.json')}.known", [proof, b"\n", known])
        self.place.write(f"backups/{name}", self.key.seal([text]) if self.key else [text])
        return name

    def lists(self) -> list[str]:
        """Return the names of all backups, the oldest first."""
        names = (one.removeprefix("backups/") for one in self.place.names("backups"))
        return sorted(name for name in names if _NAME.fullmatch(name))

    def read_list(self, name: str) -> dict[str, Any]:
        """Return what a backup consists of; raises NoStore where there is none, or Damaged."""
        named = _NAME.fullmatch(name)
        path = f"{self.place}/backups/{name}"
        if not named or self.place.size(f"backups/{name}") is None:
            raise NoStore(f"There is no backup {name} in {self.place}.")
        try:
            chunks = self.place.read(f"backups/{name}")
            text = b"".join(self.key.unseal(chunks) if self.key else chunks)
        except NotGenuine as error:
            raise Damaged(f"{path}: {error}") from error
        if not hashlib.sha256(text).hexdigest().startswith(named["hash"]):
            raise Damaged(f"{path} does not match its hash")
        told: dict[str, Any] = json.loads(text)
        return told

    def last_seen(self) -> Callable[[Entry], Stored | None]:
        """Return what tells the content of a file of the site that looks as it did at the newest backup."""
        for name in reversed(self.lists()):
            try:
                seen = self._seen_at(name)
            except (Damaged, NoStore, OSError):
                continue
            return partial(self._known, seen)
        return lambda _entry: None

    def forget(self, keep: int) -> int:
        """Let go of all backups but the newest, and of what belongs to none; return how many.

        What is younger than a day stays: another backup may be about to name it. Raises Damaged if one that stays cannot be
        read.
        """
        *older, _newest = names = self.lists()
        named = {one for name in names[-keep:] for one in self._named_by(name)}
        gone = older[: max(0, len(names) - keep)]
        for name in gone:
            self.place.delete(f"backups/{name}")
            if isinstance(self.key, AgeKey):
                self.place.delete(f"backups/{name.removesuffix('.json')}.known")
        for one in self.place.names("files"):
            if one not in named and self.place.age(one) > _DAY:
                self.place.delete(one)
        return len(gone)

    def _named_by(self, name: str) -> Iterable[str]:
        if isinstance(self.key, AgeKey):
            return [str(one) for one in self._read_known(name)["contents"]]
        told = self.read_list(name)
        return [self._name(one) for one in _contents(told)]

    def _to_be_known(self, told: dict[str, Any]) -> dict[str, Any]:
        seen = {
            self._token(name, one["size"], one["changed"]): one
            for name, one in told["files"].items()
        }
        return {
            "contents": sorted({self._name(one) for one in _contents(told)}),
            "seen": {token: [one["sha256"], one["size"]] for token, one in seen.items()},
        }

    def _read_known(self, name: str) -> dict[str, Any]:
        beside = f"backups/{name.removesuffix('.json')}.known"
        try:
            proof, _line, known = b"".join(self.place.read(beside)).partition(b"\n")
        except FileNotFoundError as error:
            raise Damaged(f"{self.place}/{beside} is missing") from error
        if hashlib.sha256(known).hexdigest().encode() != proof:
            raise Damaged(f"{self.place}/{beside} does not match its hash")
        told: dict[str, Any] = json.loads(known)
        return told

    def _seen_at(self, name: str) -> dict[str, Any]:
        if isinstance(self.key, AgeKey):
            return dict(self._read_known(name)["seen"])
        files = self.read_list(name)["files"].items()
        return {
            _token(name, one["size"], one["changed"]): (one["sha256"], one["size"])
            for name, one in files
        }

    def _known(self, seen: dict[str, Any], entry: Entry) -> Stored | None:
        found = seen.get(self._token(entry.name, entry.size, entry.changed))
        return Stored(*found) if found else None

    def _token(self, *looks: object) -> str:
        token = _token(*looks)
        return self.key.name(token) if isinstance(self.key, AgeKey) else token

    def _name(self, content: Stored) -> str:
        if not _SHA256.fullmatch(content.sha256):  # what a list says may be anything
            raise Damaged(f"{self.place}: {content.sha256!r} is no hash")
        name = self.key.name(content.sha256) if self.key else content.sha256
        return f"files/{name[:2]}/{name}"


def _token(*looks: object) -> str:
    return json.dumps(looks)


def _contents(told: dict[str, Any]) -> Iterator[Stored]:
    for entry in (*told["tables"].values(), *told["files"].values()):
        yield Stored(entry["sha256"], entry["size"])


def _key_of(place: Place, lock: Lock) -> Key | AgeKey:
    told = b"".join(place.read(_KEY))
    if json.loads(told).get("format") == FORMAT:
        key = AgeKey.known(told, lock.identities)
        if lock.passphrase:
            raise NoStore(f"The backups in {place} are sealed with age, not with a passphrase.")
        if not (lock.identities or lock.recipients):
            raise NoStore(f"The backups in {place} are sealed with age: --age-identity is needed.")
        if lock.recipients and {*lock.recipients} != {*key.recipients}:
            raise NoStore(
                f"The backups in {place} are sealed for other keys: choose another folder."
            )
        return key
    if not lock.passphrase:
        raise NoStore(f"The backups in {place} are sealed: --passphrase-file is needed.")
    return Key.known(lock.passphrase, told)


def opened(store: Store, entry: dict[str, Any]) -> partial[Iterator[bytes]]:
    """Return what yields something that a list names."""
    return partial(store.get, Stored(entry["sha256"], entry["size"]))
