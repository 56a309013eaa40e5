"""Proof that the record of a piece is in an anchor, for anybody to check without us."""

from typing import Any

from blog.anchoring.folder import heads_of, here


def proof(post: int) -> dict[str, Any] | None:
    """Return the latest anchor with the leaf of a piece and its way to the root; None if it is in none."""
    anchor = here().latest()
    if anchor is None:
        return None
    heads = heads_of(anchor)
    place = heads.places.get(("blog.post", post))
    if place is None:
        return None
    return {
        "anchor": anchor.note,
        "leaf": str(heads.known["blog.post", post]),
        "index": place,
        "size": len(heads.tree),
        "path": [one.hex() for one in heads.tree.path(place)],
    }
