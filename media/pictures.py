"""A picture's markup: every format and size that is written, for the browser to choose from."""

from contextlib import suppress

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from media.ai_images import short_label
from media.frozen import FrozenImage
from media.renditions import Values, rendition_values, stand_in
from media.share_cards import share_card, write_share_card
from media.tones import tone_class

TYPES = {"avif": "image/avif", "webp": "image/webp"}
LARGEST_PLAIN = 1200
SMALL = "1x1"  # portraits: no room for a sentence
_there: set[str] = set()


def is_written(name: str) -> bool:
    """Tell whether a file exists; a yes is remembered, a no is asked again."""
    if name in _there:
        return True
    if not default_storage.exists(name):
        return False
    _there.add(name)
    return True


def render_picture(
    image: FrozenImage | None,
    sizes: str = "100vw",
    *,
    priority: bool = False,
    crop: str = "",
    alt: str | None = None,
) -> SafeString:
    """Return the markup of an image from what `Image.frozen()` gave; no query, nothing encoded.

    `priority` is for the one picture seen first; `crop` one of the shapes in
    `media.renditions.WIDTHS`; `alt` replaces the alternative text (a teaser's picture beside
    its title says nothing new: `alt=""`).
    """
    if not image:
        return SafeString("")
    planned = rendition_values(image, [crop])
    written = [rendition for rendition in planned if is_written(stand_in(rendition["file"]))]
    sources = [
        {"type": mime, "srcset": _srcset(files)}
        for extension, mime in TYPES.items()
        if (files := [r for r in written if r["format"] == extension])
    ]
    plain = [r for r in written if r["format"] not in TYPES]
    context = {
        "sources": sources,
        "srcset": _srcset(plain),
        # A lazy picture is laid out before it is chosen: the browser knows its size best.
        "sizes": sizes if priority else f"auto, {sizes}",
        "tone": tone_class(image.file),
        "shown": _shown(image, plain, planned),
        "alt": image.alt if alt is None else alt,
        "priority": priority,
        "crop": crop,
        "label": image.ai_label,
        "short_label": short_label() if crop == SMALL else "",
    }
    return SafeString(render_to_string("media/picture.html", context).strip())


def _srcset(renditions: list[Values]) -> str:
    return ", ".join(f"{default_storage.url(r['file'])} {r['width']}w" for r in renditions)


def plain_file(image: FrozenImage, crop: str = "16x9") -> Values:
    """Return url, file, width and height of the JPEG or PNG for share cards, feeds and JSON-LD.

    The url is a path of this site; the file is the largest of its shape up to 1200 pixels wide.
    Of an AI image it is the one with the label in it, which is written now if it is missing (an
    older edition, a new wording); never the bare one.
    """
    card = share_card(image, crop)
    if card:
        if not is_written(card["file"]):
            with suppress(OSError):
                write_share_card(image, crop)
        return {**card, "url": default_storage.url(card["file"])}
    plain = [r for r in rendition_values(image, [crop]) if r["format"] not in TYPES]
    return _shown(image, [r for r in plain if is_written(r["file"])], plain)


def _shown(image: FrozenImage, plain: list[Values], planned: list[Values]) -> Values:
    """Return the file for browsers that know nothing newer, with the size of the shape."""
    best = [r for r in plain if r["width"] <= LARGEST_PLAIN] or plain
    if best:
        return {**best[-1], "url": default_storage.url(best[-1]["file"])}
    size = {key: planned[-1][key] for key in ("width", "height")}
    return {**size, "file": image.file, "url": default_storage.url(image.file)}
