"""A piece as plain HTML: the frozen text with pictures, embeds and notices as elements that anybody knows."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape, unescape

from django.template.loader import render_to_string
from django.utils import translation

from blog.editions.content import Content
from media.frozen import FrozenImage
from prose.embeds import EMBED
from prose.figures import FIGURE
from prose.footnotes import render_footnotes

# Where the file of a picture lies, seen from the document; empty where it lies nowhere.
type Place = Callable[[str], str]


def article(content: Content, place: Place) -> str:
    """Return title to notices as HTML, footnotes still beside their words (`<span data-footnote>`)."""
    shown = replace(
        content,
        body=_plain(content.body, content.images, place),
        closing=_plain(content.closing, content.images, place),
        exchanges=tuple(
            replace(
                exchange,
                answers=tuple(
                    replace(answer, html=_plain(answer.html, content.images, place))
                    for answer in exchange.answers
                ),
            )
            for exchange in content.exchanges
        ),
    )
    with translation.override(content.language):
        return _tidy(render_to_string("moving/article.html", {"piece": shown}))


def picture(image: FrozenImage, place: Place, caption: str = "") -> str:
    """Return a picture as a figure with its caption (HTML) and credit; a sentence where its file is gone."""
    address = place(image.file)
    told = [caption or escape(image.caption), escape(image.credit)]
    if image.ai_label:
        told.append(escape(image.ai_label.text))
    said = " · ".join(filter(None, told))
    caption = f"<figcaption>{said}</figcaption>" if said else ""
    if not address:
        return f"<p>[{escape(image.alt or image.file)}]</p>"
    return f'<figure><img src="{escape(address)}" alt="{escape(image.alt)}">{caption}</figure>'


def with_footnotes(html: str) -> str:
    """Return HTML with numbers in place of the footnotes, and the notes listed at the end."""
    return render_footnotes(html, "fn")


def pictures_of(contents: Iterable[Content]) -> dict[str, FrozenImage]:
    """Return every picture that contents show, by the name of its file."""
    found: dict[str, FrozenImage] = {}
    for content in contents:
        portraits = [one.portrait for one in content.credits]
        for image in (content.image, *content.images.values(), *portraits):
            if image:
                found.setdefault(image.file, image)
    return found


def _plain(html: str, images: Mapping[int, FrozenImage], place: Place) -> str:
    def figure(match: re.Match[str]) -> str:
        image = images.get(int(match["id"]))
        if image is None:  # it was taken away
            return f"<p>{match['caption']}</p>" if match["caption"] else ""
        return picture(image, place, match["caption"] or "")

    def embed(match: re.Match[str]) -> str:
        address = unescape(match["address"])
        said = f"{match['caption']} " if match["caption"] else ""
        return f'<p>{said}<a href="{escape(address)}">{escape(address)}</a></p>'

    return EMBED.sub(embed, FIGURE.sub(figure, html))


def _tidy(html: str) -> str:
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())
