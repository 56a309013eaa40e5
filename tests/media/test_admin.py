"""The library in the admin: uploads, what is asked, and the list for the editor."""

import hashlib
import json
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from media.models import Image
from media.provenance import xmp_packet
from media.source_types import IPTC
from media.storage import files
from tests.media.pictures import picture_bytes, saved_image, upload

pytestmark = pytest.mark.django_db
ADD = "/admin/media/image/add/"
VALUES = {
    "alternative_text": "Eine Bühne",
    "focal_x": "50",
    "focal_y": "50",
    "digital_source_type": "digitalCapture",
}
SAYS_AI = {"source_type": IPTC + "trainedAlgorithmicMedia", "generated_by": "Maler 3"}
AI_ANSWERS = {
    "digital_source_type": "trainedAlgorithmicMedia",
    "generated_by": "Maler 3",
    "photorealistic": "true",
    "depicts_real": "event",
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


def test_a_form_is_answered_though_the_file_it_leaves_cannot_be_deleted(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(name: str) -> None:
        raise OSError(f"{name}: the bucket does not answer")

    monkeypatch.setattr(files(), "delete", away)
    assert "alternative_text" in errors(staff, file=upload(), alternative_text="")


def test_an_image_without_alternative_text_is_asked_for_it(staff: Client) -> None:
    found = errors(staff, file=upload(), alternative_text="")
    assert list(found) == ["alternative_text"]
    assert Image.objects.count() == 0


def test_a_file_that_is_no_picture_says_so_at_the_field(staff: Client) -> None:
    found = errors(staff, file=SimpleUploadedFile("x.jpg", b"no picture at all"))
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
    by_word = json.loads(staff.get(address, {"q": "eine büh"}).content)
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


def ai_upload() -> SimpleUploadedFile:
    return upload(picture_bytes(xmp=xmp_packet(SAYS_AI)))


def test_an_ai_picture_is_asked_what_its_label_depends_on(staff: Client) -> None:
    found = errors(staff, file=upload(), digital_source_type="trainedAlgorithmicMedia")
    assert list(found) == ["generated_by", "photorealistic", "depicts_real"]
    assert staff.post(ADD, {**VALUES, **AI_ANSWERS, "file": upload()}).status_code == 302
    image = Image.objects.get()
    assert (image.photorealistic, image.depicts_real) == (True, "event")


def test_a_file_that_says_ai_brings_the_form_back_once_with_what_it_says(staff: Client) -> None:
    values = {**VALUES, "photorealistic": "unknown", "told": "", "generated_by": ""}
    response = staff.post(ADD, {**values, "file": ai_upload()})
    form = response.context["adminform"].form
    says = "Die Datei sagt über sich selbst: KI-generiert, mit Maler 3."
    please = "Bitte prüfen und die Datei noch einmal auswählen."
    assert dict(form.errors) == {"digital_source_type": [f"{says} {please}"]}
    assert form["digital_source_type"].value() == "trainedAlgorithmicMedia"
    assert form["generated_by"].value() == "Maler 3"
    assert form["alternative_text"].value() == "Eine Bühne"
    assert form["photorealistic"].value() is None
    insists = {**values, "told": form["told"].value(), "digital_source_type": "humanEdits"}
    assert staff.post(ADD, {**insists, "file": ai_upload()}).status_code == 302
    image = Image.objects.get()
    assert image.digital_source_type == "humanEdits"
    assert image.declared_source_type == "trainedAlgorithmicMedia"
    page = staff.get(reverse("admin:media_image_change", args=[image.pk]))
    assert "Die Datei sagt über sich selbst: KI-generiert." in page.text


def test_what_was_told_of_one_file_is_not_told_of_another(staff: Client) -> None:
    found = errors(staff, file=ai_upload(), told="0" * 64)
    assert list(found) == ["digital_source_type"]


def test_a_file_that_says_ai_as_the_editor_does_passes_at_once(staff: Client) -> None:
    assert staff.post(ADD, {**VALUES, **AI_ANSWERS, "file": ai_upload()}).status_code == 302


def test_the_form_can_ask_what_a_file_says_before_it_is_sent(staff: Client) -> None:
    address = reverse("admin:media_image_declared")
    said = staff.post(address, {"file": ai_upload()}).json()
    assert said == {
        "source_type": "trainedAlgorithmicMedia",
        "tool": "Maler 3",
        "note": "Die Datei sagt über sich selbst: KI-generiert, mit Maler 3.",
        "told": hashlib.sha256(ai_upload().read()).hexdigest(),
    }
    assert staff.post(address, {"file": upload()}).json()["note"] == ""
    broken = staff.post(address, {"file": SimpleUploadedFile("x.jpg", b"<svg>")})
    assert (broken.status_code, list(broken.json())) == (422, ["error"])
    assert staff.post(address).status_code == 400
    assert staff.get(address).status_code == 405
    assert Image.objects.count() == 0


def test_only_those_who_may_add_images_may_ask(client: Client) -> None:
    address = reverse("admin:media_image_declared")
    assert client.post(address, {"file": upload()}).status_code == 302
    looking = get_user_model().objects.create_user("gast", password="x", is_staff=True)
    looking.user_permissions.add(Permission.objects.get(codename="view_image"))
    client.force_login(looking)
    assert client.post(address, {"file": upload()}).status_code == 403
    image = saved_image()
    page = client.get(reverse("admin:media_image_change", args=[image.pk]))
    assert page.status_code == 200


def test_asking_needs_a_token(staff: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.get())
    assert strict.post(reverse("admin:media_image_declared"), {"file": upload()}).status_code == 403


def test_the_form_knows_which_choices_mean_ai_and_loads_its_module(staff: Client) -> None:
    page = staff.get(ADD).text
    assert (
        'data-ai-types="compositeSynthetic compositeWithTrainedAlgorithmicMedia'
        ' trainedAlgorithmicMedia"'
    ) in page
    assert re.search(r'<script [^>]*media/ai-facts[^>]*type="module"', page)


@pytest.mark.parametrize("odd", ["²", "١", "9" * 30, "x", "-1"])
def test_a_form_opens_with_an_odd_number_of_a_picture(staff: Client, odd: str) -> None:
    assert staff.get("/admin/blog/post/add/", {"image": odd}).status_code == 200


def test_a_thumbnail_asks_the_storage_nothing(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = saved_image()

    def refuse(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr(default_storage, "exists", refuse)
    page = staff.get("/admin/blog/post/add/", {"image": image.pk})
    assert 'data-picture="/media/renditions/' in page.text
