"""The door for pictures: nothing gets in as it came, everything is decoded and encoded anew."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as PILImage, ImageCms, ImageOps, UnidentifiedImageError

from confined.process import TooMuch, confine
from media.declared import Declared, declared_in
from media.tones import tone_of

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2400
MIN_SIDE = 16
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# What phones write beside the picture itself (depth, a second view) is left out.
JPEG_WITH_MORE = "MPO"
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
        if default_storage.exists(self.file):
            return
        try:
            default_storage.save(self.file, ContentFile(self.content))
        except OSError as error:
            raise ValidationError(
                _(
                    "The picture could not be kept: the server's disk has no room for it. Please tell"
                    " whoever looks after the server; whatever else you wrote is still here."
                ),
                code="no_room",
            ) from error


def clean_upload(file: File[bytes]) -> CleanImage:
    """Return the picture in a file somebody sent, or raise ValidationError naming the problem."""
    return _confined(_clean, _read(file), file.name or "")


def _clean(data: bytes, name: str) -> CleanImage:
    decoded = _decode(data)
    declared = _declared(data, decoded)
    picture = _upright_srgb(decoded)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), PILImage.Resampling.LANCZOS)
    picture.info = {}
    content, suffix = _encode(picture, photograph=not data.startswith(b"\x89PNG"))
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
    return _declared(data, _decode(data))


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


def _decode(data: bytes) -> PILImage.Image:
    picture = _open(data)
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < MIN_SIDE:
        raise ValidationError(
            _("The picture is too small: %(width)d × %(height)d pixels."),
            code="too_small",
            params={"width": width, "height": height},
        )
    if picture.format != JPEG_WITH_MORE and getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(_("Please choose a picture that does not move."), code="animated")
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception as error:  # decoders meet hostile bytes and raise whatever they like
        raise _broken() from error
    return picture


def _open(data: bytes) -> PILImage.Image:
    """Read the header alone; the type is what the bytes say, never the name."""
    try:
        return PILImage.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("This is not a picture of a kind we can use: please choose JPEG, PNG, WebP or AVIF."),
            code="kind",
        ) from error
    except (PILImage.DecompressionBombWarning, PILImage.DecompressionBombError) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # as above
        raise _broken() from error


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has too many pixels; at most %(limit)d million are possible."),
        code="too_many_pixels",
        params={"limit": MAX_PIXELS // 1_000_000},
    )


def _broken() -> ValidationError:
    return ValidationError(
        _("The picture is damaged: it cannot be read to its end. Please save it anew."),
        code="broken",
    )


def _upright_srgb(picture: PILImage.Image) -> PILImage.Image:
    """Turn the picture as the camera was held and bring its colours into sRGB."""
    try:
        picture = ImageOps.exif_transpose(picture)
    except MemoryError:
        raise
    except Exception as error:  # as above: orientation stands in data of the sender
        raise _broken() from error
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    profile = picture.info.get("icc_profile")
    transparent = "A" in picture.getbands() or "transparency" in picture.info
    if profile and not transparent and picture.mode != "P":
        picture = _from_profile(picture, profile)
    return picture.convert("RGBA" if transparent else "RGB")


def _from_profile(picture: PILImage.Image, profile: bytes) -> PILImage.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a profile that is broken or of another colour space tells nothing
    return converted or picture


def _encode(picture: PILImage.Image, *, photograph: bool) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    if photograph and picture.mode == "RGB":
        picture.save(buffer, "JPEG", quality=90, progressive=True)
        return buffer.getvalue(), ".jpg"
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), ".png"


def _harmless(name: str) -> str:
    """Return a file name fit to be shown: no path, no control or direction characters."""
    return UNPRINTABLE.sub("", PurePath(name.replace("\\", "/")).name)[-200:]
