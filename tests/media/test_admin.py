"""The library in the admin: uploads, what is asked, and the list for the editor."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from media.models import Image
from tests.media.pictures import picture_bytes, saved_image, upload

pytestmark = pytest.mark.django_db
ADD = "/admin/media/image/add/"
VALUES = {
    "alternative_text": "Eine Bühne",
    "focal_x": "50",
    "focal_y": "50",
    "digital_source_type": "digitalCapture",
}


@pytest.fixture
def staff(client: Client) -> Client:
    user = get_user_model().objects.create_superuser("redaktion", "r@example.org", "x")
    client.force_login(user)
    return client


def errors(client: Client, **values: Any) -> dict[str, list[str]]:
    response = client.post(ADD, {**VALUES, **values})
    assert response.status_code == 200
    return dict(response.context["adminform"].form.errors)


def test_an_upload_becomes_an_image_named_after_its_file(staff: Client) -> None:
    response = staff.post(ADD, {**VALUES, "file": upload(name="buehne-2026.png")})
    assert response.status_code == 302
    image = Image.objects.get()
    assert (image.title, image.original_name) == ("buehne-2026", "buehne-2026.png")
    assert image.uploaded_by.get_username() == "redaktion"
    assert (image.width, image.height) == (64, 48)


def test_an_image_without_alternative_text_is_asked_for_it(staff: Client) -> None:
    found = errors(staff, file=upload(), alternative_text="")
    assert list(found) == ["alternative_text"]
    assert Image.objects.count() == 0


def test_a_file_that_is_no_picture_says_so_at_the_field(staff: Client) -> None:
    found = errors(staff, file=SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>"))
    assert list(found) == ["file"]
    assert "JPEG" in found["file"][0]


def test_a_picture_the_library_has_is_named(staff: Client) -> None:
    saved_image(title="Die große Bühne")
    found = errors(staff, file=upload())
    assert "Die große Bühne" in found["file"][0]


def test_an_image_can_be_changed_without_sending_it_again(staff: Client) -> None:
    image = saved_image()
    address = reverse("admin:media_image_change", args=[image.pk])
    assert staff.get(address).status_code == 200
    response = staff.post(address, {**VALUES, "title": "Neu", "focal_x": "10"})
    assert response.status_code == 302
    changed = Image.objects.get()
    assert (changed.title, changed.focal_x, changed.file.name) == ("Neu", 10, image.file.name)


def test_the_list_of_images_shows_them(staff: Client) -> None:
    saved_image(title="Die große Bühne")
    response = staff.get("/admin/media/image/?q=bühne")
    assert "Die große Bühne" in response.text
    assert "media-thumbnail" in response.text


def test_the_editor_finds_images_by_word_and_by_id(staff: Client) -> None:
    wanted = saved_image(title="Bühne")
    saved_image(picture_bytes(colour=(1, 2, 3)), title="Saal", alternative_text="Ein Saal")
    address = reverse("admin:media_image_choices")
    by_word = json.loads(staff.get(address, {"q": "büh"}).content)
    by_id = json.loads(staff.get(address, {"id": wanted.pk}).content)
    assert [image["title"] for image in by_word["images"]] == ["Bühne"]
    assert by_word == by_id
    assert json.loads(staff.get(address, {"id": "1 or 1"}).content)["images"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_editors_list_costs_the_same_for_one_and_three(
    staff: Client, number: int, django_assert_num_queries: Any
) -> None:
    for index in range(number):
        saved_image(picture_bytes(colour=(index, 0, 0)))
    with django_assert_num_queries(3):  # session, user, images
        staff.get(reverse("admin:media_image_choices"))


def test_the_editors_list_is_for_staff_alone(client: Client) -> None:
    assert client.get(reverse("admin:media_image_choices")).status_code == 302
