"""Figures in a text: placeholders with an image's id, made into pictures when it is published."""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string

from media.frozen import FrozenImage
from media.pictures import render_picture
from prose.embeds import SIZES, poster_ids

# As `sanitise` writes them; nothing else is one.
FIGURE = re.compile(
    r'<figure data-file="(?P<id>[0-9]+)">(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>',
    re.DOTALL,
)


def figure_ids(html: str) -> list[int]:
    """Return the ids of the images in a sanitised text, in order, each once; then of posters."""
    shown = [int(match["id"]) for match in FIGURE.finditer(html)]
    return list(dict.fromkeys([*shown, *poster_ids(html)]))


def render_figures(html: str, images: Mapping[int, FrozenImage], *, first: bool = False) -> str:
    """Return the html with pictures, captions and credits in place of the placeholders.

    `first` says that no picture stands above the text, so that its first one is loaded at once.
    `images` holds what `Image.frozen()` gave, by id. A figure whose image is not among them, because it was
    taken away, says so.
    """
    unseen = [first]

    def rendered(match: re.Match[str]) -> str:
        image = images.get(int(match["id"]))
        if image is None:
            return render_to_string("prose/figure_gone.html").strip()
        context = {
            "picture": render_picture(image, SIZES, priority=bool(unseen and unseen.pop())),
            "image": image,
            "caption": match["caption"],
        }
        return render_to_string("prose/figure.html", context).strip()

    return FIGURE.sub(rendered, html)
