"""The composition page on the admin's form: what it shows, and what it evaluates without saving."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.publish import publish
from desk.composing.publishing import moments_offered
from interviews.models import Interview
from tests.filling import Page
from tests.making import berlin, make_editor, make_interview, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def change(post):
    return reverse(f"admin:{post._meta.label_lower.replace('.', '_')}_change", args=[post.pk])


def post_typed(client, page, kind):
    address = page.address.replace("/change/", f"/{kind}/").replace("/add/", f"/{kind}/")
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address, page.values)
    # Sessions and savepoints aside, nothing is written.
    writing = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert writing == []
    return response


def test_the_preview_shows_what_is_typed_and_saves_nothing(client):
    interview = make_interview("Vorher", exchanges=(("Alt?", "<p>Alt.</p>"),))
    page = Page(client, change(interview)).fill(
        **{"title": "Nachher", "exchanges-0-question": "Neu?"}
    )
    response = post_typed(client, page, "look")
    words = html.fromstring(response.content.decode()).text_content()
    assert "Nachher" in words
    assert "Neu?" in words
    assert Interview.objects.get().title == "Vorher"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_piece_that_was_never_saved_has_a_preview(client):
    page = Page(client, "/admin/blog/post/add/").fill(title="Neu", body="<p>Ein Text.</p>")
    assert "Ein Text." in post_typed(client, page, "look").content.decode()
    assert not Post.objects.exists()


def test_what_is_not_complete_has_no_preview_and_says_so(client):
    page = Page(client, "/admin/blog/post/add/").fill(title="")
    response = post_typed(client, page, "look")
    assert response.status_code == 422
    assert "data-incomplete" in response.content.decode()


def test_the_dialogue_says_what_changed_and_drafts_the_note(client):
    post = make_post("Titel", body="<p>Am 3. März war es kalt.</p>")
    publish(post, by=None)
    page = Page(client, change(post)).fill(body="<p>Am 4. März war es kalt.</p>")
    parts = html.fromstring(post_typed(client, page, "publishing").content.decode())
    about = parts.xpath("//div[@data-part='about']")[0]
    assert about.get("data-asks") is not None
    assert about.xpath(".//del")
    assert parts.xpath("//div[@data-part='card']//strong")[0].text == "Titel"


def test_one_press_and_one_answer_change_a_live_piece(client):
    post = make_post(body="<p>Ein Fehlr.</p>")
    publish(post, by=None)
    page = Page(client, change(post)).fill(body="<p>Ein Fehler.</p>", change_kind="typo")
    page.press("_publish")
    assert Edition.objects.live().get().piece.body == "<p>Ein Fehler.</p>"


def test_a_mark_for_what_is_to_come_stands_against_publishing_and_nothing_is_lost(client):
    post = make_post(body="<p>Preis: TK.</p>")
    page = Page(client, change(post)).press("_publish")
    assert "Still to come" in page.messages[0]
    assert not Edition.objects.exists()
    parts = html.fromstring(post_typed(client, page, "publishing").content.decode())
    assert parts.xpath("//ul[@class='podium-blocking']/li")


def test_a_title_over_several_lines_is_one_line(client):
    page = Page(client, change(make_post())).fill(title="Ein Titel\nüber  zwei Zeilen")
    page.press("_continue")
    assert Post.objects.get().title == "Ein Titel über zwei Zeilen"


def test_moments_offered_are_the_next_morning_and_the_next_monday():
    offered = moments_offered(berlin(2026, 11, 27, 15))  # a Friday
    assert [(day, time) for _words, day, time in offered] == [
        ("2026-11-28", "07:00"),
        ("2026-11-30", "09:00"),
    ]
    assert moments_offered(berlin(2026, 11, 30, 8))[1][1] == "2026-12-07"


@pytest.mark.parametrize("number", [1, 40])
def test_questions_cost_no_queries(client, number, django_assert_max_num_queries):
    rows = tuple((f"Frage {n}?", "<p>Antwort.</p>") for n in range(number))
    interview = make_interview(exchanges=rows)
    client.get(change(interview))
    with django_assert_max_num_queries(QUERIES):
        client.get(change(interview))


QUERIES = 66
