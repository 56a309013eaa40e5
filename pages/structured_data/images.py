"""Pictures with credit and origin, as their captions tell them (Google image metadata)."""

from media.frozen import FrozenImage
from media.pictures import plain_file
from media.source_types import reader_label, schema_org_value
from pages.house.absolute import absolute
from pages.structured_data.graph import VOCABULARY, Node, node


def image_node(image: FrozenImage, at: str, *, own_caption: bool = True) -> Node:
    """Return a picture that an edition keeps, with what its caption tells.

    `own_caption` is False where a text may give the picture another caption.
    """
    return bare_image(image, at) | node(
        "ImageObject",
        caption=image.caption if own_caption else "",
        creditText=image.credit,
        copyrightNotice=image.copyright,
        description=image.ai_label.text if image.ai_label else "",
        digitalSourceType=_origin(image),
    )


def bare_image(image: FrozenImage, at: str, crop: str = "") -> Node:
    """Return a picture that the page shows without a caption; its file carries the credit."""
    file = plain_file(image, crop)
    return node(
        "ImageObject",
        at,
        contentUrl=absolute(file.url),
        width=file.width,
        height=file.height,
    )


def _origin(image: FrozenImage) -> str:
    """Return how a picture came about, where readers are told."""
    concept = image.digital_source_type
    told = image.ai_label or reader_label(concept)
    value = schema_org_value(concept) if told else ""
    return f"{VOCABULARY}/{value}" if value else ""
