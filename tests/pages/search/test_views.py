from datetime import timedelta
from urllib.parse import quote, quote_plus

import pytest
from django.utils import timezone
from lxml import html

from blog.publishing.publish import publish, withdraw
from tests.making import make_event, make_interview, make_offer, make_person, make_post

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


def test_hits_need_at_most_six_queries(client, django_assert_max_num_queries):
    event = make_event()
    make_offer(event)
    for number in range(20):
        publish(make_interview(f"Konfetti {number}", event=event), by=None)
    with django_assert_max_num_queries(6):
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


def test_an_answer_is_a_hit_of_its_own_at_its_anchor(client):
    talk = make_interview(
        "Gespräch",
        exchanges=(
            ("Wie war das Licht?", "<p>Hell.</p>"),
            ("Was fiel von oben?", "<p>Ein wenig Konfetti.</p>"),
            ("Und dann?", "<p>Noch mehr Konfetti.</p>"),
        ),
    )
    publish(talk, by=None)
    page = html.fromstring(look_for(client, "konfetti").text)
    path = "/interviews/gespraech/"
    assert page.xpath("//article//h2/a/@href") == [f"{path}#frage-2"]
    assert page.xpath("//article//h2//*[@class='teaser-headline']/text()") == ["Was fiel von oben?"]
    assert page.xpath("//ul[@class='hit-answers']//a/@href") == [f"{path}#frage-3"]
    assert page.xpath("//mark/text()") == ["Konfetti", "Konfetti"]
    assert page.xpath("//article//*[contains(@class, 'label')]/text()")[0] == "Interview"


def test_an_answer_keeps_its_anchor_when_questions_move(client):
    talk = make_interview(
        "Gespräch", exchanges=(("Eins?", "<p>A</p>"), ("Zwei?", "<p>Konfetti</p>"))
    )
    publish(talk, by=None)
    talk.exchanges.filter(ordering=1).delete()
    talk.refresh_from_db()
    publish(talk, by=None)
    page = html.fromstring(look_for(client, "konfetti").text)
    assert page.xpath("//article//h2/a/@href") == ["/interviews/gespraech/#frage-2"]


def test_hits_say_what_a_misspelt_word_was_taken_for(client):
    publish(make_post("Da", body="<p>Viele Luftschlangen</p>"), by=None)
    answer = look_for(client, "luftschlagnen")
    assert hits(answer) == ["Da"]
    told = html.fromstring(answer.text).xpath("//*[@role='status']")[0].text_content()
    assert "luftschlagnen" in told
    assert "Luftschlangen" in told


def test_a_correction_never_names_a_word_that_readers_cannot_read(client):
    later = timezone.now() + timedelta(days=1)
    publish(make_post("Bald", body="<p>Geheimes Luftschiff</p>"), by=None, starts_at=later)
    gone = make_post("Weg", body="<p>Geheimer Luftballon</p>")
    publish(gone, by=None)
    withdraw(gone)
    publish(make_post("Da", body="<p>Luft und Ballons</p>"), by=None)
    for query in ("Luftschif", "Luftschiffe Luft", "Luftbalon", "Luftbalon Luft", "geheim"):
        text = look_for(client, query).text
        for own in (query, quote(query), quote_plus(query), *query.split()):
            text = text.replace(own, "")
        assert "luftschiff" not in text.lower(), query
        assert "luftballon" not in text.lower(), query


def narrowed(client, **asked) -> list[str]:
    return hits(client.get("/suche/", asked))


@pytest.fixture
def talk(db):
    interview = make_interview(
        "Gespräch",
        guest=make_person("Ada Öztürk"),
        event=make_event("Lichtkongress"),
        body="<p>Konfetti</p>",
    )
    interview.tags.add("Ton")
    publish(make_post("Beitrag", body="<p>Konfetti</p>"), by=None)
    publish(interview, by=None)
    return interview


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("art", "interview"),
        ("person", "ada-oeztuerk"),
        ("event", "lichtkongress"),
        ("thema", "ton"),
    ],
)
def test_hits_are_narrowed_down_by_the_address(client, talk, parameter, value):
    value = talk.event.slug if parameter == "event" else value
    answer = client.get("/suche/", {"q": "konfetti", parameter: value})
    assert hits(answer) == ["Gespräch"]
    assert hits(client.get("/suche/", {parameter: value})) == ["Gespräch"]
    page = html.fromstring(answer.text)
    assert page.xpath("//a[contains(@class, 'is-chosen')]/@href") == ["/suche/?q=konfetti"]
    assert page.xpath(f"//form//input[@name='{parameter}']/@value") == [value]


def test_years_narrow_down_too(client, talk):
    year = timezone.localtime().year
    assert len(narrowed(client, q="konfetti", jahr=f"{year}")) == 2
    assert narrowed(client, q="konfetti", jahr=f"{year - 1}") == []


def test_ways_to_narrow_down_are_links_that_keep_the_query(client, talk):
    page = html.fromstring(look_for(client, "konfetti").text)
    ways = page.xpath("//details//a/@href")
    assert "/suche/?q=konfetti&art=interview" in ways
    assert all(hits(client.get(way)) in (["Gespräch"], ["Beitrag"]) for way in ways)


@pytest.mark.parametrize("parameter", ["art", "person", "event", "thema", "jahr"])
@pytest.mark.parametrize("value", ["gibtesnicht", "\x00", "' OR 1=1", "x" * 5000, "٢٠٢٦", "-1"])
def test_an_unknown_way_to_narrow_down_is_said_and_left_out(client, talk, parameter, value):
    answer = client.get("/suche/", {"q": "konfetti", parameter: value})
    assert answer.status_code == 200
    assert hits(answer) == ["Gespräch", "Beitrag"]
    assert len(html.fromstring(answer.text).xpath("//p[@class='note']")) == 1


def test_a_guest_or_topic_that_is_not_out_yet_is_unknown(client):
    secret = make_interview("Geheim", guest=make_person("Kim Geheim"))
    secret.tags.add("Verschlusssache")
    publish(secret, by=None, starts_at=timezone.now() + timedelta(days=1))
    for asked in ({"person": "kim-geheim"}, {"thema": "verschlusssache"}):
        answer = client.get("/suche/", asked)
        assert "Kim Geheim" not in answer.text
        assert "Verschlusssache" not in answer.text


def test_nothing_found_leads_on_word_by_word(client):
    publish(make_post("Da", body="<p>Konfetti</p>"), by=None)
    publish(make_post("Dort", body="<p>Girlanden</p>"), by=None)
    page = html.fromstring(look_for(client, "konfetti girlanden").text)
    links = page.xpath("//*[@class='empty-search']//a[@class='chip']/@href")
    assert links == ["/suche/?q=konfetti", "/suche/?q=girlanden"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_most_expensive_search_needs_seven_queries(client, number, django_assert_num_queries):
    event = make_event("Lichtkongress")
    for _ in range(number):
        publish(make_post(body="<p>Viele Luftschlangen</p>", event=event), by=None)
    with django_assert_num_queries(7):
        answer = client.get("/suche/", {"q": "luftschlagnen", "event": event.slug})
    assert len(hits(answer)) == number
