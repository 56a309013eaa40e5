"""The door for pictures: nothing gets in as it came, everything is decoded and encoded anew."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as PILImage

from confined.process import TooMuch, confine
from media.declared import Declared, declared_in
from media.decoding import decode, upright_srgb
from media.tones import tone_of

MAX_BYTES = 40 * 1024 * 1024
# A photograph that was saved as PNG is many times as large as its JPEG, a drawing or screenshot is not.
PHOTOGRAPHIC = 2.5
SMALL = 100_000  # bytes; below that it does not matter
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class CleanImage:
    """Pixels that passed, encoded by us as JPEG or PNG in sRGB without any metadata."""

    content: bytes
    suffix: str
    width: int
    height: int
    sha256: str  # of the file as it was sent, to know it again
    original_name: str
    declared: Declared  # what the file as it was sent says of its making
    tone: str = ""  # its average colour (media.tones)
    key: str = field(default_factory=lambda: uuid4().hex)

    @property
    def stem(self) -> str:
        """The name of the file sent, without its ending, as a first title."""
        return PurePath(self.original_name).stem[:200] or "–"

    @property
    def file(self) -> str:
        """Its file in the storage: a name of ours, of which its colour is a part (media.tones)."""
        tone = f"-{self.tone}" if self.tone else ""
        return f"images/{self.key}{tone}{self.suffix}"

    def write(self) -> None:
        """Put the file where an image can name it, once, before a transaction begins.

        Raises ValidationError where there is no room for it.
        """
        try:
            if not default_storage.exists(self.file):
                default_storage.save(self.file, ContentFile(self.content))
        except OSError as error:
            raise ValidationError(
                _(
                    "The picture could not be kept: there is no room for it, or its storage does not answer. Please"
                    " tell whoever looks after the server; whatever else you wrote is still here."
                ),
                code="no_room",
            ) from error


def clean_upload(file: File[bytes]) -> CleanImage:
    """Return the picture in a file somebody sent, or raise ValidationError naming the problem."""
    return _confined(_clean, _read(file), file.name or "")


def _clean(data: bytes, name: str) -> CleanImage:
    decoded = decode(data)
    declared = _declared(data, decoded)
    lossless = decoded.format == "PNG"
    picture = upright_srgb(decoded)
    picture.info = {}
    content, suffix = _encode(picture, lossless=lossless)
    return CleanImage(
        content=content,
        suffix=suffix,
        width=picture.width,
        height=picture.height,
        sha256=hashlib.sha256(data).hexdigest(),
        original_name=_harmless(name),
        declared=declared,
        tone=tone_of(picture),
    )


def taken_in(file: File[bytes]) -> CleanImage:
    """Return what `clean_upload` makes of a file, and write it; once, also where that is refused."""
    kept = vars(file)
    if "taken_in" not in kept:
        try:
            clean = clean_upload(file)
            clean.write()
            kept["taken_in"] = clean
        except ValidationError as error:
            kept["taken_in"] = error
    if isinstance(kept["taken_in"], ValidationError):
        raise kept["taken_in"]
    known: CleanImage = kept["taken_in"]
    return known


def read_declared(file: File[bytes]) -> tuple[Declared, str]:
    """Return what a picture says of its making and the SHA-256 of the file, or ValidationError."""
    data = _read(file)
    return _confined(_declaration, data), hashlib.sha256(data).hexdigest()


def _declaration(data: bytes) -> Declared:
    return _declared(data, decode(data))


def _confined[Result](work: Callable[..., Result], *arguments: object) -> Result:
    """Have a picture decoded apart from us: some ask for minutes, or for all the memory there is."""
    try:
        return confine(work, *arguments)
    except TooMuch:
        raise ValidationError(
            _(
                "Opening this picture takes more time or memory than any photograph needs. Please"
                " save it anew as JPEG, at most 4000 pixels wide."
            ),
            code="too_much",
        ) from None
    except TimeoutError:
        raise ValidationError(
            _("Many pictures are being uploaded at this moment. Please try again in a minute."),
            code="busy",
        ) from None


def _declared(data: bytes, decoded: PILImage.Image) -> Declared:
    return declared_in(data, decoded.info.get("xmp") or decoded.info.get("XML:com.adobe.xmp"))


def _read(file: File[bytes]) -> bytes:
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s; at most %(limit)s are possible."),
            code="too_large",
            params={"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)},
        )
    file.seek(0)
    return bytes(file.read(MAX_BYTES + 1))


def _encode(picture: PILImage.Image, *, lossless: bool) -> tuple[bytes, str]:
    """Return JPEG for photographs, PNG for all that was sent as such and is none."""
    as_jpeg = (
        _saved(picture, "JPEG", quality=90, progressive=True) if picture.mode == "RGB" else b""
    )
    if as_jpeg and not lossless:
        return as_jpeg, ".jpg"
    as_png = _saved(picture, "PNG", optimize=True)
    if as_jpeg and len(as_png) > PHOTOGRAPHIC * len(as_jpeg) > PHOTOGRAPHIC * SMALL:
        return as_jpeg, ".jpg"
    return as_png, ".png"


def _saved(picture: PILImage.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _harmless(name: str) -> str:
    """Return a file name fit to be shown: no path, no control or direction characters."""
    return UNPRINTABLE.sub("", PurePath(name.replace("\\", "/")).name)[-200:]
