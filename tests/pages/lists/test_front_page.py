"""What leads the front page, what stands beside it, what each series shows."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from blog.models import Series, Tag
from blog.publishing.publish import publish
from delivery import generation
from tests.making import make_event, make_offer, make_post, make_site
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db
MUCH = "<p>" + "Wort " * 700 + "</p>"
NOW = timezone.now()


def front(client):
    page = html.fromstring(client.get("/").text)
    found = page.xpath("//article//*[contains(@class, 'teaser-headline')]")
    return [headline.text_content() for headline in found]


def issue(title, days_ago, **fields):
    post = make_post(title, **fields)
    publish(post, by=None, now=NOW - timedelta(days=days_ago))
    return post


@pytest.fixture
def picture():
    return saved_image()


def test_the_newest_with_a_picture_leads_and_a_note_does_not(client, picture):
    issue("Alt", 4, body=MUCH, image=picture)
    issue("Bild", 3, body=MUCH, image=picture)
    issue("Text", 2, body=MUCH)
    issue("Notiz", 1, image=picture)
    assert front(client) == ["Bild", "Alt", "Text", "Notiz"]


def test_where_no_piece_has_a_picture_a_note_does_not_lead_either(client):
    issue("Alt", 3, body=MUCH)
    issue("Text", 2, body=MUCH)
    issue("Notiz", 1)
    assert front(client) == ["Text", "Alt", "Notiz"]


def test_a_pinned_piece_leads_until_its_moment(client, picture):
    note = issue("Notiz", 3)
    issue("Bild", 2, body=MUCH, image=picture)
    make_site(lead=note, lead_until=timezone.now() + timedelta(hours=1))
    assert front(client) == ["Notiz", "Bild"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert front(client) == ["Bild", "Notiz"]


def test_a_piece_and_its_translation_stand_there_once_in_the_sites_language(client):
    german = issue("Bühne", 2, body=MUCH)
    issue("Stage", 1, body=MUCH, language="en", translation_of=german)
    assert front(client) == ["Bühne"]


def test_a_pinned_translation_leads_in_the_sites_language(client):
    german = issue("Bühne", 3, body=MUCH)
    english = issue("Stage", 2, body=MUCH, language="en", translation_of=german)
    issue("Neues", 1, body=MUCH)
    make_site(lead=english)
    assert front(client) == ["Bühne", "Neues"]


def test_a_series_keeps_its_four_newest_whatever_else_is_published(client):
    series = make_event("Kongress").series_of_posts.create(name="Vor dem Saallicht")
    for number in range(5):
        issue(f"Folge {number}", 60 - number, series=series, event=series.event)
    for number in range(20):
        issue(f"Anderes {number}", 20 - number)
    page = html.fromstring(client.get("/").text)
    shown = page.xpath("//*[contains(@class, 'strip')]//*[contains(@class, 'teaser-headline')]")
    assert [headline.text_content() for headline in shown] == [
        "Folge 4",
        "Folge 3",
        "Folge 2",
        "Folge 1",
    ]


def shown(client):
    page = html.fromstring(client.get("/").text)
    return [
        (
            row.xpath("string(.//h3)"),
            [" ".join(one.text_content().split()) for one in row.xpath(".//ol//a")],
        )
        for row in page.find_class("strip-row")
    ]


def test_editors_choose_series_and_topics_that_stand_there_with_their_newest_pieces(client):
    rows = [Series.objects.create(name=f"Reihe {letter}") for letter in "ABCDE"]
    for number, row in enumerate(rows):
        issue(f"Folge {row.name[-1]}", 9 - number, series=row)
    light = issue("Licht an", 2)
    light.tags.add("Licht")
    publish(light, by=None)
    assert [name for name, _pieces in shown(client)] == ["Reihe A", "Reihe B", "Reihe C"]
    site = make_site()
    site.front_series.set([rows[4]])
    site.front_topics.set(Tag.objects.filter(name="Licht"))
    generation.begin()
    assert shown(client) == [("Reihe E", ["Folge E"]), ("Licht", ["Licht an"])]
    assert "Reihen und Themen" in client.get("/").text
    site.front_series.clear()
    generation.begin()
    assert "Themen</h2>" in client.get("/").text


def test_a_chosen_topic_of_drafts_alone_says_nothing_of_them(client):
    issue("Etwas", 1)
    make_post("Geheim").tags.add("Geheimes")
    make_site().front_topics.set(Tag.objects.filter(name="Geheimes"))
    generation.begin()
    assert "Geheim" not in client.get("/").text


def test_the_chosen_event_stands_there_until_it_is_over_then_the_next(client):
    issue("Etwas", 1)
    soon = make_event("Bald", starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=10))
    later = make_event(
        "Später", starts_at=NOW + timedelta(days=30), ends_at=NOW + timedelta(days=31)
    )
    for event in (soon, later):
        make_offer(event)

    def boxed():
        page = html.fromstring(client.get("/").text)
        return page.xpath("string(//*[contains(@class, 'event-box')]//h2)").strip()

    assert boxed() == "Bald"
    site = make_site(front_event=later)
    assert boxed() == "Später"
    later.ends_at = NOW - timedelta(hours=1)
    later.starts_at = NOW - timedelta(days=1)
    later.save()
    generation.begin()
    assert boxed() == "Bald"
    assert site.front_event == later


@pytest.mark.parametrize("number", [3, 12, 60])
def test_the_front_page_is_right_with_few_and_with_many_pieces_in_few_queries(client, number):
    for place in range(number):
        row = Series.objects.get_or_create(name=f"Reihe {place % 3}")[0]
        issue(f"Stück {place}", place, body=MUCH, series=row)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        found = front(client)
    assert len(queries) <= 6
    named = [title for title in found if title.startswith("Stück")]
    whole = min(number, 12)
    assert named[:1] == ["Stück 0"]
    assert len(set(named)) == whole
