"""Placeholders: a colour from the picture, carried by the file's name."""

from pathlib import Path

import pytest
from PIL import Image as PILImage

from media.tones import tone_class, tone_in, tone_of

CSS = Path(__file__).resolve().parents[2] / "static" / "site" / "tones.css"


@pytest.mark.parametrize(
    ("colour", "tone", "name"),
    [
        ((0, 0, 0), "000", "tone-000"),
        ((255, 255, 255), "fff", "tone-222"),
        ((128, 20, 250), "81f", "tone-102"),
    ],
)
def test_a_picture_has_the_tone_of_its_average(colour, tone, name) -> None:
    assert tone_of(PILImage.new("RGB", (5, 4), colour)) == tone
    assert tone_class(f"images/abc-{tone}.jpg") == name


def test_half_black_half_white_is_grey() -> None:
    picture = PILImage.new("RGB", (2, 1))
    picture.putpixel((1, 0), (255, 255, 255))
    assert tone_of(picture) in ("777", "888")


@pytest.mark.parametrize(
    ("colour", "tone", "name"),
    [
        ((20, 20, 40, 255), "fff", "ground-light"),
        ((250, 250, 240, 255), "000", "ground-dark"),
        ((200, 120, 120, 255), "", ""),
    ],
)
def test_what_lets_light_through_has_a_ground_where_it_needs_one(colour, tone, name) -> None:
    """A dark drawing on nothing could not be seen on a dark page (1.07:1)."""
    picture = PILImage.new("RGBA", (40, 40))
    picture.paste(colour, (0, 0, 10, 10))
    assert tone_of(picture) == tone
    assert tone_class(f"images/abc-{tone}.png") == name


@pytest.mark.parametrize("name", ["a.jpg", "a-12.jpg", "a-1234.jpg", "a-xyz.png", "", "a-123.svg"])
def test_other_names_say_nothing(name) -> None:
    assert tone_in(name) == tone_class(name) == ""


def test_the_style_sheet_knows_every_tone() -> None:
    css = CSS.read_text(encoding="utf-8")
    for level in range(16):
        assert f".{tone_class(f'x-{level:x}{15 - level:x}7.jpg')} " in css
