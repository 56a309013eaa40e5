import json

import feedparser
import pytest
from lxml import html

from blog.models import Post
from blog.publishing.publish import publish, withdraw
from tests.making import make_event, make_interview, make_person, make_post
from tests.worlds import shared

pytestmark = pytest.mark.django_db
FORMS = ["feed.xml", "atom.xml", "feed.json"]
PAGES = ["/thema/buehne/", "/serien/reihe/", "/personen/anna-berg/", "/events/kongress/"]
NAMES = {
    "/thema/buehne/": "Bühne",
    "/serien/reihe/": "Reihe",
    "/personen/anna-berg/": "Anna Berg",
    "/events/kongress/": "Kongress",
}


@shared
def published():
    """A piece that belongs to a topic, a series, a person and an event; and one to none of them."""
    event = make_event("Kongress")
    series = event.series_of_posts.create(name="Reihe")
    anna = make_person("Anna Berg", newsroom=True)
    post = make_post("Auf der Bühne", author=anna, event=event, series=series)
    post.tags.add("Bühne")
    publish(post, by=None)
    publish(make_interview("Ganz woanders"), by=None)
    return post.pk


@pytest.fixture
def piece(published):
    return Post.objects.get(pk=published)


def titles_at(client, address):
    body = client.get(address).content
    if address.endswith(".json"):
        return [item["title"] for item in json.loads(body)["items"]]
    feed = feedparser.parse(body)
    assert feed.bozo is False
    return [entry["title"] for entry in feed["entries"]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_own_pieces_in_each_form(client, piece, page, form):
    assert titles_at(client, page + form) == ["Auf der Bühne"]


@pytest.mark.parametrize("page", PAGES)
def test_a_feed_says_whose_it_is_and_where_it_stands(client, piece, page):
    rss = feedparser.parse(client.get(f"{page}feed.xml").content)["feed"]
    atom = feedparser.parse(client.get(f"{page}atom.xml").content)["feed"]
    feed = json.loads(client.get(f"{page}feed.json").content)
    title = f"{NAMES[page]} – Podium"
    assert {rss["title"], atom["title"], feed["title"]} == {title}
    assert {rss["link"], atom["link"], feed["home_page_url"]} == {f"http://testserver{page}"}
    assert feed["feed_url"] == f"http://testserver{page}feed.json"
    own = [link["href"] for link in atom["links"] if link["rel"] == "self"]
    assert own == [f"http://testserver{page}atom.xml"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_to_its_feeds(client, piece, page):
    tree = html.fromstring(client.get(page).text)
    named = tree.xpath("//link[@rel='alternate']/@href")
    assert [address for address in named if address.startswith(page)] == [page + f for f in FORMS]
    assert tree.xpath("//main//a[@href=$feed]/text()", feed=f"{page}feed.xml") == [
        f"„{NAMES[page]}“ als Feed abonnieren"
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", [*PAGES[:3], "/thema/unbekannt/", "/events/unbekannt/"])
def test_what_has_no_page_has_no_feed(client, piece, page, form):
    withdraw(piece)
    assert client.get(page + form).status_code == 404


def test_an_event_without_pieces_has_an_empty_feed_and_one_not_announced_none(client):
    make_event("Leer")
    make_event("Geheim", public=False)
    assert titles_at(client, "/events/leer/feed.xml") == []
    assert client.get("/events/geheim/feed.xml").status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_a_feed_of_a_page_needs_few_queries(
    client, piece, django_assert_max_num_queries, page, form
):
    for number in range(3):
        post = make_post(f"Mehr {number}", event=piece.event, series=piece.series)
        post.tags.add("Bühne")
        publish(post, by=None)
    with django_assert_max_num_queries(6):
        assert client.get(page + form).status_code == 200
