"""Renewing many live pieces a batch at a time, so that stopping in between does no harm."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from blog.editions.edition import Edition
from disclosures.library import Unfilled

BATCH = 20


@dataclass(frozen=True)
class Progress:
    """How far it has got: the last piece looked at (its id), and what became of those before."""

    after: int = 0
    done: int = 0
    renewed: int = 0
    left_alone: int = 0

    @classmethod
    def sent(cls, form: Mapping[str, Any]) -> Self:
        """Return what the page that tells of it sends on with the next press of its button."""
        typed = {name: form.get(name, "") for name in asdict(cls())}
        return cls(**{name: int(said) if said.isdecimal() else 0 for name, said in typed.items()})

    def of(self, editions: QuerySet[Edition]) -> dict[str, Any]:
        """Return what the page tells of it."""
        left = _following(editions, self.after).count()
        told = {"running": True, "finished": left == 0, "total": self.done + left}
        return asdict(self) | told


def next_batch(
    editions: QuerySet[Edition], so_far: Progress, renew: Callable[[Edition], object]
) -> Progress:
    """Renew the next pieces, each in a transaction of its own, and return how far it has got.

    `renew` returns nothing where nothing is to be done. Where it raises Unfilled or ValidationError,
    the piece is left alone.
    """
    batch = list(_following(editions, so_far.after)[:BATCH])
    renewed = left_alone = 0
    for edition in batch:
        try:
            renewed += renew(edition) is not None
        except (Unfilled, ValidationError):
            left_alone += 1
    return Progress(
        after=batch[-1].post_id if batch else so_far.after,
        done=so_far.done + len(batch),
        renewed=so_far.renewed + renewed,
        left_alone=so_far.left_alone + left_alone,
    )


def _following(editions: QuerySet[Edition], after: int) -> QuerySet[Edition]:
    return editions.filter(post_id__gt=after).order_by("post_id")
