"""Pictures as phones, cameras and designers make them today."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from PIL import Image as PILImage, ImageCms

from media.decoding import MAX_SIDE
from media.models import Image
from media.pictures import plain_file
from media.renditions import LARGEST_FILE, encode, encoded, renditions_of
from media.uploads import clean_upload
from tests.media.pictures import picture_bytes, upload

HEIC = Path(__file__).with_name("halle.heic")
LOGO = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     width="40" height="20" onload="alert(1)">
  <script>alert(1)</script>
  <image href="{there}" width="40" height="20"/>
  <use xlink:href="https://evil.example/a.svg#x"/>
  <rect width="20" height="20" fill="#0a5ac8"/>
</svg>"""


def opened(content: bytes) -> PILImage.Image:
    picture = PILImage.open(io.BytesIO(content))
    picture.load()
    return picture


def red_is_green() -> bytes:
    """A colour profile that tells whether it was used: its red is our green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    places = {}
    for number in range(int.from_bytes(profile[128:132])):
        at = 132 + 12 * number
        places[bytes(profile[at : at + 4])] = at + 4
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red : red + 8], profile[green : green + 8] = (
        profile[green : green + 8],
        profile[red : red + 8],
    )
    return bytes(profile)


def palette(transparent: bool) -> bytes:
    picture = PILImage.new("RGB", (64, 48), (200, 30, 30)).quantize(4)
    options = {"transparency": 3} if transparent else {}
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", icc_profile=red_is_green(), **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        picture_bytes("PNG", icc_profile=red_is_green()),
        picture_bytes("PNG", mode="RGBA", colour=(200, 30, 30, 90), icc_profile=red_is_green()),
        palette(transparent=False),
        palette(transparent=True),
    ],
    ids=["plain", "with alpha", "palette", "palette with a transparent colour"],
)
def test_colours_are_as_seen_whatever_kind_of_png(content):
    """PNG with alpha or palette lost its profile (pwa-builder/PWABuilder#4515,
    mozilla-iam/dino-park-issues#200: pictures of a wide gamut looked washed out)."""
    red, green, *_rest = (
        opened(clean_upload(upload(content)).content).convert("RGBA").getpixel((5, 5))
    )
    assert green > 150 > red


def test_a_transparent_picture_keeps_its_transparency():
    content = picture_bytes(
        "PNG", mode="RGBA", colour=(200, 30, 30, 90), icc_profile=red_is_green()
    )
    assert opened(clean_upload(upload(content)).content).getpixel((5, 5))[3] == 90


@pytest.mark.parametrize("size", [(8256, 5504), (8160, 6120), (12000, 9000)])
def test_pictures_of_todays_cameras_are_taken(size):
    """45, 50 and 108 megapixels were refused (wagtail/wagtail#5088, #10967)."""
    clean = clean_upload(upload(picture_bytes("JPEG", size, mode="L", colour=90)))
    assert max(clean.width, clean.height) == MAX_SIDE
    assert abs(clean.width / clean.height - size[0] / size[1]) < 0.002


def test_what_has_to_be_opened_whole_still_has_its_limit():
    with pytest.raises(ValidationError) as refused:
        clean_upload(upload(picture_bytes("PNG", (9000, 7000), mode="1", colour=1)))
    assert refused.value.code == "too_many_pixels"
    assert "60" in refused.value.messages[0]


def test_an_iphones_picture_is_taken_and_stands_upright():
    """HEIC was refused (wagtail/wagtail#12384)."""
    clean = clean_upload(upload(HEIC.read_bytes(), "IMG_0815.HEIC"))
    assert (clean.suffix, clean.width, clean.height) == (".jpg", 64, 96)
    red, _green, blue = opened(clean.content).getpixel((32, 10))
    assert blue > 120 > red


def test_a_logo_that_is_a_drawing_becomes_pixels_and_nothing_more(tmp_path):
    """SVG was refused; taken as it is it would run scripts and read files."""
    there = tmp_path / "geheim.png"
    there.write_bytes(picture_bytes("PNG", (40, 20), colour=(0, 200, 0)))
    clean = clean_upload(upload(LOGO.format(there=there).encode(), "logo.svg"))
    assert (clean.suffix, clean.width, clean.height) == (".png", MAX_SIDE, MAX_SIDE // 2)
    picture = opened(clean.content)
    assert picture.getpixel((100, 100)) == (10, 90, 200, 255)
    assert picture.getpixel((MAX_SIDE - 100, 100))[3] == 0  # neither file nor address was read
    assert b"script" not in clean.content


@pytest.mark.parametrize(
    "drawing",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'",
        b"<?xml version='1.0'?><html><svg/></html>",
        (
            b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&b;</text></svg>x"
        ),
    ],
    ids=["broken", "a web page", "entities"],
)
def test_what_is_no_drawing_is_refused_in_words(drawing):
    with pytest.raises(ValidationError) as refused:
        clean_upload(upload(drawing, "logo.svg"))
    assert refused.value.code == "no_drawing"


def photograph(size: tuple[int, int], mode: str = "RGB") -> PILImage.Image:
    """Noise at three scales: as fine as any photograph."""
    layers = [
        PILImage.effect_noise((size[0] // 3, size[1] // 3), 60).resize(size) for _band in mode
    ]
    return PILImage.merge(mode, layers)


def test_a_photograph_that_comes_as_png_is_kept_as_one():
    """It was shared as a picture of 1.6 MB, which networks do not fetch; a drawing stays a PNG."""
    buffer = io.BytesIO()
    photograph((1200, 800)).save(buffer, "PNG", compress_level=1)
    assert clean_upload(upload(buffer.getvalue())).suffix == ".jpg"
    assert clean_upload(upload(picture_bytes("PNG", (1200, 800)))).suffix == ".png"


def test_a_jpeg_of_ours_is_small():
    content = encoded(photograph((1200, 675)), "jpg", b"<x/>")
    assert len(content) <= LARGEST_FILE
    assert opened(content).size == (1200, 675)


@pytest.mark.django_db
def test_what_other_sites_show_of_us_is_small_even_where_it_has_to_be_a_png():
    picture = photograph((1200, 675), "RGBA")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    image = Image.objects.add(clean_upload(upload(buffer.getvalue())), decorative=True)
    plain = [one for one in renditions_of(image.frozen(), ["16x9"]) if one.format == "png"]
    encode(image.frozen(), plain)
    shared = plain_file(image.frozen())
    assert default_storage.size(shared.file) <= LARGEST_FILE
    assert shared.width >= 480
