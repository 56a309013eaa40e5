"""The hash tree of RFC 9162 (2.1): leaves and nodes hashed apart, roots, proofs that a leaf is in a tree."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import count


def leaf_hash(leaf: str) -> bytes:
    """Return the hash of a leaf."""
    return sha256(b"\x00" + leaf.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of what stands above two hashes."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree whose leaves can be added to and replaced; each costs the way up to the root alone.

    Level by level, each node above two of the level below; one without a neighbour goes up as it is,
    which gives the tree that the standard splits from above.
    """

    def __init__(self) -> None:
        self._levels: list[list[bytes]] = [[]]

    def __len__(self) -> int:
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        """The hash over all leaves; of none that of nothing."""
        return self._levels[-1][0] if len(self) else sha256().digest()

    def put(self, index: int, leaf: str) -> None:
        """Set a leaf, or add it behind the last one."""
        known = leaf_hash(leaf)
        for number in count():
            level = self._levels[number]
            level[index : index + 1] = [known]
            if len(level) == 1:
                break
            index //= 2
            known = self._above(level, index)
            if number + 1 == len(self._levels):
                self._levels.append([self._above(level, 0)])

    def _above(self, level: Sequence[bytes], index: int) -> bytes:
        below = level[2 * index : 2 * index + 2]
        return node_hash(*below) if len(below) == 2 else below[0]

    def path(self, index: int) -> list[bytes]:
        """Return the hashes beside the way from a leaf up to the root (RFC 9162, 2.1.3.1)."""
        found = []
        for level in self._levels:
            beside = index ^ 1
            if beside < len(level):
                found.append(level[beside])
            index //= 2
        return found


def root_by(leaf: str, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that a leaf and the hashes beside its way give (RFC 9162, 2.1.3.2).

    Raises ValueError if they do not belong to a leaf at that place in a tree of that size.
    """
    place, last, known = index, size - 1, leaf_hash(leaf)
    if not 0 <= place <= last:
        raise ValueError("no such leaf in a tree of this size")
    for beside in path:
        if not last:
            raise ValueError("the path is too long")
        if place % 2 or place == last:
            known = node_hash(beside, known)
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            known = node_hash(known, beside)
        place, last = place // 2, last // 2
    if last:
        raise ValueError("the path is too short")
    return known
