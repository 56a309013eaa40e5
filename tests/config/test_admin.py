import pytest
from django.contrib.auth.models import Group, User

from blog.roles import EDITORS
from tests.filling import Page
from tests.making import make_editor, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("otto", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def test_the_sidebar_has_seven_words_in_an_editors_order(client, editor):
    page = Page(client, "/admin/")
    assert page.texts("//nav[@id='nav-sidebar']/ul/li/a") == [
        "Start",
        "Pieces",
        "People",
        "Events",
        "Images",
        "Notices",
        "Website",
    ]
    assert page.texts("//nav[@id='nav-sidebar']/ul/li[2]//details//a") == [
        "Board",
        "Calendar",
        "Series",
        "Topics",
        "Readings",
    ]


def test_on_a_public_site_staff_without_a_second_factor_are_led_to_set_one_up(client, settings):
    settings.SITE_IS_LOCAL = False
    client.force_login(make_editor())
    response = client.get("/admin/", follow=True)
    assert response.request["PATH_INFO"] == "/konto/2fa/"
    assert "please set up a second factor" in response.content.decode()
    assert client.get("/admin/blog/post/").status_code == 302


def test_staff_log_in_by_name_and_come_to_the_newsroom(client):
    make_editor("rita")
    page = Page(client, "/admin/").fill(login="rita", password="secret-word-1").press("ok")
    assert page.address == "/admin/"
    assert page.status == 200


def test_a_wrong_password_keeps_the_name_and_says_so(client):
    make_editor("rita")
    page = Page(client, "/admin/").fill(login="rita", password="falsch").press("ok")
    assert page.values["login"] == ["rita"]
    assert len(page.errors) == 1


def test_guessing_passwords_is_slowed_down(client):
    make_editor("rita")
    page = Page(client, "/konto/login/")
    for _attempt in range(6):
        page.fill(login="rita", password="falsch").press("ok")
    page.fill(login="rita", password="secret-word-1").press("ok")
    assert page.address == "/konto/login/"
    assert page.errors == ["Too many failed login attempts. Try again later."]


def test_lists_say_in_german_what_django_says_in_english(client, editor, settings):
    settings.LANGUAGE_CODE = "de"
    make_event("Kongress")
    page = client.get("/admin/events/event/", {"q": ""}).text
    assert "Beginn eingrenzen:" in page
    assert "Veranstaltungen durchsuchen" in page
    assert "Filter by" not in page
