"""`{% picture %}`: an image in the best format and size the reader's browser can take."""

from django import template

from media.frozen import FrozenImage
from media.pictures import render_picture

register = template.Library()


@register.simple_tag
def picture(
    image: FrozenImage | None,
    sizes: str = "100vw",
    priority: bool = False,
    crop: str = "",
    alt: str | None = None,
) -> str:
    """Render an image from what `Image.frozen()` gave; no query, nothing encoded.

    `priority` is for the one picture seen first; `crop` one of the shapes in
    `media.renditions.WIDTHS`; `alt` replaces the alternative text (a teaser's picture beside
    its title says nothing new: `alt=""`).
    """
    if not image:
        return ""
    return render_picture(image, sizes, priority=priority, crop=crop, alt=alt)
