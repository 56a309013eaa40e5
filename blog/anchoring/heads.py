"""The heads of chains: the last edition and the last entry of the trail, of every piece and notice."""

from collections.abc import Iterator
from dataclasses import dataclass

from blog.editions.edition import Edition
from disclosures.trail import TrailEntry

_NONE = (0, "-")


@dataclass(frozen=True)
class Head:
    """Where the chains of a piece or a notice ended, by number and hash; 0 where there is none."""

    subject: str
    id: int
    edition: int
    chain: str
    entry: int
    hash: str

    @property
    def key(self) -> tuple[str, int]:
        """Of what it is."""
        return self.subject, self.id

    def __str__(self) -> str:
        """Return the line that is hashed as a leaf."""
        return (
            f"{self.subject} {self.id} edition {self.edition} {self.chain}"
            f" trail {self.entry} {self.hash}"
        )

    @classmethod
    def read(cls, line: str) -> "Head":
        """Return the head that a line tells of; raise ValueError for another line."""
        subject, pk, _edition, edition, chain, _trail, entry, known = line.split(" ")
        return cls(subject, int(pk), int(edition), chain, int(entry), known)


def present() -> Iterator[Head]:
    """Yield the heads as they are in the database, pieces and notices each by their number."""
    editions: dict[tuple[str, int], tuple[int, str]] = {}
    for post, number, chain in chains():
        editions["blog.post", post] = (number, chain)
    trails: dict[tuple[str, int], tuple[int, str]] = {}
    for subject, pk, number, known in trail_hashes():
        trails[subject, pk] = (number, known)
    for key in sorted(editions.keys() | trails.keys()):
        yield Head(*key, *editions.get(key, _NONE), *trails.get(key, _NONE))


def chains() -> Iterator[tuple[int, int, str]]:
    """Yield piece, number and chain hash of every edition, in order."""
    rows = Edition.objects.order_by("post_id", "number")
    return rows.values_list("post_id", "number", "chain").iterator(5000)


def trail_hashes() -> Iterator[tuple[str, int, int, str]]:
    """Yield subject, its id, number and hash of every entry of the trail, in order."""
    rows = TrailEntry.objects.order_by("subject", "object_id", "number")
    return rows.values_list("subject", "object_id", "number", "hash").iterator(5000)
