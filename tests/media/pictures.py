"""Pictures made for tests, good and hostile; none is kept in the repository."""

import io
import struct
import zlib
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PILImage

from media.models import Image
from media.uploads import CleanImage, clean_upload


def picture_bytes(
    kind: str = "JPEG",
    size: tuple[int, int] = (64, 48),
    mode: str = "RGB",
    colour: Any = (200, 30, 30),
    **options: Any,
) -> bytes:
    """Return an encoded picture of one colour."""
    buffer = io.BytesIO()
    PILImage.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content: bytes | None = None, name: str = "buehne.jpg") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    content = picture_bytes() if content is None else content
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@cache
def _clean(content: bytes) -> CleanImage:
    """Return a picture as the library takes it; the same one is opened once for all tests."""
    return clean_upload(upload(content))


def saved_image(content: bytes | None = None, **fields: Any) -> Image:
    """Return an image in the library, its files written: tests never come to the commit."""
    clean = replace(_clean(content or picture_bytes()), key=uuid4().hex)
    image = Image.objects.add(
        clean, **{"alternative_text": "Eine Bühne", "people_shown": "nobody", **fields}
    )
    image.write_files()
    return image


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return a PNG chunk with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(side: int = 30_000) -> bytes:
    """Return a PNG of a few kilobytes that says it is enormous."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    line = b"\x00" * ((side + 7) // 8 + 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(line * 100))
        + png_chunk(b"IEND", b"")
    )


def png_with_text_bomb() -> bytes:
    """Return a small PNG whose text chunk unpacks to hundreds of megabytes."""
    good = picture_bytes("PNG")
    packed = zlib.compress(b"\x00" * 200_000_000, 9)
    text = png_chunk(b"zTXt", b"Comment\x00\x00" + packed)
    return good[:33] + text + good[33:]


def animated(kind: str) -> bytes:
    """Return a picture that moves."""
    frames = [PILImage.new("RGB", (32, 32), colour) for colour in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=100)
    return buffer.getvalue()


def jpeg_with_place() -> bytes:
    """Return a JPEG turned by 90 degrees, with GPS, a camera and a comment."""
    exif = PILImage.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCam"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    return picture_bytes("JPEG", (80, 40), exif=exif, comment=b"SecretComment")
