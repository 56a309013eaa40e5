"""What somebody sent becomes pixels: opened as small as may be, upright, in sRGB.

Runs in a confined process alone (`media.uploads`): decoders meet hostile bytes and raise whatever they like.
"""

import io

import pi_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as PILImage, ImageCms, ImageOps, UnidentifiedImageError

from media.vector import drawn, is_vector

MAX_SIDE = 2400
MIN_SIDE = 16
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
# What phones write beside the picture itself (depth, a second view) is left out.
WITH_MORE = ("MPO", "HEIF")
# JPEG is decoded at an eighth, a quarter or half of its size; all else has to be opened whole.
MAX_PIXELS = {"JPEG": 220_000_000, "MPO": 220_000_000}
MAX_OF_OTHERS = 60_000_000

pi_heif.register_heif_opener(thumbnails=False)
PILImage.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())


def decode(data: bytes) -> PILImage.Image:
    """Return the picture, decoded, not larger than needed; ValidationError names what is wrong."""
    picture = _open(drawn(data, MAX_SIDE) if is_vector(data) else data)
    width, height = picture.size
    if width * height > MAX_PIXELS.get(picture.format or "", MAX_OF_OTHERS):
        raise _too_many_pixels(picture.format or "")
    if min(width, height) < MIN_SIDE:
        raise ValidationError(
            _("The picture is too small: %(width)d × %(height)d pixels."),
            code="too_small",
            params={"width": width, "height": height},
        )
    if picture.format not in WITH_MORE and getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(_("Please choose a picture that does not move."), code="animated")
    try:
        scale = min(1.0, MAX_SIDE / max(width, height))
        picture.draft(None, (round(width * scale), round(height * scale)))
        picture.load()
    except MemoryError:
        raise
    except Exception as error:
        raise _broken() from error
    return picture


def upright_srgb(picture: PILImage.Image) -> PILImage.Image:
    """Return it at our size, turned as the camera was held, as RGB or RGBA with sRGB's colours.

    It is made smaller first: every step after that takes a tenth of the memory.
    """
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    transparent = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode in ("P", "PA", "1"):
        picture = picture.convert("RGBA" if transparent else "RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE), PILImage.Resampling.LANCZOS)
    try:
        picture = ImageOps.exif_transpose(picture)
    except MemoryError:
        raise
    except Exception as error:  # orientation stands in data of the sender
        raise _broken() from error
    return _in_srgb(picture, transparent)


def _in_srgb(picture: PILImage.Image, transparent: bool) -> PILImage.Image:
    profile = picture.info.get("icc_profile")
    alpha = picture.convert("RGBA").getchannel("A") if transparent else None
    if alpha and picture.mode != "LA":
        picture = picture.convert("RGB")
    elif alpha:
        picture = picture.getchannel("L")
    colours = (_from_profile(picture, profile) if profile else picture).convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _from_profile(picture: PILImage.Image, profile: bytes) -> PILImage.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a profile that is broken or of another colour space tells nothing
    return converted or picture


def _open(data: bytes) -> PILImage.Image:
    """Read the header alone; the type is what the bytes say, never the name."""
    try:
        return PILImage.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise ValidationError(
            _(
                "This is not a picture of a kind we can use: please choose JPEG, PNG, WebP, AVIF,"
                " HEIC or SVG."
            ),
            code="kind",
        ) from error
    except (PILImage.DecompressionBombWarning, PILImage.DecompressionBombError) as error:
        raise _too_many_pixels("") from error
    except Exception as error:  # as above
        raise _broken() from error


def _too_many_pixels(kind: str) -> ValidationError:
    limit = MAX_PIXELS.get(kind, MAX_OF_OTHERS)
    return ValidationError(
        _("The picture has too many pixels; at most %(limit)d million are possible."),
        code="too_many_pixels",
        params={"limit": limit // 1_000_000},
    )


def _broken() -> ValidationError:
    return ValidationError(
        _("The picture is damaged: it cannot be read to its end. Please save it anew."),
        code="broken",
    )
