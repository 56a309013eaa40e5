"""`import_site`: what was there is here, dated as it was, and every old address leads to it."""

import io
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from PIL import Image as PILImage

from blog.editions.edition import Edition
from blog.models import Post, Series, Tag
from disclosures.trail import Action, entries
from events.models import Event
from interviews.models import Interview, Manuscript
from media.models import Image
from moving.arriving.records import Arrival, Arrived, Line, OldAddress
from pages.models import Page
from people.models import Person
from tests.moving.arriving.exports import written
from tests.moving.arriving.site import NOTICE, SITE, bring
from tests.worlds import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("moving")


@pytest.fixture(scope="module")
def file(folder):
    return written(folder, SITE)


@shared
def moved():
    with tempfile.TemporaryDirectory() as place:
        bring(written(Path(place), SITE), series=("gespraeche",), guests=("gast",))


def lines(title, outcome=None):
    rows = Line.objects.filter(title=title)
    return [row.words for row in (rows.filter(outcome=outcome) if outcome else rows)]


def test_published_texts_are_editions_of_their_day_and_the_trail_says_where_from(moved):
    first = Edition.objects.live().get(slug="stueck-1")
    assert first.published_at == first.modified_at == datetime(2012, 3, 4, 9, tzinfo=UTC)
    assert first.created_at > first.published_at
    told = entries(first.post).first()
    assert told.action == Action.ARRIVE
    facts = json.loads(told.facts)
    assert facts["address"] == "https://alt.example/2012/03/stueck-1/"
    assert facts["number_there"] == "post 1"
    assert [credit.name for credit in first.piece.credits] == ["Anna Berg"]
    assert [tag.name for tag in first.piece.tags] == ["Licht", "Team & Bühne"]
    assert first.series.name == "Gespräche"
    assert not Tag.objects.filter(name="Uncategorized").exists()
    assert Post.objects.get(slug="stueck-2").standfirst == "Kurz gesagt."
    call_command("verify_editions", stdout=io.StringIO())


def test_drafts_stay_drafts_and_what_is_scheduled_stays_scheduled(moved):
    for slug in ("stueck-3", "stueck-5", "stueck-9"):
        assert not Edition.objects.filter(slug=slug).exists()
        assert Post.objects.filter(slug=slug).exists()
    assert Edition.objects.scheduled().get().starts_at == datetime(2099, 1, 2, 9, tzinfo=UTC)
    assert "war dort privat" in " ".join(lines("Geheim", "left"))
    assert "leer" in " ".join(lines("Ohne Text", "left"))


def test_people_pages_events_and_comments_come_along(moved):
    assert Person.objects.get(name="Anna Berg").newsroom
    assert Person.objects.get(name="Anna Berg").email == "b@alt.example"
    assert not Person.objects.get(name="gast").newsroom
    assert Page.objects.get(title="Über uns").slug == "stueck-7"
    event = Event.objects.get(name="Sommerfest")
    assert event.starts_at == datetime(2013, 6, 1, 16, tzinfo=UTC)
    assert (event.venue, event.city, event.country) == ("Halle 5", "Kassel", "AT")
    assert "10" in lines("Sommerfest", "left")[0]
    original = json.loads(Arrived.objects.get(key="post:1").original)
    assert original["comments"][0]["text"] == "Gut!"
    assert "leser@x.example" not in json.dumps(original)
    assert any(words.startswith("1 Kommentar") for words in lines("Erster", "left"))


def test_everything_that_is_no_place_for_or_missing_stands_in_the_report(moved):
    assert lines("Menü", "left")
    assert any("buehne.jpg" in words for words in lines("Bild", "left"))
    assert Line.objects.get(kind="notice").words.endswith(NOTICE)
    run = Arrival.objects.get()
    assert (run.state, run.done, run.total) == ("done", 13, 13)
    keys = set(run.lines.values_list("kind", "key"))
    assert {("post", "1"), ("nav_menu_item", "30"), ("tribe_venue", "11")} <= keys


def test_an_interview_is_offered_and_nothing_is_changed(moved):
    (words,) = lines("Gespräch", "offer")
    assert "5" in words
    assert not Interview.objects.exists()
    assert Edition.objects.live().get(slug="stueck-6").kind == "post"
    review = Line.objects.get(title="Gespräch", outcome="offer").here
    assert str(Manuscript.objects.get().pk) in review


OLD_AND_NEW = [
    ("/2012/03/stueck-1/", "/blog/stueck-1/"),
    ("/2012/03/Stueck-1?utm_source=x", "/blog/stueck-1/"),
    ("/?p=1", "/blog/stueck-1/"),
    ("/index.php?p=1", "/blog/stueck-1/"),
    ("/blog/?p=1", None),
    ("/2012/03/stueck-1/feed/", "/blog/stueck-1/"),
    ("/2012/03/stueck-1/comment-page-2/", "/blog/stueck-1/"),
    ("/2012/03/stueck-1/amp/", "/blog/stueck-1/"),
    ("/haus/ueber/", "/stueck-7/"),
    ("/?page_id=7", "/stueck-7/"),
    ("/category/team/", "/thema/team-und-buehne/"),
    ("/category/team/page/2/", "/thema/team-und-buehne/"),
    ("/category/team/feed/", "/thema/team-und-buehne/feed.xml"),
    ("/?cat=7", "/thema/team-und-buehne/"),
    ("/category/gespraeche/", "/serien/gespraeche/"),
    ("/tag/licht/", "/thema/licht/"),
    ("/author/berg/", "/personen/anna-berg/"),
    ("/?author=7", "/personen/anna-berg/"),
    ("/author/berg/feed/", "/personen/anna-berg/feed.xml"),
    ("/feed/", "/feeds/rss.xml"),
    ("/?feed=atom", "/feeds/atom.xml"),
    ("/event/sommerfest/", "/events/sommerfest/"),
    ("/2012/03/stueck-1/buehne/", "/blog/stueck-1/"),
    ("/?attachment_id=20", "/blog/stueck-1/"),
    ("/2012/03/", "/blog/"),
    ("/1999/", None),
    ("/2012/03/stueck-3/", None),
    ("/wp-login.php", None),
]


def test_old_addresses_lead_to_the_new_ones(moved):
    for old, new in OLD_AND_NEW:
        response = Client().get(old)
        if new is None:
            assert response.status_code in (302, 404), old
        else:
            assert (response.status_code, response["Location"]) == (301, new), old
            assert Client().get(new).status_code == 200, new


def test_a_front_page_with_a_strange_number_is_no_page_of_its_own(moved):
    response = Client().get("/?p=4711")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert Client().get("/?utm_source=x").status_code == 200


def test_a_second_run_makes_nothing_twice(moved, file):
    kinds = (Post, Person, Tag, Series, Event, OldAddress, Arrived, Edition)
    before = [kind.objects.count() for kind in kinds]
    bring(file, series=("gespraeche",), guests=("gast",))
    assert [kind.objects.count() for kind in kinds] == before
    again = Arrival.objects.first()
    assert not again.lines.filter(outcome="taken").exclude(kind="tribe_venue").exists()


def test_what_was_deleted_here_is_not_taken_again(moved, file):
    Post.objects.get(slug="stueck-3").delete()
    bring(file)
    assert not Post.objects.filter(slug="stueck-3").exists()


def test_pictures_that_come_later_get_into_what_nobody_wrote_on(moved, file, folder, tmp_path):
    uploads = tmp_path / "uploads" / "2012" / "03"
    uploads.mkdir(parents=True)
    PILImage.new("RGB", (64, 48), "red").save(uploads / "buehne.jpg")
    written_on = Post.objects.get(slug="stueck-1")
    written_on.body = "<p>Neu.</p>"
    written_on.save()
    bring(file, media=tmp_path)
    image = Image.objects.get()
    assert image.alternative_text == "Die Bühne"
    edition = Edition.objects.live().get(slug="stueck-2")
    assert f'data-file="{image.pk}"' in edition.content.replace('\\"', '"')
    assert edition.published_at == edition.modified_at == datetime(2012, 3, 4, 9, tzinfo=UTC)
    assert Post.objects.get(slug="stueck-1").body == "<p>Neu.</p>"
    response = Client().get("/wp-content/uploads/2012/03/buehne-300x200.jpg")
    assert (response.status_code, response["Location"]) == (301, image.file.url)
