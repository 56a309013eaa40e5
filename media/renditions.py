"""The files a picture is served as: widths, crops around the focal point, AVIF and WebP.

Names follow from an image's frozen values alone, so a page names AVIF files that a task has yet to
write; until then `stand_in` says which file is served in their place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as PILImage, PngImagePlugin

from media.frozen import FrozenImage
from media.provenance import provenance, xmp_packet

WIDTHS: dict[str, tuple[int, ...]] = {
    "": (480, 800, 1200, 1600),
    "16x9": (480, 800, 1200),
    "1x1": (160, 320, 640),
}
FOLDER = "renditions"
# Speed 8 of 10 is four times as fast as the default and some 5 per cent larger.
ENCODINGS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 84, "progressive": True, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
}
# A plain file is what other sites show of us, and some of them fetch no more than this.
LARGEST_FILE = 300_000
QUALITIES = (84, 74, 64, 54, 44)
# As `_formats` names them.
_RENDITION = re.compile(
    r"renditions/(?P<stem>[0-9a-f]{32}(?:-[0-9a-f]{3})?)"
    r"(?:-[0-9]+x[0-9]+-[0-9]+-[0-9]+)?-[0-9]+\.[a-z]+"
)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that a picture is served as, or will be once it is written."""

    file: str
    width: int
    height: int
    format: str = ""
    crop: str = ""

    @property
    def url(self) -> str:
        """Its address, a path of this site."""
        return default_storage.url(self.file)


def renditions_of(image: FrozenImage, crops: Iterable[str] = tuple(WIDTHS)) -> list[Rendition]:
    """Return the renditions that follow from an image's frozen values."""
    return [
        rendition
        for crop in crops
        for width, height in _sizes(image, crop)
        for rendition in _formats(image, crop, width, height)
    ]


def _sizes(image: FrozenImage, crop: str) -> list[tuple[int, int]]:
    """Return the sizes of a crop that need no enlarging; at least one."""
    left, top, right, bottom = crop_box(image, crop)
    width, height = right - left, bottom - top
    widths = [wanted for wanted in WIDTHS[crop] if wanted <= width] or [width]
    return [(wanted, max(1, round(wanted * height / width))) for wanted in widths]


def _formats(image: FrozenImage, crop: str, width: int, height: int) -> Iterable[Rendition]:
    path = PurePath(image.file)
    x, y = (round(share * 100) for share in image.ppoi)
    around = f"-{crop}-{x}-{y}" if crop else ""
    for extension in ("avif", "webp", path.suffix.removeprefix(".")):
        file = f"renditions/{path.stem}{around}-{width}.{extension}"
        yield Rendition(file, width, height, extension, crop)


def stand_in(name: str) -> str:
    """Return the file served under this name until it is written: for AVIF, its WebP."""
    return name.removesuffix(".avif") + ".webp" if name.endswith(".avif") else name


def crop_box(image: FrozenImage, crop: str) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of the largest part of this shape around the focal point."""
    width, height = image.width, image.height
    if not crop:
        return 0, 0, width, height
    across, down = map(int, crop.split("x"))
    part_width = min(width, max(1, round(height * across / down)))
    part_height = min(height, max(1, round(width * down / across)))
    x, y = image.ppoi
    left = min(max(round(width * x - part_width / 2), 0), width - part_width)
    top = min(max(round(height * y - part_height / 2), 0), height - part_height)
    return left, top, left + part_width, top + part_height


def originals_of(name: str) -> list[str]:
    """Return the files that a rendition of this name may have been made from."""
    found = _RENDITION.fullmatch(name)
    return [f"images/{found['stem']}.{suffix}" for suffix in ("jpg", "png")] if found else []


def embedded_in(image: FrozenImage) -> dict[str, str]:
    """Return what renditions show and carry in themselves; if it changes they are stale."""
    x, y = (round(share * 100) for share in image.ppoi)
    return {"file": image.file, "focal": f"{x},{y}", **provenance(image)}


def encode(image: FrozenImage, renditions: Iterable[Rendition], *, overwrite: bool = False) -> None:
    """Write these renditions; those that exist stay unless told otherwise."""
    with default_storage.open(image.file) as file, PILImage.open(file) as original:
        original.load()
        for one in renditions:
            if default_storage.exists(one.file) and not overwrite:
                continue
            part = original.crop(crop_box(image, one.crop))
            part = part.resize((one.width, one.height), PILImage.Resampling.LANCZOS)
            put(one.file, encoded(part, one.format, xmp_packet(embedded_in(image))))


def put(name: str, content: bytes) -> None:
    """Write a file whole or not at all, in the place of what is there."""
    default_storage.save(name, ContentFile(content))


def encoded(picture: PILImage.Image, extension: str, xmp: bytes) -> bytes:
    """Return a file of this kind; a JPEG or PNG is made as plain as it takes to stay small."""
    content = _saved(picture, extension, xmp)
    if extension == "jpg":
        for quality in QUALITIES[1:]:
            if len(content) <= LARGEST_FILE:
                break
            content = _saved(picture, extension, xmp, quality=quality)
    elif extension == "png" and len(content) > LARGEST_FILE:
        content = _saved(picture.quantize(256, PILImage.Quantize.FASTOCTREE), extension, xmp)
    return content


def _saved(picture: PILImage.Image, extension: str, xmp: bytes, **changed: Any) -> bytes:
    options = ENCODINGS[extension] | changed
    if extension == "png":  # Pillow ignores xmp= here
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options["pnginfo"] = info
    else:
        options["xmp"] = xmp
    buffer = io.BytesIO()
    picture.save(buffer, **options)
    return buffer.getvalue()
