"""A form that arrives twice counts once."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.publish import publish
from desk.models import Sitting
from tests.filling import Page
from tests.making import make_editor, make_event, make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
ADD = "/admin/blog/post/add/"
TWICE = "This form arrived twice; it counted once."


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def change(post):
    return reverse(f"admin:{post._meta.label_lower.replace('.', '_')}_change", args=[post.pk])


def new_piece(client, title="Neu"):
    page = Page(client, ADD).fill(title=title, body="<p>Ein Text.</p>")
    return page.add_row("credits", person=make_person("Anna Berg").pk, role="author")


def send(page, button, client=None):
    data = {**page.values, button: ["1"]}
    return (client or page.client).post(page.address, data, follow=True)


def test_a_new_piece_published_by_a_double_click_is_there_once(client, editor):
    page = new_piece(client)
    send(page, "_publish")
    page.take(send(page, "_publish"))
    assert Post.objects.count() == Edition.objects.count() == 1
    assert page.messages[-1] == TWICE
    assert page.address == change(Post.objects.get())
    assert page.state.startswith("live Live since")


def test_a_change_published_by_a_double_click_is_one_edition(client, editor):
    post = make_post("Vorher")
    publish(post, by=None)
    page = Page(client, change(post)).fill(title="Nachher", change_kind="typo")
    send(page, "_publish")
    page.take(send(page, "_publish"))
    assert [e.piece.title for e in Edition.objects.order_by("number")] == ["Vorher", "Nachher"]
    assert (page.errors, page.messages[-1]) == ([], TWICE)


def test_an_interview_published_from_two_tabs_is_one_edition(client, editor):
    interview = make_interview()
    pages = [Page(client, change(interview)) for _tab in range(2)]
    for page in pages:
        page.press("_publish")
    assert Edition.objects.count() == 1
    assert (pages[1].errors, pages[1].messages[-1]) == ([], TWICE)


def test_two_new_pieces_of_the_same_words_from_two_forms_are_two(client, editor):
    for _time in range(2):
        new_piece(client).press("_publish")
    assert Post.objects.count() == Edition.objects.count() == 2


def test_what_was_typed_after_coming_back_is_never_swallowed(client, editor):
    post = make_post("Vorher")
    page = Page(client, change(post)).fill(title="Nachher")
    send(page, "_continue")
    page.fill(title="Noch später").press("_continue")
    assert page.values["title"] == ["Noch später"]
    assert len(page.errors) == 1
    page.fill(**{"_choice-title": "mine"}).press("_continue")
    assert Post.objects.get().title == "Noch später"


def test_what_was_typed_after_coming_back_to_a_new_piece_is_offered_there(client, editor):
    page = new_piece(client, "Eins")
    send(page, "_continue")
    page.fill(title="Zwei").press("_continue")
    assert page.address == change(Post.objects.get())
    assert (page.values["title"], Post.objects.count()) == (["Eins"], 1)
    offer = Page(client, page.address, form="//form[@class='podium-saving-offer']")
    shown = client.post(page.address, offer.values | {"_restore": "1"})
    assert "Zwei</textarea>" in shown.text
    assert Post.objects.get().title == "Eins"


def test_a_form_with_mistakes_can_be_sent_again(client, editor):
    page = new_piece(client, title="")
    for _time in range(2):
        page.take(send(page, "_publish"))
        assert page.errors == ["This field is required."]
    page.fill(title="Neu").press("_publish")
    assert Edition.objects.count() == 1


def test_publishing_what_has_not_changed_is_no_mistake(client, editor):
    post = make_post()
    publish(post, by=None)
    page = Page(client, change(post)).press("_publish")
    assert page.messages == ["Nothing has changed since the last published edition."]
    assert page.tree.xpath("//ul[@class='messagelist']/li/@class") == ["info"]
    assert Edition.objects.count() == 1


def test_forms_are_forgotten_after_a_day(client, editor, time_machine):
    time_machine.move_to("2026-11-23T09:15:00+00:00")
    new_piece(client, "Eins").press("_continue")
    time_machine.move_to("2026-11-24T10:00:00+00:00")
    client.force_login(editor)
    new_piece(client, "Zwei").press("_continue")
    assert Sitting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("new", [True, False])
def test_a_double_click_that_two_threads_answer_at_once_publishes_once(new):
    editor, event, post = make_editor(), make_event(), None if new else make_post("Da")
    clients = [Client(), Client()]
    for one in clients:
        one.force_login(editor)
    page = new_piece(clients[0]) if new else Page(clients[0], change(post)).fill(event=event.pk)
    together, answers = threading.Barrier(2), []

    def press(client) -> None:
        try:
            together.wait(10)
            answers.append(send(page, "_publish", client).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(one,)) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [200, 200]
    assert Post.objects.count() == Edition.objects.count() == 1
