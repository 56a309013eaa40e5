"""What leads the front page, what stands beside it, what each series shows."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from blog.publishing.publish import publish
from tests.making import make_event, make_post, make_site
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
