from datetime import timedelta

import pytest
import time_machine
from lxml import html

from blog.publishing.publish import CorrectionNote, publish, withdraw
from tests.making import berlin, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
START = berlin(2026, 3, 3, 9)


@pytest.fixture
def post():
    """A post with three editions, the second a correction."""
    with time_machine.travel(START, tick=False) as clock:
        post = make_post("Der Saal", slug="saal", body="<p>Der Saal fasst 300 Menschen.</p>")
        publish(post, by=None)
        for number, correction in ((400, CorrectionNote("correction", "400.")), (450, None)):
            clock.shift(timedelta(days=1))
            post.body = f"<p>Der Saal fasst {number} Menschen.</p>"
            post.save()
            publish(post, by=None, correction=correction)
    return post


def visit(client, query=""):
    answer = client.get(f"/blog/saal/aenderungen/{query}")
    return answer.status_code, html.fromstring(answer.text)


def marks(page):
    return [(node.tag, words(node)) for node in page.xpath("//del | //ins")]


def test_the_first_edition_is_compared_with_the_live_one(client, post):
    status, page = visit(client)
    assert status == 200
    assert marks(page) == [("del", "gelöscht: 300"), ("ins", "eingefügt: 450")]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/blog/saal/")


def test_any_two_editions_can_be_chosen_without_a_script(client, post):
    _status, page = visit(client, "?von=2&bis=3")
    assert marks(page) == [("del", "gelöscht: 400"), ("ins", "eingefügt: 450")]
    assert page.xpath("//select[@id='von']/option[@selected]/@value") == ["2"]
    assert "Korrektur" in words(page.xpath("//select[@id='von']/option")[1])
    assert page.xpath("//form//script") == []


def test_an_edition_compared_with_itself_says_the_same(client, post):
    _status, page = visit(client, "?von=3&bis=3")
    assert "Diese beiden Fassungen sagen dasselbe." in page.text_content()


@pytest.mark.parametrize("query", ["?von=9", "?bis=x", "?von=-1", "?von=1e3", "?bis=٣"])
def test_numbers_of_no_edition_answer_404(client, post, query):
    assert visit(client, query)[0] == 404


def test_what_readers_never_saw_is_not_compared(client, post):
    post.body = "<p>Geheim.</p>"
    post.save()
    publish(post, by=None, starts_at=berlin(2099, 1, 1))
    _status, page = visit(client)
    assert "Geheim" not in page.text_content()
    assert visit(client, "?bis=4")[0] == 404


def test_a_withdrawn_piece_keeps_its_changes_to_itself(client, post):
    withdraw(post)
    assert visit(client)[0] == 410


def test_the_article_leads_there_once_there_is_something_to_see(client):
    post = make_post("Neu", slug="neu")
    publish(post, by=None)
    assert "aenderungen" not in client.get("/blog/neu/").text
    post.standfirst = "Mehr."
    post.save()
    publish(post, by=None)
    assert "/blog/neu/aenderungen/" in client.get("/blog/neu/").text
