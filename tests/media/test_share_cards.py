"""The picture that goes out to other sites, with its label in the pixels."""

from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image as PILImage, ImageFont

from media.frozen import AILabel
from media.models import Image
from media.pictures import plain_file
from media.share_cards import FONT, share_card, with_label
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db
RED = (200, 30, 30)
DEEPFAKE = {
    "digital_source_type": "trainedAlgorithmicMedia",
    "generated_by": "Maler 3",
    "photorealistic": True,
    "depicts_real": "event",
}


def pixels(name: str) -> PILImage.Image:
    with default_storage.open(name) as file, PILImage.open(file) as picture:
        return picture.convert("RGB")


def colours(picture: PILImage.Image) -> set[tuple[int, ...]]:
    return {colour for _count, colour in picture.getcolors(picture.width * picture.height) or []}


def test_the_card_carries_its_label_along_the_lower_edge() -> None:
    file = plain_file(saved_image(picture_bytes(size=(2000, 1500)), **DEEPFAKE).frozen())
    assert (file.width, file.height, file.format) == (1200, 675, "jpg")
    card = pixels(file.file)
    assert all(abs(a - b) < 8 for a, b in zip(card.getpixel((600, 100)), RED, strict=True))
    strip = colours(card.crop((0, 600, 1200, 675)))
    assert min(strip) < (40, 40, 40)
    assert max(strip) > (220, 220, 220)
    # Networks crop to the middle square: nothing of the text lies outside it.
    beside = colours(card.crop((0, 600, 255, 675)))
    assert max(beside) < (60, 60, 60)


def test_every_language_and_shape_has_a_card_from_the_start() -> None:
    image = saved_image(**DEEPFAKE)
    names = set()
    for language in ("de", "en"):
        for crop in ("", "16x9", "1x1"):
            with translation.override(language):
                card = share_card(image.frozen(), crop)
            assert card
            assert default_storage.exists(card.file)
            names.add(card.file)
    assert len(names) == 6


def test_a_card_of_an_older_edition_is_written_when_it_is_asked_for() -> None:
    saved_image(**DEEPFAKE)
    old = replace(Image.objects.get().frozen(), ai_label=AILabel("deepfake", "Mit KI gemacht"))
    file = plain_file(old)
    assert default_storage.exists(file.file)
    assert file.file != plain_file(Image.objects.get().frozen()).file


def test_an_ai_picture_is_never_shared_bare_even_where_its_file_is_lost() -> None:
    lost = replace(saved_image(**DEEPFAKE).frozen(), file="images/lost.jpg")
    assert plain_file(lost).file.startswith("renditions/lost-16x9-")


def test_a_photograph_has_no_card() -> None:
    image = saved_image()
    assert share_card(image.frozen()) is None
    assert plain_file(image.frozen()).file.endswith("-64.jpg")


def test_a_transparent_picture_gets_white_paper() -> None:
    content = picture_bytes("PNG", (800, 450), "RGBA", (0, 0, 0, 0))
    card = pixels(plain_file(saved_image(content, **DEEPFAKE).frozen()).file)
    assert card.getpixel((400, 50)) == (255, 255, 255)


def test_a_long_label_is_broken_into_lines() -> None:
    long = "Illustration: KI-generiert (Größenwahn – Maler 3 „Übung“, Łódź, Жук) " * 3
    one = with_label(PILImage.new("RGB", (1200, 675), RED), "KI")
    many = with_label(PILImage.new("RGB", (1200, 675), RED), long)

    def strip(picture: PILImage.Image) -> int:
        return sum(picture.getpixel((5, y)) != RED for y in range(675))

    assert strip(many) > 3 * strip(one)


@pytest.mark.parametrize("letter", "äöüÄÖÜßẞéñłŁ–—„“”‚‘’…€(Жλ")
def test_the_font_knows_the_letters_of_europe(letter: str) -> None:
    font = ImageFont.truetype(FONT, 40)
    unknown = bytes(font.getmask("\ue000"))
    assert bytes(font.getmask(letter)) != unknown


def test_the_smallest_picture_can_be_labelled() -> None:
    assert plain_file(saved_image(picture_bytes(size=(16, 16)), **DEEPFAKE).frozen()).width == 16
