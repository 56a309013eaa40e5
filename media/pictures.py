"""A picture's markup: every format and size that is written, for the browser to choose from."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from media.ai_images import short_label
from media.frozen import FrozenImage
from media.renditions import LARGEST_FILE, Rendition, renditions_of, stand_in
from media.share_cards import share_card, write_share_card
from media.storage import promptly
from media.tones import tone_class

TYPES = {"avif": "image/avif", "webp": "image/webp"}
LARGEST_PLAIN = 1200
SMALL = "1x1"  # portraits: no room for a sentence
_there: set[str] = set()


def is_written(name: str) -> bool:
    """Tell whether a file exists; a yes is remembered, a no is asked again.

    Readers get pages though the storage does not answer: what is planned is taken to be there.
    """
    if name in _there:
        return True
    try:
        with promptly():
            there = default_storage.exists(name)
    except OSError:
        return True
    if there:
        _there.add(name)
    return there


def size_of(name: str) -> int | None:
    """Return how large a file is; 0 if the storage does not answer, None if there is no such file."""
    try:
        with promptly():
            return default_storage.size(name)
    except FileNotFoundError:
        return None
    except OSError:
        return 0


def forget(*names: str) -> None:
    """Ask again for files that were taken away."""
    _there.difference_update(names)


def render_picture(
    image: FrozenImage | None,
    sizes: str = "100vw",
    *,
    priority: bool = False,
    crop: str = "",
    alt: str | None = None,
) -> SafeString:
    """Return the markup of an image from what `Image.frozen()` gave; no query, nothing encoded.

    Of a whole picture all files are named, written or not: the text of an edition keeps this markup, and
    until a file is there the picture itself is served in its place. Crops are named once they are written.

    `priority` is for the one picture seen first; `crop` one of the shapes in
    `media.renditions.WIDTHS`; `alt` replaces the alternative text (a teaser's picture beside
    its title says nothing new: `alt=""`).
    """
    if not image:
        return SafeString("")
    planned = _planned(image, crop)
    return _markup(
        image,
        crop,
        planned if not crop else tuple(one for one in planned if is_written(stand_in(one.file))),
        sizes,
        priority,
        image.alt if alt is None else alt,
        short_label() if crop == SMALL else "",
    )


@lru_cache(maxsize=2048)
def _planned(image: FrozenImage, crop: str) -> tuple[Rendition, ...]:
    return tuple(renditions_of(image, [crop]))


@lru_cache(maxsize=2048)
def _markup(
    image: FrozenImage,
    crop: str,
    written: tuple[Rendition, ...],
    sizes: str,
    priority: bool,
    alt: str,
    short: str,
) -> SafeString:
    """Return what follows from these values alone: one picture stands on many pages."""
    sources = [
        {"type": mime, "srcset": _srcset(one for one in written if one.format == extension)}
        for extension, mime in TYPES.items()
    ]
    plain = [one for one in written if one.format not in TYPES]
    context = {
        "sources": [source for source in sources if source["srcset"]],
        "srcset": _srcset(plain),
        # A lazy picture is laid out before it is chosen: the browser knows its size best.
        "sizes": sizes if priority else f"auto, {sizes}",
        "tone": tone_class(image.file),
        "shown": _shown(image, plain, _planned(image, crop)),
        "alt": alt,
        "priority": priority,
        "crop": crop,
        "label": image.ai_label,
        "short_label": short,
    }
    return SafeString(render_to_string("media/picture.html", context).strip())


def _srcset(renditions: Iterable[Rendition]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in renditions)


def plain_file(image: FrozenImage, crop: str = "16x9") -> Rendition:
    """Return the JPEG or PNG for share cards, feeds and JSON-LD: the largest that is small enough.

    Of an AI image it is the one with the label in it, which is written now if it is missing (an
    older edition, a new wording); never the bare one.
    """
    card = share_card(image, crop)
    if card:
        if not is_written(card.file):
            with suppress(OSError):
                write_share_card(image, crop)
        return card
    plain = [one for one in renditions_of(image, [crop]) if one.format not in TYPES]
    written = [one for one in plain if is_written(one.file)]
    small = [one for one in written if (size_of(one.file) or 0) <= LARGEST_FILE]
    return _shown(image, small or written[:1], plain)


def _shown(
    image: FrozenImage, plain: Sequence[Rendition], planned: Sequence[Rendition]
) -> Rendition:
    """Return the file for browsers that know nothing newer, with the size of the shape."""
    best = [one for one in plain if one.width <= LARGEST_PLAIN] or plain
    return best[-1] if best else replace(planned[-1], file=image.file)
