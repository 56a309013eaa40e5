"""The markup of a picture."""

import pytest
from django.template import Context, Template

from media.pictures import plain_file
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db


def rendered(image: object, arguments: str = "") -> str:
    template = Template(f"{{% load pictures %}}{{% picture image {arguments} %}}")
    return template.render(Context({"image": image}))


def test_a_picture_without_avif_yet_offers_webp_and_gets_avif_later(
    django_capture_on_commit_callbacks: object, django_assert_num_queries: object
) -> None:
    with django_capture_on_commit_callbacks() as tasks:  # type: ignore[operator]
        frozen = saved_image(picture_bytes("JPEG", (900, 600))).frozen()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert "image/avif" not in rendered(frozen)
    for task in tasks:
        task()
    html = rendered(frozen)
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert " 480w, " in html


def test_the_first_picture_comes_first_and_the_others_when_needed() -> None:
    frozen = saved_image().frozen()
    assert 'fetchpriority="high"' in rendered(frozen, "priority=True")
    assert 'loading="lazy"' not in rendered(frozen, "priority=True")
    assert 'loading="lazy"' in rendered(frozen)


def test_alternative_text_is_escaped_and_can_be_left_out_beside_a_title() -> None:
    frozen = saved_image(alternative_text='"><script>alert(1)</script>').frozen()
    assert "<script>" not in rendered(frozen)
    assert 'alt=""' in rendered(frozen, 'alt=""')


def test_a_crop_says_its_own_size() -> None:
    html = rendered(saved_image().frozen(), 'crop="16x9"')
    assert 'width="64" height="36"' in html
    assert 'class="picture-16x9"' in html


def test_no_picture_is_no_markup() -> None:
    assert rendered(None) == ""


def test_a_frozen_image_whose_renditions_are_missing_is_shown_from_its_file() -> None:
    frozen = saved_image().frozen() | {"ppoi": [0.01, 0.01], "width": 61, "height": 47}
    html = rendered(frozen, 'crop="16x9"')
    assert "<source" not in html
    assert frozen["file"] in html


def test_share_cards_get_a_jpeg_with_its_size() -> None:
    file = plain_file(saved_image(picture_bytes("JPEG", (2000, 1500))).frozen())
    assert (file["width"], file["height"], file["format"]) == (1200, 675, "jpg")
    assert file["url"] == f"/media/{file['file']}"
