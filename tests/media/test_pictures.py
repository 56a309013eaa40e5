"""The markup of a picture."""

import re
from dataclasses import replace

import pytest
from django.template import Context, Template
from django.test import Client

from media.pictures import plain_file
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db


def rendered(image: object, arguments: str = "") -> str:
    template = Template(f"{{% load pictures %}}{{% picture image {arguments} %}}")
    return template.render(Context({"image": image}))


def test_a_picture_names_its_avif_at_once_and_gets_webp_there_until_it_is_written(
    django_capture_on_commit_callbacks: object, django_assert_num_queries: object, client: Client
) -> None:
    with django_capture_on_commit_callbacks() as tasks:  # type: ignore[operator]
        frozen = saved_image(picture_bytes("JPEG", (900, 600))).frozen()
    with django_assert_num_queries(0):  # type: ignore[operator]
        html = rendered(frozen)
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert " 480w, " in html
    (address, *_others) = re.findall(r"/media/[^ ]+\.avif", html)
    meanwhile = client.get(address)
    assert meanwhile.headers["Content-Type"] == "image/webp"
    assert meanwhile.headers["Cache-Control"] == "public, max-age=60"
    assert b"".join(meanwhile)[8:12] == b"WEBP"
    for task in tasks:
        task()
    written = client.get(address)
    assert written.headers["Content-Type"] == "image/avif"
    assert written.headers["Cache-Control"] == "public, max-age=86400"
    assert b"".join(written)[4:12] == b"ftypavif"
    assert rendered(frozen) == html


def test_no_reader_is_sent_the_original_right_after_the_upload(
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks():  # type: ignore[operator]
        frozen = saved_image(picture_bytes("JPEG", (2400, 1600))).frozen()
    for crop in ("", "16x9", "1x1"):
        assert frozen.file not in rendered(frozen, f'crop="{crop}"')


def test_nothing_stands_in_for_a_picture_that_never_was(client: Client) -> None:
    assert client.get("/media/renditions/none-480.avif").status_code == 404


def test_a_lazy_picture_is_measured_by_the_browser_and_the_first_one_by_us() -> None:
    frozen = saved_image().frozen()
    assert 'sizes="auto, 20rem"' in rendered(frozen, '"20rem"')
    assert 'sizes="20rem"' in rendered(frozen, '"20rem" priority=True')


def test_an_opaque_picture_is_announced_by_its_colour_and_a_transparent_one_by_none() -> None:
    red = saved_image(picture_bytes("JPEG", (64, 48), colour=(200, 30, 30))).frozen()
    assert ' class="tone-200"' in rendered(red)
    logo = saved_image(picture_bytes("PNG", (64, 48), "RGBA", (200, 30, 30, 90))).frozen()
    assert "tone-" not in rendered(logo)
    older = replace(red, file="images/0123456789abcdef0123456789abcdef.jpg")
    assert "tone-" not in rendered(older)


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
    frozen = replace(saved_image().frozen(), ppoi=(0.01, 0.01), width=61, height=47)
    html = rendered(frozen, 'crop="16x9"')
    assert "<source" not in html
    assert frozen.file in html


def test_share_cards_get_a_jpeg_with_its_size() -> None:
    file = plain_file(saved_image(picture_bytes("JPEG", (2000, 1500))).frozen())
    assert (file.width, file.height, file.format) == (1200, 675, "jpg")
    assert file.url == f"/media/{file.file}"


DEEPFAKE = {
    "digital_source_type": "trainedAlgorithmicMedia",
    "generated_by": "Maler 3",
    "photorealistic": True,
    "depicts_real": "person",
}
SAYS = "AI-generated – not a real photo of this person"


def test_an_ai_picture_is_labelled_in_text_even_where_its_alternative_is_left_out(
    english: None,
) -> None:
    html = rendered(saved_image(**DEEPFAKE).frozen(), 'crop="16x9" alt=""')
    assert html.startswith('<span class="labelled-picture"><picture')
    assert html.endswith(f'<span class="picture-label is-deepfake">{SAYS}</span></span>')


def test_a_portrait_has_a_short_label_and_speaks_the_long_one(english: None) -> None:
    html = rendered(saved_image(**DEEPFAKE).frozen(), 'crop="1x1" alt=""').replace(
        "<span\n ", "<span"
    )
    short = f'>AI picture<span class="visually-hidden">: {SAYS}</span></span>'
    assert 'class="labelled-picture is-small"' in html
    assert short in html


def test_the_name_of_a_tool_is_no_markup(english: None) -> None:
    values = DEEPFAKE | {"photorealistic": False, "generated_by": "<b>Maler</b>"}
    html = rendered(saved_image(**values).frozen())
    assert "Illustration: AI-generated (&lt;b&gt;Maler&lt;/b&gt;)" in html


def test_a_photograph_has_no_label() -> None:
    assert "label" not in rendered(saved_image().frozen())
