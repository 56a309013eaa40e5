"""What is let in as a picture, and what is said to the rest."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PILImage, ImageCms

from media import uploads
from media.uploads import CleanImage, clean_upload
from tests.media.pictures import (
    animated,
    jpeg_with_place,
    picture_bytes,
    png_bomb,
    png_with_text_bomb,
    upload,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def opened(clean: CleanImage) -> PILImage.Image:
    picture = PILImage.open(io.BytesIO(clean.content))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".jpg"), ("AVIF", ".jpg")]
)
def test_the_four_kinds_are_taken_whatever_they_are_called(kind: str, suffix: str) -> None:
    clean = clean_upload(upload(picture_bytes(kind), name="page.html"))
    assert (clean.suffix, clean.width, clean.height) == (suffix, 64, 48)
    assert opened(clean).size == (64, 48)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (SVG, "no_drawing"),
        (b"<!doctype html><script>alert(1)</script>", "kind"),
        (b"GIF89a", "kind"),
        (animated("GIF"), "kind"),
        (picture_bytes("TIFF"), "kind"),
        (picture_bytes("BMP"), "kind"),
        (picture_bytes("ICO"), "kind"),
        (b"%PDF-1.7", "kind"),
        (b"PK\x03\x04", "kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "kind"),
        (animated("WEBP"), "animated"),
        (animated("PNG"), "animated"),
        (picture_bytes("JPEG", (300, 300))[:-200], "broken"),
        (picture_bytes("PNG", (300, 300))[:-40], "broken"),
        (png_bomb(), "too_many_pixels"),
        (png_bomb(8_000), "too_many_pixels"),
        (picture_bytes("PNG", (2, 2)), "too_small"),
    ],
)
def test_everything_else_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_upload(SimpleUploadedFile("x.jpg", content, content_type="image/jpeg"))
    assert refused.value.code == code


def test_a_text_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        clean_upload(upload(png_with_text_bomb(), name="x.png"))
    assert refused.value.code == "broken"


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 100)
    with pytest.raises(ValidationError) as refused:
        clean_upload(upload())
    assert refused.value.code == "too_large"


def test_code_behind_a_picture_does_not_come_in_with_it() -> None:
    clean = clean_upload(upload(picture_bytes() + b"<script>alert(1)</script><?php evil(); ?>"))
    assert b"script" not in clean.content
    assert b"php" not in clean.content


def test_place_camera_and_comment_are_gone_and_the_picture_stands_upright() -> None:
    clean = clean_upload(upload(jpeg_with_place()))
    assert (clean.width, clean.height) == (40, 80)
    picture = opened(clean)
    assert dict(picture.getexif()) == {}
    assert "icc_profile" not in picture.info
    assert b"Secret" not in clean.content


def test_colours_of_another_profile_are_brought_into_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = clean_upload(upload(picture_bytes("PNG", icc_profile=lab)))
    picture = opened(clean)
    assert picture.getpixel((5, 5)) == (200, 30, 30)
    assert "icc_profile" not in picture.info


def test_a_broken_profile_costs_only_itself() -> None:
    clean = clean_upload(upload(picture_bytes("JPEG", icc_profile=b"\xff" * 4000)))
    assert clean.width == 64


@pytest.mark.parametrize(
    ("mode", "colour", "wanted"),
    [
        ("L", 100, "RGB"),
        ("1", 1, "RGB"),
        ("P", 3, "RGB"),
        ("LA", (100, 50), "RGBA"),
        ("RGBA", (1, 2, 3, 4), "RGBA"),
        ("I;16", 40_000, "RGB"),
    ],
)
def test_every_mode_becomes_plain_colour_with_transparency_kept(
    mode: str, colour: object, wanted: str
) -> None:
    clean = clean_upload(upload(picture_bytes("PNG", mode=mode, colour=colour)))
    assert opened(clean).mode == wanted


def test_sixteen_bit_grey_keeps_its_brightness() -> None:
    clean = clean_upload(upload(picture_bytes("PNG", mode="I;16", colour=40_000)))
    assert opened(clean).getpixel((5, 5)) == (156, 156, 156)


def test_printers_colours_become_screen_colours() -> None:
    clean = clean_upload(upload(picture_bytes("JPEG", mode="CMYK", colour=(0, 255, 255, 0))))
    assert opened(clean).mode == "RGB"


def test_a_large_picture_is_made_smaller() -> None:
    clean = clean_upload(upload(picture_bytes("PNG", (4000, 2000))))
    assert (clean.width, clean.height) == (2400, 1200)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.jpg", "a.jpg"),
        ("C:\\temp\\b.jpg", "b.jpg"),
        ("x.jpg.php", "x.jpg.php"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\n.jpg", "ab.jpg"),
    ],
)
def test_the_name_sent_is_only_ever_shown(name: str, kept: str) -> None:
    # A plain file's name does not go through Django's own cleaning.
    clean = clean_upload(ContentFile(picture_bytes(), name=name))
    assert clean.original_name == kept
    assert re.fullmatch(r"images/[0-9a-f]{32}-[0-9a-f]{3}\.jpg", clean.file)
