"""The two pages of “Interview from text”."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.roles import EDITORS
from interviews.models import Interview, Manuscript
from people.models import Person

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


@pytest.mark.parametrize("title", ["# Das Boot\n\nEin Gespräch mit Ida Kern.", "Ohne Titel."])
def test_no_doubt_is_said_only_where_podium_is_unsure_of_nothing(client, editor, title):
    text = f"{title}\n\n**Warum nicht Stahl?**\n\nZu laut.\n\n**Und Holz?**\n\nEs singt."
    page = client.get(second_page(client, text))
    unsure = bool(page.context["reading"].warnings)
    assert unsure == (title == "Ohne Titel.")
    assert ("No boundary is in doubt." in page.content.decode()) != unsure


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


def test_somebody_alike_is_taken_with_one_press_and_nothing_typed_is_lost(client, editor):
    known = Person.objects.create(name="Malin Voß", role_line="Bootsbauerin")
    text = "Podium: Wie alt ist das Boot?\nMalin Voss: Hundert Jahre.\nPodium: Und Sie?\nMalin Voss: Älter."
    address = second_page(client, text, "text.txt")
    assert "Malin Voß (Bootsbauerin)" in client.get(address).content.decode()
    typed = {"title": "Mein Titel", "guest_name_0": "Malin Voss"}
    page = client.post(address, typed | {"known": f"0:{known.pk}"})
    form = page.context["form"]
    taken = {name: str(form[name].value()) for name in ("title", "guest_0", "guest_name_0")}
    assert taken == {"title": "Mein Titel", "guest_0": str(known.pk), "guest_name_0": ""}
    assert 'name="known"' not in page.content.decode()
    client.post(address, taken)
    credit = Interview.objects.get().credits.get(role="interviewee")
    assert (credit.person, Person.objects.count()) == (known, 1)


WORD = (
    "<html><body><p class=MsoNormal><b>Wie alt ist das Boot?</b></p><p onclick=x()>Hundert Jahre:</p>"
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>der Kiel</p>"
    "<p><b>Und wer baut mit?</b></p><p>Alle, <a href='https://example.org/'>hier</a>.<script>x()</script></p>"
)


def test_what_was_pasted_richly_is_read_with_its_marks(client, editor):
    pasted = client.post(reverse("admin:interviews_interview_pasted"), {"html": WORD}).json()[
        "html"
    ]
    assert "<ul><li>der Kiel</li></ul>" in pasted
    assert "script" not in pasted
    assert "onclick" not in pasted
    page = client.get(client.post(FIRST, {"html": pasted})["Location"])
    first, second = page.context["reading"].exchanges
    assert (first.question, second.question) == ("Wie alt ist das Boot?", "Und wer baut mit?")
    assert "<li>der Kiel</li>" in first.answer_html
    assert 'href="https://example.org/"' in second.answer_html


def test_what_was_pasted_richly_is_not_lost_to_a_mistake_and_is_safe_again(client, editor):
    page = client.post(FIRST, {"html": "<p onclick=x()>Nur <b>ein</b> Satz.</p>"})
    assert page.status_code == 422
    assert page.context["form"]["html"].value() == "<p>Nur <b>ein</b> Satz.</p>"
    assert page.context["form"].errors["text"]
