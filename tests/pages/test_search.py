from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from lxml import html

from blog.publishing import publish, withdraw
from tests.making import make_event, make_interview, make_offer, make_post

pytestmark = pytest.mark.django_db


def hits(answer) -> list[str]:
    """The titles on a page of hits."""
    found = html.fromstring(answer.text).xpath("//*[@class='teaser-headline']")
    return [title.text_content() for title in found]


def look_for(client, query: str, **more):
    return client.get("/suche/", {"q": query} | more)


def test_only_live_pieces_are_hits(client):
    text = "<p>Konfetti fällt.</p>"
    publish(make_post("Da", body=text), by=None)
    publish(make_post("Bald", body=text), by=None, starts_at=timezone.now() + timedelta(days=1))
    make_post("Entwurf", body=text)
    gone = make_post("Weg", body=text)
    publish(gone, by=None)
    withdraw(gone)
    assert hits(look_for(client, "konfetti")) == ["Da"]


def test_a_hit_shows_the_passage_with_the_words_marked(client):
    publish(make_post("Titel Konfetti", body="<p>Bunt. Müller wirft Konfetti.</p>"), by=None)
    page = html.fromstring(look_for(client, "mueller konfetti").text)
    assert page.xpath("//article//mark/text()") == ["Müller", "Konfetti"]


def test_what_the_query_says_is_text_on_the_page(client):
    publish(make_post("Da", body="<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"), by=None)
    answer = look_for(client, '"><script>alert(1)</script>')
    assert "<script>alert" not in answer.text
    assert html.fromstring(answer.text).xpath("//input[@name='q']/@value") == [
        '"><script>alert(1)</script>'
    ]


@pytest.mark.parametrize("query", ["", "   ", "…!?", '"', "\x00", "*", "%"])
def test_a_query_without_words_is_answered_without_hits(client, query):
    publish(make_post("Da"), by=None)
    answer = look_for(client, query)
    assert (answer.status_code, hits(answer)) == (200, [])


def test_no_query_at_all_shows_the_field(client):
    answer = client.get("/suche/")
    assert answer.status_code == 200
    assert html.fromstring(answer.text).xpath("//input[@name='q']/@value") == [""]


def test_a_query_of_ten_thousand_characters_is_refused_with_a_message(client):
    answer = look_for(client, "x" * 10_000)
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert len(page.xpath("//main//*[@role='alert']")) == 1
    assert page.xpath("//input[@name='q']/@value") == ["x" * 200]


def test_the_longest_query_is_answered(client):
    assert look_for(client, "x" * 200).status_code == 200


def test_bytes_that_are_no_text_are_answered(client):
    assert client.get("/suche/?q=%FF%FE%ED%A0%80").status_code == 200
    assert client.get(f"/suche/?q={quote('Müller', encoding='latin-1')}").status_code == 200


def test_pages_of_hits_follow_each_other(client):
    for number in range(25):
        publish(make_post(f"Konfetti {number}"), by=None)
    pages = [hits(look_for(client, "konfetti", seite=number)) for number in (1, 2, 3)]
    assert [title for page in pages for title in page] == [
        f"Konfetti {number}" for number in reversed(range(25))
    ]
    follow = html.fromstring(look_for(client, "konfetti", seite=2).text)
    assert follow.xpath("//a[@rel='next']/@href") == ["/suche/?q=konfetti&seite=3"]
    assert hits(look_for(client, "konfetti", seite=4)) == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "9" * 50, "²", "٣", "01"])
def test_a_page_number_that_is_none_is_no_error(client, page):
    assert look_for(client, "konfetti", seite=page).status_code == 200


def test_hits_need_at_most_five_queries(client, django_assert_max_num_queries):
    event = make_event()
    make_offer(event)
    for number in range(20):
        publish(make_interview(f"Konfetti {number}", event=event), by=None)
    with django_assert_max_num_queries(5):
        assert len(hits(look_for(client, "konfetti"))) == 12


def test_search_engines_may_know_the_search_itself_but_none_of_its_answers(client):
    page = html.fromstring(client.get("/suche/").text)
    assert "noindex" not in page.xpath("//meta[@name='robots']/@content")[0]
    assert page.xpath("//meta[@name='description']/@content") == [
        "Alle Beiträge und Interviews durchsuchen: nach Wörtern, Menschen und Themen"
    ]


def test_searching_sets_no_cookie_and_asks_not_to_be_indexed(client):
    answer = look_for(client, "konfetti")
    assert answer.cookies == {}
    assert html.fromstring(answer.text).xpath("//meta[@name='robots']/@content") == ["noindex"]
