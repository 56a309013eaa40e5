"""A form whose token or session is over comes back with all that was typed, to be sent again."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from blog.models import Post
from tests.filling import Page
from tests.making import make_editor

pytestmark = pytest.mark.django_db
ADD = "/admin/blog/post/add/"
OURS = {"Sec-Fetch-Site": "same-origin"}


def strict_client():
    return Client(enforce_csrf_checks=True)


def opened(client):
    return Page(client, ADD).fill(title="Mit Mühe geschrieben", body="<p>Ein langer Text.</p>")


def send(client, page, headers=OURS):
    return client.post(ADD, page.values | {"_continue": "1"}, headers=headers)


def sent_again(client, response):
    form = html.fromstring(response.text).forms[0]
    values = {name: value.removeprefix("\n") for name, value in form.form_values()}
    return client.post(form.action, values, headers=OURS)


def test_a_form_from_before_a_new_sign_in_comes_back_and_can_be_sent_again():
    client, editor = strict_client(), make_editor()
    client.force_login(editor)
    page = opened(client)
    client.cookies.pop("csrftoken")
    Page(client, "/admin/")  # a second tab, signed in anew
    refused = send(client, page)
    assert refused.status_code == 403
    assert "Mit Mühe geschrieben" in refused.text
    assert "neu angemeldet" in refused.text
    assert sent_again(client, refused).status_code == 302
    assert Post.objects.get().title == "Mit Mühe geschrieben"


def test_that_page_speaks_the_language_of_the_editor():
    client, editor = strict_client(), make_editor()
    client.force_login(editor)
    page = opened(client)
    client.cookies.pop("csrftoken")
    said = send(client, page, OURS | {"Accept-Language": "en"})
    assert "You have signed in anew since you opened the form" in said.text


def test_a_form_of_another_site_is_refused_and_nothing_of_it_is_shown():
    client = strict_client()
    client.force_login(make_editor())
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        refused = client.post(ADD, {"title": "Untergeschoben"}, headers=headers)
        assert refused.status_code == 403
        assert "Untergeschoben" not in refused.text
        assert "<h1" in refused.text


def test_whoever_is_signed_out_while_writing_gets_the_text_back_and_a_way_to_sign_in():
    client, editor = strict_client(), make_editor()
    client.force_login(editor)
    page = opened(client)
    client.cookies.pop("sessionid")
    refused = send(client, page)
    assert refused.status_code == 401
    assert "Mit Mühe geschrieben" in refused.text
    assert html.fromstring(refused.text).xpath("//a[@href='/konto/login/'][@target='_blank']")
    client.force_login(editor)
    assert sent_again(client, refused).status_code in {302, 403}


def test_scripts_are_told_in_a_word():
    client = strict_client()
    script = {"X-Podium-Saving": "auto"} | OURS
    assert client.post(ADD, {"title": "x"}, headers=script).json() == {"reason": "token"}
    page = Page(client, "/konto/login/")
    values = {"title": "x", "csrfmiddlewaretoken": page.values["csrfmiddlewaretoken"]}
    said = client.post(ADD, values, headers=script)
    assert (said.status_code, said.json()) == (401, {"reason": "session"})


def test_an_account_without_a_role_is_told_what_to_do_and_not_led_in_circles(client):
    client.force_login(User.objects.create_user("gast", password="x"))
    said = client.get("/admin/", follow=True)
    assert said.status_code == 403
    assert len(said.redirect_chain) == 1
    assert "Chefredaktion" in said.text
