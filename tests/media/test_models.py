"""What the library asks for, and what editions keep of an image."""

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import translation
from PIL import Image as PILImage

from media.declared import Declared
from media.frozen import AILabel
from media.models import Image
from media.provenance import xmp_packet
from media.renditions import renditions_of
from media.share_cards import share_card
from media.uploads import clean_upload, read_declared
from tests.media.pictures import picture_bytes, saved_image, upload

DEEPFAKE = {
    "digital_source_type": "trainedAlgorithmicMedia",
    "generated_by": "Maler 3",
    "photorealistic": True,
    "depicts_real": "event",
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """What is done after a commit is done after this block."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def test_an_image_without_alternative_text_is_refused_with_a_word_why() -> None:
    with pytest.raises(ValidationError) as refused:
        saved_image(alternative_text="  ")
    assert "describe" in str(refused.value)


def test_a_decorative_image_needs_no_text_and_has_none() -> None:
    image = saved_image(alternative_text="", decorative=True)
    assert image.frozen().alt == ""


def test_the_database_itself_refuses_an_image_that_says_nothing() -> None:
    image = saved_image()
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(alternative_text="")


def test_an_ai_image_names_its_tool_and_what_its_label_depends_on() -> None:
    with pytest.raises(ValidationError) as refused:
        saved_image(digital_source_type="trainedAlgorithmicMedia", alternative_text="")
    assert list(refused.value.message_dict) == [
        "alternative_text",
        "generated_by",
        "photorealistic",
        "depicts_real",
    ]


def test_a_photograph_is_not_asked_what_only_ai_pictures_are() -> None:
    image = saved_image(photorealistic=True, depicts_real="person")
    assert (image.photorealistic, image.depicts_real) == (None, "")
    assert image.frozen().ai_label is None


def test_an_edition_keeps_the_facts_and_the_label_in_its_language() -> None:
    frozen = saved_image(**DEEPFAKE).frozen()
    assert (frozen.photorealistic, frozen.depicts_real) == (True, "event")
    assert frozen.ai_label == AILabel("deepfake", "AI-generated – shows no real event")
    with translation.override("de"):
        german = Image.objects.get().frozen().ai_label
    assert german == AILabel("deepfake", "KI-generiert – zeigt kein reales Ereignis")


def test_every_file_made_of_an_ai_picture_says_so_in_itself(committed: Any) -> None:
    with committed():
        images = [
            saved_image(picture_bytes("JPEG", (500, 400)), **DEEPFAKE),
            saved_image(picture_bytes("PNG", (500, 400)), **DEEPFAKE),
        ]
    formats = set()
    for image in images:
        card = share_card(image.frozen())
        assert card
        for rendition in [*renditions_of(image.frozen()), card]:
            with default_storage.open(rendition.file) as file:
                declared, _digest = read_declared(File(file))
            assert declared == Declared("trainedAlgorithmicMedia", "Maler 3")
            formats.add(rendition.format)
    assert formats == {"jpg", "png", "webp", "avif"}


def test_new_facts_are_written_into_the_files_that_exist(committed: Any) -> None:
    image = saved_image()
    for name, value in DEEPFAKE.items():
        setattr(image, name, value)
    with committed():
        image.save()
    for rendition in renditions_of(image.frozen()):
        if rendition.format != "avif":
            with default_storage.open(rendition.file) as file:
                assert read_declared(File(file))[0].is_ai


def test_what_an_upload_says_of_itself_is_kept() -> None:
    image = saved_image(picture_bytes(xmp=xmp_packet({"source_type": "trainedAlgorithmicMedia"})))
    assert image.digital_source_type == "digitalCapture"
    assert image.declared_source_type == "trainedAlgorithmicMedia"


def test_the_same_upload_again_is_the_image_that_is_there() -> None:
    first = saved_image()
    assert saved_image() == first
    assert Image.objects.count() == 1


def test_only_names_of_clean_uploads_become_files() -> None:
    with pytest.raises(ValueError, match="clean_upload"):
        Image(file=ContentFile(b"x", name="x.svg"), width=1, height=1).save()


def test_every_rendition_named_is_written(committed: Any) -> None:
    with committed():
        image = saved_image(picture_bytes("JPEG", (1000, 700)), credit="Ana Foto")
    frozen = image.frozen()
    for rendition in renditions_of(frozen):
        with default_storage.open(rendition.file) as file, PILImage.open(file) as picture:
            assert picture.size == (rendition.width, rendition.height)
            assert picture.format == {"jpg": "JPEG"}.get(rendition.format, rendition.format.upper())
            assert b"Ana Foto" in picture.info["xmp"]
            assert b"digitalsourcetype/digitalCapture" in picture.info["xmp"]
    widths = {(r.crop, r.width) for r in renditions_of(frozen)}
    assert widths == {
        ("", 480),
        ("", 800),
        ("16x9", 480),
        ("16x9", 800),
        ("1x1", 160),
        ("1x1", 320),
        ("1x1", 640),
    }


def test_a_small_image_is_not_enlarged() -> None:
    sizes = {(r.crop, r.width, r.height) for r in renditions_of(saved_image().frozen())}
    assert sizes == {("", 64, 48), ("16x9", 64, 36), ("1x1", 48, 48)}


def test_a_crop_keeps_the_focal_point_and_has_a_name_of_its_own(committed: Any) -> None:
    content = picture_bytes("PNG", (400, 200))
    image = saved_image(content, focal_x=100)
    before = [r.file for r in renditions_of(image.frozen())]
    image.focal_x = 0
    with committed():
        image.save()
    after = [r.file for r in renditions_of(image.frozen())]
    assert [b == a for b, a in zip(before, after, strict=True)] == [True] * 3 + [False] * 6
    assert all(default_storage.exists(name) for name in after if not name.endswith("avif"))


def test_a_new_credit_is_written_into_the_renditions_that_exist(committed: Any) -> None:
    image = saved_image()
    image.credit = "Neuer Name"
    with committed():
        image.save()
    webp = next(r.file for r in renditions_of(image.frozen()) if r.format == "webp")
    with default_storage.open(webp) as file:
        assert b"Neuer Name" in file.read()


def test_a_new_caption_costs_no_encoding(committed: Any) -> None:
    image = saved_image()
    webp = next(r.file for r in renditions_of(image.frozen()) if r.format == "webp")
    default_storage.delete(webp)
    image.caption = "Anders"
    with committed():
        image.save()
    assert not default_storage.exists(webp)


def test_images_are_found_by_every_word() -> None:
    wanted = saved_image(title="Bühne", credit="Ana Foto")
    saved_image(picture_bytes(colour=(1, 2, 3)), title="Bühne", credit="Bo Bild")
    assert list(Image.objects.matching("bühne ana")) == [wanted]


def test_a_replaced_file_leaves_the_old_one_to_the_editions_that_name_it() -> None:
    image = saved_image()
    old = image.file.name
    image.take(clean_upload(upload(picture_bytes(colour=(9, 9, 9)))))
    image.save()
    assert default_storage.exists(old)
    assert image.file.name != old
