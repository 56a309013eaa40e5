"""Anchors as they are kept: a folder with a signed note each, and the heads that have changed since the one before.

`<number>.txt` is the note, `<number>.heads` a line for each head that is new or other than before, in the order
in which they came to be leaves of the tree; `<number>.tsr` a time stamp, where one was asked for.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from blog.anchoring.heads import Head
from blog.anchoring.merkle import Tree

FIRST_LINE = "podium anchor 1"
_FIELDS = ("site", "number", "made", "heads", "root", "previous", "key")


@dataclass(frozen=True)
class Anchor:
    """What a note says: the root over so many heads at a moment, and what came before it."""

    site: str
    number: int
    made: datetime
    heads: int
    root: str
    previous: str
    key: str
    note: str = ""

    def text(self) -> str:
        """Return what is signed."""
        values = {name: getattr(self, name) for name in _FIELDS} | {"made": self.made.isoformat()}
        return "\n".join([FIRST_LINE, *(f"{name} {values[name]}" for name in _FIELDS)]) + "\n"

    @classmethod
    def read(cls, note: str) -> Self:
        """Return what a signed note says; raise ValueError if it is none of ours."""
        first, *lines = note.partition("\n\n")[0].splitlines()
        said = dict(line.split(" ", 1) for line in lines)
        if first != FIRST_LINE or tuple(said) != _FIELDS:
            raise ValueError("not an anchor")
        return cls(
            site=said["site"],
            number=int(said["number"]),
            made=datetime.fromisoformat(said["made"]),
            heads=int(said["heads"]),
            root=said["root"],
            previous=said["previous"],
            key=said["key"],
            note=note,
        )

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key that it says it was signed with."""
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))

    @property
    def digest(self) -> str:
        """The hash of the note, which the next one names."""
        return sha256(self.note.encode()).hexdigest()


class Heads:
    """The leaves of the tree as the anchors brought them, one after the other."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.places: dict[tuple[str, int], int] = {}
        self.known: dict[tuple[str, int], Head] = {}

    def bring(self, heads: Iterable[Head]) -> list[Head]:
        """Take in what is new or other than it was, and return it."""
        changed = [head for head in heads if self.known.get(head.key) != head]
        for head in changed:
            place = self.places.setdefault(head.key, len(self.places))
            self.tree.put(place, str(head))
            self.known[head.key] = head
        return changed


@dataclass(frozen=True)
class Folder:
    """Where anchors are kept."""

    path: Path

    def file(self, number: int, ending: str) -> Path:
        """Return the path of a file of an anchor: `txt`, `heads` or `tsr`."""
        return self.path / f"{number}.{ending}"

    def numbers(self) -> list[int]:
        """Return the numbers of the anchors that are kept, in order."""
        found = (path.stem for path in self.path.glob("*.txt"))
        return sorted(int(stem) for stem in found if stem.isdecimal())

    def anchor(self, number: int) -> Anchor:
        """Return an anchor; raise OSError or ValueError where there is none that can be read."""
        return Anchor.read(self.file(number, "txt").read_text(encoding="utf-8"))

    def latest(self) -> Anchor | None:
        """Return the anchor that was made last, if there is one."""
        numbers = self.numbers()
        return self.anchor(numbers[-1]) if numbers else None

    def changed_by(self, number: int) -> Iterator[Head]:
        """Yield the heads that an anchor brought."""
        with self.file(number, "heads").open(encoding="utf-8") as lines:
            yield from (Head.read(line.rstrip("\n")) for line in lines)

    def heads_until(self, number: int) -> Heads:
        """Return the leaves of the tree of an anchor."""
        heads = Heads()
        for one in range(1, number + 1):
            heads.bring(self.changed_by(one))
        return heads

    def keep(self, anchor: Anchor, changed: Iterable[Head]) -> None:
        """Write an anchor down for good; raise FileExistsError if another process was faster."""
        self.path.mkdir(parents=True, exist_ok=True)
        with self.file(anchor.number, "txt").open("x", encoding="utf-8", newline="\n") as file:
            lines = "".join(f"{head}\n" for head in changed)
            self.file(anchor.number, "heads").write_text(lines, encoding="utf-8", newline="\n")
            file.write(anchor.note)
            file.flush()
            os.fsync(file.fileno())


def here() -> Folder:
    """Return the folder of this site."""
    return Folder(Path(settings.ANCHOR_FOLDER))


@lru_cache(maxsize=1)
def heads_of(anchor: Anchor) -> Heads:
    """Return the leaves of an anchor of this site, for pages that ask for the same ones again and again."""
    return here().heads_until(anchor.number)
