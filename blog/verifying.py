"""Proof that no edition was changed: every hash, every chain, every frozen column again."""

from collections.abc import Iterator
from dataclasses import dataclass

from blog.editions import Edition
from disclosures.canonical import canonical_json, sha256


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
    rows = Edition.objects.order_by("post_id", "number").defer(
        "html", "appendix", "teaser", "search_text"
    )
    for edition in rows.iterator(chunk_size=500):
        if before is None or before.post_id != edition.post_id:
            before = None
        for what in _differences(edition, before):
            yield Finding(edition, what)
        before = edition


def _differences(edition: Edition, before: Edition | None) -> Iterator[str]:
    if sha256(edition.content) != edition.sha256:
        yield "the content does not match its hash"
        return
    data = edition.data
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
