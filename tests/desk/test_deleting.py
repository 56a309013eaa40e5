"""Before deletion: uses are shown, what is in use goes only when somebody insists."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.publishing.publish import publish
from disclosures.trail import Action, TrailEntry
from events.models import Event
from media.models import Image
from people.models import Person
from tests.desk.conftest import member
from tests.making import make_event, make_person, make_post
from tests.media.pictures import saved_image, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db):
    client = Client()
    client.force_login(member("Chefredaktion"))
    return client


def deleting(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_delete", args=[obj.pk])


def test_what_is_in_use_nowhere_is_asked_about_and_deleted(chief):
    person = make_person("Niemand")
    assert 'name="post"' in chief.get(deleting(person)).content.decode()
    chief.post(deleting(person), {"post": "yes"})
    assert not Person.objects.filter(pk=person.pk).exists()


def test_an_event_of_live_pieces_names_them_before_it_goes(chief):
    event = make_event()
    post = make_post("Bericht", event=event)
    publish(post, by=None)
    response = chief.get(deleting(event))
    assert "Bericht" in response.content.decode()
    assert {use.number for use in response.context["uses"]} == {1}
    assert chief.post(deleting(event), {"post": "yes"}).status_code == 409
    assert Event.objects.filter(pk=event.pk).exists()


def test_nothing_is_deleted_many_at_once(chief):
    person = make_person()
    chief.post(
        reverse("admin:people_person_changelist"),
        {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"},
    )
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_picture_in_a_text_is_in_use_and_goes_only_when_somebody_insists(admin_client):
    image = saved_image()
    body = f'<figure data-file="{image.pk}"></figure><p>Text.</p>'
    post = make_post("Mit Bild", body=body)
    admin_client.get("/admin/beitraege/")
    said = admin_client.get(reverse("admin:media_image_uses", args=[image.pk]))
    assert post.title in said.content.decode()
    assert admin_client.post(deleting(image), {"post": "yes"}).status_code == 409
    assert Image.objects.filter(pk=image.pk).exists()
    assert admin_client.post(f"{deleting(image)}?anyway=1", {"post": "yes"}).status_code == 302
    assert not Image.objects.filter(pk=image.pk).exists()
    assert TrailEntry.objects.filter(action=Action.TAKE_AWAY, object_id=image.pk).exists()


def test_a_picture_is_uploaded_with_its_words_and_refused_without(desk):
    address = reverse("admin:desk_upload")
    sent = {"digital_source_type": "digitalCapture", "focal_x": 50, "focal_y": 50}
    refused = desk.post(address, sent | {"file": upload()})
    assert refused.status_code == 422
    assert "alternative_text" in refused.json()["errors"]
    source = Image._meta.get_field("digital_source_type").default
    taken = desk.post(
        address,
        sent | {"digital_source_type": source, "alternative_text": "Ein Saal", "file": upload()},
    )
    assert taken.status_code == 201
    assert Image.objects.get().alternative_text == "Ein Saal"


def test_rights_that_end_soon_are_told_while_the_picture_is_in_use(desk):
    image = saved_image(rights_until=timezone.localdate() + timedelta(days=9), title="Saal")
    assert desk.get("/admin/").context["waiting"] == []
    make_post(image=image)
    (group,) = desk.get("/admin/").context["waiting"]
    assert [row.title for row in group.rows] == ["Saal"]


def test_choosing_a_picture_shows_it(desk):
    image = saved_image()
    found = desk.get(
        "/admin/autocomplete/",
        {"app_label": "events", "model_name": "event", "field_name": "image", "term": ""},
    ).json()["results"]
    assert [(one["id"], one["shows"]) for one in found] == [(str(image.pk), "Eine Bühne")]
    assert found[0]["picture"]
