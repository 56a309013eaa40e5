"""What publishing renders, so that reading need not; and that no reader meets what is outdated."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.editions.edition import Edition
from blog.editions.teaser import Teaser
from blog.publishing.publish import publish
from blog.publishing.rendering import RENDERED, render
from blog.renewing.rebuilding import bring_up_to_date
from tests.making import make_event, make_offer, make_post

pytestmark = pytest.mark.django_db


def outdated(edition):
    """Leave an edition as a release would that rendered otherwise."""
    rendered_before = {"html": "", "teaser": Teaser(), "rendered_by": "before"}
    Edition.objects.filter(pk=edition.pk).update(**rendered_before)


@pytest.mark.parametrize("address", ["/blog/", "/"])
def test_lists_load_no_content(client, address):
    publish(make_post(slug="text"), by=None)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert [query["sql"] for query in queries if '"content"' in query["sql"]] == []


@pytest.mark.parametrize("address", ["/blog/text/", "/blog/", "/", "/thema/buehne/"])
def test_what_another_release_rendered_is_rendered_anew_for_readers(client, address):
    post = make_post("Von gestern", slug="text")
    post.tags.add("Bühne")
    edition = publish(post, by=None)
    before = client.get(address).text
    outdated(edition)
    caches["fragments"].clear()
    assert client.get(address).text == before


def test_feeds_render_anew_what_another_release_rendered(client):
    edition = publish(make_post("Von gestern"), by=None)
    before = client.get("/feeds/rss.xml").text
    outdated(edition)
    caches["fragments"].clear()
    assert client.get("/feeds/rss.xml").text == before


def test_migrating_leaves_no_edition_in_force_that_another_release_rendered():
    edition = publish(make_post(), by=None)
    outdated(edition)
    connection.check_constraints()  # PostgreSQL alters no table with checks that wait for the commit
    call_command("migrate", verbosity=0)
    edition.refresh_from_db()
    derived = {name: getattr(edition, name) for name in RENDERED}
    render(edition)
    assert {name: getattr(edition, name) for name in RENDERED} == derived


def test_what_is_rendered_anew_is_said(capsys):
    outdated(publish(make_post(), by=None))
    bring_up_to_date()
    bring_up_to_date()
    assert capsys.readouterr().out == "Rendering 1 editions anew.\n"


def test_rendering_again_never_touches_what_is_frozen():
    edition = publish(make_post(), by=None)
    content, digest = edition.content, edition.sha256
    call_command("rebuild_editions", verbosity=0)
    edition.refresh_from_db()
    assert (edition.content, edition.sha256) == (content, digest)
    call_command("verify_editions")


def test_parts_of_a_page_are_in_the_language_of_the_piece(client):
    publish(make_post(slug="text", language="en"), by=None)
    page = client.get("/blog/text/").text
    assert "Published" in page.split("<article")[1].split("</article>")[0]
    assert '<html lang="de">' in page


def test_a_teaser_stands_under_the_heading_its_page_needs(client):
    event = make_event("Kongress")
    make_offer(event)
    publish(make_post("<h2>Eins</h2>", event=event), by=None)
    assert '<h2 class="teaser-title">' in client.get("/blog/").text
    page = client.get(event.get_absolute_url()).text
    assert '<h3 class="teaser-title">' in page
    assert "&lt;h2&gt;Eins&lt;/h2&gt;" in page


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("<h2>Zur Sache</h2><p>Es war hell.</p><h3>Danach</h3><p>Und still.</p>", "Es war hell."),
        ("<h2>Nur eine Überschrift</h2>", "Nur eine Überschrift"),
    ],
)
def test_a_teaser_tells_how_the_text_begins_and_no_heading(body, begins):
    told = publish(make_post(body=body), by=None).teaser.standfirst
    assert told.startswith(begins)
    assert "Danach" not in told


def test_a_table_that_may_scroll_can_be_reached_by_keyboard():
    body = "<table><tr><th>Saal</th><th>Plätze</th></tr><tr><td>Eins</td><td>340</td></tr></table>"
    assert '<table tabindex="0">' in publish(make_post(body=body), by=None).html
