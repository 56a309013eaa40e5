"""A folder that is there whole or not at all: written aside, then put in its place."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from moving.keeping.files import ended
from moving.leaving.proof import MANIFEST, sha256_of

_ASIDE = ".unfinished-"


class Occupied(ValueError):
    """Where the export is to lie there is something already."""


class Folder:
    """A folder while it is being written; it knows size and hash of each of its files."""

    def __init__(self, root: Path) -> None:
        """Write below a folder that exists."""
        self.root = root
        self.files: dict[str, dict[str, object]] = {}

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file below the folder, or none; raises OSError, as where there is no room."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with path.open("xb") as file, ended(chunks):
            try:
                for chunk in chunks:
                    file.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
            except BaseException:
                path.unlink()
                raise
        self.files[name] = {"sha256": digest.hexdigest(), "size": size}

    def text(self, name: str, *parts: str) -> None:
        """Write a text as UTF-8."""
        self.write(name, (part.encode() for part in parts))


@contextmanager
def whole(target: Path, *, replace: bool = False) -> Iterator[Folder]:
    """Yield a folder that takes its place at `target` when the block ends without an error.

    Nobody but its owner may read it. What an error leaves is removed; `kill -9` leaves a folder beside it
    whose name begins with a dot and the target's, and never a `target`. Raises Occupied.
    """
    _refuse_occupied(target, replace=replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}{_ASIDE}"))
    try:
        yield Folder(aside)
        os.sync()  # thousands of files: at once instead of each by itself
        _put(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def unfinished(target: Path) -> list[Path]:
    """Return what exports to this place left that were killed."""
    return sorted(target.parent.glob(f".{target.name}{_ASIDE}*")) if target.parent.is_dir() else []


def _refuse_occupied(target: Path, *, replace: bool) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise Occupied(f"{target} is no folder.")
    if not any(target.iterdir()):
        return
    if not (target / MANIFEST).is_file():
        raise Occupied(f"{target} holds something that is no export. Choose another folder.")
    if not replace:
        name = sha256_of(target / MANIFEST)[:12]
        raise Occupied(
            f"{target} holds an older export (manifest {name}…). Choose another folder, or say --replace."
        )


def _put(aside: Path, target: Path) -> None:
    if not target.exists() or not any(target.iterdir()):
        aside.rename(target)  # also in the place of an empty folder
        return
    older = aside.with_name(f"{aside.name}-older")
    target.rename(older)
    aside.rename(target)
    shutil.rmtree(older)
