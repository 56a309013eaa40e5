"""The two pages of “Interview from text”."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.roles import EDITORS
from interviews.models import Interview, Manuscript

pytestmark = pytest.mark.django_db
FIRST = reverse("admin:interviews_interview_from_text")
# Numbers and bold type mark different lines: both are complete accounts of the text.
TEXT = """Der Kutter

**1. Warum nicht Stahl?**

Zu laut, sage ich.

**Und was sagst Du zu Holz?**

Es singt. Ich höre ihm zu.

**2. Was baust Du gerade?**

Einen Kutter."""


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("rita", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def second_page(client, text, name="text.md"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(FIRST, {"text": "", "file": file})["Location"]


def test_the_next_best_reading_is_offered_and_taken_with_one_press(client, editor):
    address = second_page(client, TEXT)
    page = client.get(address)
    assert len(page.context["reading"].exchanges) == 3
    other = page.context["reading"].runner_up
    assert "Read it that way" in page.content.decode()
    switched = client.post(address, {"switch": other, "title": "Mein Titel"})
    assert switched.context["reading"].way == other
    assert len(switched.context["reading"].exchanges) == 2
    assert switched.context["form"]["title"].value() == "Mein Titel"
    assert switched.context["reading"].runner_up == page.context["reading"].way


def test_the_draft_is_created_as_it_was_switched(client, editor):
    address = second_page(client, TEXT)
    other = client.get(address).context["reading"].runner_up
    client.post(address, {"way": other, "title": "Der Kutter", "create": "1"})
    assert Interview.objects.get().exchanges.count() == 2


SEVERAL = """# Zwei aus der Werkstatt

## Malin Voss

**Malin, was ist Dein Werkzeug?**

Eine Nadel.

**Wo arbeitest Du?**

Am Fenster.

## Jonte Barg

**Jonte, woraus ist Dein Hammer?**

Aus Buche.

**Wer hat ihn gemacht?**

Mein Vater."""


def test_several_interviews_in_one_text_are_taken_one_by_one(client, editor):
    address = second_page(client, SEVERAL)
    page = client.get(address)
    assert [part["line"] for part in page.context["sections"]] == [
        "Zwei aus der Werkstatt",
        "Jonte Barg",
    ]
    second = client.get(f"{address}?section=2").context["reading"]
    assert [e.question for e in second.exchanges] == [
        "Jonte, woraus ist Dein Hammer?",
        "Wer hat ihn gemacht?",
    ]
    client.post(address, {"section": "2", "title": "Jonte Barg", "create": "1"})
    assert Interview.objects.get().exchanges.count() == 2


def test_a_file_of_rich_text_is_taken(client, editor):
    text = r"{\rtf1\ansi \b Wie geht es?\b0\par Gut.\par \b Und sonst?\b0\par Ich lese.\par}"
    second_page(client, text, "antworten.rtf")
    assert Manuscript.objects.get().filename == "antworten.rtf"
