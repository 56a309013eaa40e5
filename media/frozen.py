"""An image as editions keep it: what it shows, who made it and how, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec


class Keyed:
    """Lets values be read by key where code has not learnt attributes yet."""

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        return getattr(self, key)

    def __contains__(self, key: str) -> bool:
        return hasattr(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value under a key."""
        return getattr(self, key, default)


@dataclass(frozen=True, slots=True)
class AILabel(Keyed):
    """What readers are told on a picture that AI made or changed: "deepfake" or "ai", and words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenImage(Keyed):
    """What an edition keeps of an image; all that a page, a feed or a card shows follows from it.

    `ppoi` is the point of interest, as shares of width and height (0 to 1). `photorealistic` is None
    where nobody has said.
    """

    id: int
    file: str
    width: int
    height: int
    ppoi: tuple[float, float]
    alt: str
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    digital_source_type: str = ""
    generated_by: str = ""
    photorealistic: bool | None = None
    depicts_real: str = ""
    ai_label: AILabel | None = None


def frozen_image(values: FrozenImage | Mapping[str, Any]) -> FrozenImage:
    """Return an image from values that were kept as JSON."""
    return values if isinstance(values, FrozenImage) else msgspec.convert(values, FrozenImage)
