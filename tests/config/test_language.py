"""Everybody has the newsroom, and mails, in the language of their account; readers never notice."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from blog.models import AccountLanguage
from blog.password_links import send_forgotten
from tests.desk.conftest import member
from tests.filling import Page
from tests.making import make_editor


@pytest.fixture
def editor(db):
    return member("Redaktion")


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor)
    return client


pytestmark = pytest.mark.django_db
GERMAN_BROWSER = {"accept-language": "de"}
PLACES = (
    "/admin/",
    "/admin/people/person/add/",
    "/admin/blog/post/add/",
    "/konto/2fa/",
    "/konto/sprache/",
)


def spoken(client, address: str) -> str:
    return client.get(address, headers=GERMAN_BROWSER).text.split('lang="')[1][:2]


def choose(client, language: str) -> Page:
    return Page(client, "/konto/sprache/").fill(language=language).press("ok")


def test_an_account_has_its_language_on_every_page_and_in_every_browser(client, editor):
    client.force_login(editor)
    assert {spoken(client, place) for place in PLACES} == {"de"}
    page = choose(client, "en")
    assert page.messages == ["The newsroom is in English now."]
    client.logout()
    client.force_login(User.objects.get())
    assert {place: spoken(client, place) for place in PLACES} == dict.fromkeys(PLACES, "en")
    assert "gettext" in client.get("/admin/jsi18n/", headers=GERMAN_BROWSER).text
    choose(client, "")
    assert (spoken(client, "/admin/"), AccountLanguage.objects.count()) == ("de", 0)


def test_neither_readers_nor_colleagues_notice(client, desk, editor):
    choose(desk, "en")
    assert spoken(desk, "/") == spoken(client, "/") == "de"
    client.force_login(member("Chefredaktion"))
    assert spoken(client, "/admin/") == "de"


def test_a_language_that_is_none_is_refused(desk):
    refused = desk.post("/konto/sprache/", {"language": "xx"})
    assert (refused.status_code, AccountLanguage.objects.count()) == (422, 0)


def test_it_costs_no_query_more(desk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get("/konto/sprache/")
        return len(asked)

    before = queries()
    choose(desk, "en")
    assert queries() == before


@pytest.mark.parametrize(
    ("language", "subject"), [("en", "Password Reset"), ("de", "Passwort"), ("", "Passwort")]
)
def test_who_is_invited_gets_the_mail_in_their_language(
    client, mailoutbox, language, subject, django_capture_on_commit_callbacks
):
    client.force_login(make_editor())
    choose(client, "en")  # that of who invites has no part in it
    page = Page(client, "/admin/auth/user/add/")
    page.fill(last_name="Berg", email="berg@example.org", role="Redaktion", language=language)
    with django_capture_on_commit_callbacks(execute=True):
        page.press("_save")
    assert page.errors == []
    assert subject in mailoutbox[0].subject
    with translation.override("en"):
        send_forgotten.call([User.objects.get(email="berg@example.org").pk])
    assert subject in mailoutbox[1].subject
