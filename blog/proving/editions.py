"""Each edition by itself and after the one before: its bytes, its hash, its columns, its chain."""

import json
from itertools import pairwise
from typing import Any

from blog.editions.edition import Edition
from blog.proving.findings import Findings, Piece
from disclosures.canonical import canonical_json, sha256

_COLUMNS = ("kind", "slug", "language")


def bytes_of(piece: Piece, edition: Edition) -> Findings:
    """Yield where the content of an edition is not what was hashed, or its columns are not its content's."""
    if sha256(edition.content) != edition.sha256:
        yield piece.edition(edition, "content", "does not match its hash")
        return
    data: dict[str, Any] = json.loads(edition.content)
    if canonical_json(data) != edition.content:
        yield piece.edition(edition, "content", "is not canonical JSON")
    for name in _COLUMNS:
        if data[name] != getattr(edition, name):
            yield piece.edition(edition, name, "differs from the content")


def chain(piece: Piece) -> Findings:
    """Yield where the editions of a piece are not a chain from the first to the last."""
    for before, edition in pairwise([None, *piece.editions]):
        if edition is None:
            continue
        if edition.chain_hash() != edition.chain:
            yield piece.edition(edition, "chain", "does not match its place")
        if edition.previous != (before.chain if before else ""):
            yield piece.edition(edition, "previous", "is not the chain hash of the edition before")
        if edition.number != (before.number + 1 if before else 1):
            yield piece.edition(edition, "number", "does not follow: an edition before is missing")
