"""How a picture came about, for templates."""

from django import template

from media.frozen import FrozenImage
from media.source_types import reader_label

register = template.Library()


@register.simple_tag
def origin_of(image: FrozenImage) -> str:
    """Return what the caption says of a picture's making, or nothing where all is said.

    The label on an illustration names the tool; the one on a deepfake has no room for it.
    """
    label = image.ai_label
    if label and label.key == "ai":
        return ""
    origin = reader_label(image.digital_source_type)
    tool = image.generated_by if label else ""
    return f"{origin} ({tool})" if tool else origin
