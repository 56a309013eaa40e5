"""What was decided before a run; the same from the command line and from the newsroom."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self

KINDS = ("posts", "pages", "pictures", "events")
# Categories that WordPress gives to what nobody filed.
UNFILED = frozenset({"uncategorized", "uncategorised", "allgemein", "unkategorisiert"})


@dataclass(frozen=True)
class Choices:
    """What is taken, and as what; slugs and logins are those of the other site.

    `series` are categories that become series, `without` those that become nothing; all others are topics.
    `guests` are accounts of people outside of the newsroom. `media` is a folder with the site's uploads.
    """

    only: tuple[str, ...] = KINDS
    series: tuple[str, ...] = ()
    without: tuple[str, ...] = tuple(sorted(UNFILED))
    guests: tuple[str, ...] = ()
    media: str = ""
    fetch: bool = False
    category_base: str = "category"
    tag_base: str = "tag"
    author_base: str = "author"

    def as_json(self) -> dict[str, Any]:
        """Return them as they are kept with a run."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Return them from what is kept; what is unknown is left."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in kept.items()
            if name in cls.__dataclass_fields__
        }
        return cls(**values)
