"""What proving looks at, a piece at a time, and what it says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from blog.editions.edition import Edition
from blog.models import Correction
from disclosures.trail import TrailEntry


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was published: of what, which field of it, and of which moment."""

    of: str
    field: str
    moment: datetime | None
    what: str

    def __str__(self) -> str:
        since = f", {self.moment.astimezone(UTC).isoformat()}" if self.moment else ""
        return f"{self.of}{since}: {self.field} {self.what}"


@dataclass
class Piece:
    """All that the database keeps of what was published of one piece, each in its order."""

    post: int
    editions: list[Edition] = field(default_factory=list)
    entries: list[TrailEntry] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    def __str__(self) -> str:
        if not self.editions:
            return f"post {self.post}"
        last = self.editions[-1]
        return f"post {self.post} ({'/interviews' if last.kind == 'interview' else '/blog'}/{last.slug}/)"

    def edition(self, edition: Edition, field: str, what: str) -> Finding:
        """Say what is wrong with an edition, by the moment since which it was to be seen."""
        return Finding(f"{self}, edition {edition.number}", field, edition.starts_at, what)

    def entry(self, entry: TrailEntry, field: str, what: str) -> Finding:
        """Say what is wrong with an entry of the trail, by the moment of which it tells."""
        return Finding(f"{self}, trail {entry.number}", field, entry.occurred_at, what)

    def correction(self, correction: Correction, field: str, what: str) -> Finding:
        """Say what is wrong with a correction, by its date."""
        name = f"{self}, correction {correction.pk}"
        return Finding(name, field, correction.published_at, what)


type Findings = Iterator[Finding]
