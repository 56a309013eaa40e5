"""An image as editions keep it: what it shows, who made it and how, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class AILabel:
    """What readers are told on a picture that AI made or changed: "deepfake" or "ai", and words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenImage:
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
