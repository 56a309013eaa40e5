"""Proof that no edition was changed: every hash, every chain, every frozen column again.

The trail proves itself (`disclosures.trail.faults`); here it is held against the editions, so that
cutting off its end is seen too.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from blog.editions.edition import Edition
from blog.publishing.rendering import RENDERED
from disclosures.canonical import canonical_json, sha256
from disclosures.trail import Action, TrailEntry


@dataclass(frozen=True)
class Finding:
    """Something about an edition that is not as it was frozen."""

    edition: Edition
    what: str

    def __str__(self) -> str:
        place = f"post {self.edition.post_id}, number {self.edition.number}"
        return f"edition {self.edition.pk} ({place}): {self.what}"


def findings() -> Iterator[Finding]:
    """Walk all editions, post by post, and yield what differs from what was frozen."""
    before: Edition | None = None
    rows = Edition.objects.order_by("post_id", "number").defer(*RENDERED)
    for edition in rows.iterator(chunk_size=500):
        if before is None or before.post_id != edition.post_id:
            before = None
        for what in _differences(edition, before):
            yield Finding(edition, what)
        before = edition
    yield from _unrecorded()


def _unrecorded() -> Iterator[Finding]:
    """Yield editions that the trail does not know, or knows with other content.

    A piece's trail begins with the first edition it names; earlier editions have none.
    """
    published = _published()
    rows = Edition.objects.order_by("post_id", "number").only("post_id", "number", "sha256")
    for edition in rows.iterator(chunk_size=500):
        known = published.get(edition.post_id, {})
        if not known or edition.number < min(known):
            continue
        if edition.number not in known:
            yield Finding(edition, "the trail does not say that it was published")
        elif known[edition.number] != edition.sha256:
            yield Finding(edition, "the trail says that something else was published")


def _published() -> dict[int, dict[int, str]]:
    """Return the hashes that the trail says were published, by post and edition."""
    published: dict[int, dict[int, str]] = {}
    rows = TrailEntry.objects.filter(subject="blog.post", action=Action.PUBLISH)
    for post, number, facts in rows.values_list("object_id", "edition", "facts").iterator(1000):
        if number is not None:
            told: dict[str, Any] = json.loads(facts)
            published.setdefault(post, {})[number] = told.get("sha256", "")
    return published


def _differences(edition: Edition, before: Edition | None) -> Iterator[str]:
    if sha256(edition.content) != edition.sha256:
        yield "the content does not match its hash"
        return
    data: dict[str, Any] = json.loads(edition.content)
    if canonical_json(data) != edition.content:
        yield "the content is not canonical JSON"
    columns = ("kind", "slug", "language")
    yield from (
        f"the column {name} differs from the content"
        for name in columns
        if data[name] != getattr(edition, name)
    )
    if edition.chain_hash() != edition.chain:
        yield "the chain hash does not match"
    if edition.previous != (before.chain if before else ""):
        yield "the chain to the edition before is broken"
    if edition.number != (before.number + 1 if before else 1):
        yield "an edition before this one is missing"
