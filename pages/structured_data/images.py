"""Pictures with credit and origin, as their captions tell them (Google image metadata)."""

from collections.abc import Mapping
from typing import Any

from media.pictures import plain_file
from media.source_types import reader_label, schema_org_value
from pages.house.absolute import absolute
from pages.structured_data.graph import VOCABULARY, Node, node

Frozen = Mapping[str, Any]


def image_node(image: Frozen, at: str, *, crop: str = "", own_caption: bool = True) -> Node:
    """Return a picture from what `Image.frozen()` gave, with what its caption tells.

    `own_caption` is False where a text may give the picture another caption.
    """
    label = image.get("ai_label") or {}
    return bare_image(image, at, crop) | node(
        "ImageObject",
        caption=image["caption"] if own_caption else "",
        creditText=image["credit"],
        copyrightNotice=image["copyright"],
        description=label.get("text", ""),
        digitalSourceType=_origin(image),
    )


def bare_image(image: Frozen, at: str, crop: str = "") -> Node:
    """Return a picture that the page shows without a caption; its file carries the credit."""
    file = plain_file(image, crop)
    return node(
        "ImageObject",
        at,
        contentUrl=absolute(file["url"]),
        width=file["width"],
        height=file["height"],
    )


def _origin(image: Frozen) -> str:
    """Return how a picture came about, where readers are told."""
    concept = image["digital_source_type"]
    told = image.get("ai_label") or reader_label(concept)
    value = schema_org_value(concept) if told else ""
    return f"{VOCABULARY}/{value}" if value else ""
