"""Blocks of a page: references in the text, filled where it is read, so that they stay true."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.models import Series
from blog.models.topic import Tag
from blog.publishing.publish import publish
from delivery import generation
from people.models import Organisation
from prose.sanitising import sanitise
from tests.filling import Page
from tests.making import (
    make_ambassador,
    make_editor,
    make_event,
    make_page,
    make_person,
    make_post,
)

pytestmark = pytest.mark.django_db


def block(reference):
    return f'<figure data-block="{reference}"></figure>'


def fill(event, series, tag):
    """One more of everything that a block can show."""
    writer = make_person(newsroom=True)
    post = make_post(author=writer, series=series)
    post.tags.add(tag.name)
    publish(post, by=None)
    make_event()
    make_ambassador(event, person=make_person(), code="")
    house = Organisation.objects.create(name=f"Haus {event.sponsorships.count()}")
    event.sponsorships.create(organisation=house, level="sponsor", starts_on=timezone.localdate())


@pytest.fixture
def page():
    """A published page with a block of every kind, and what it speaks of."""
    event = make_event("Saal Sieben", city="Kassel")
    series, tag = Series.objects.create(name="Reihe"), Tag.objects.create(name="Licht")
    fill(event, series, tag)
    kinds = ("people", "events", "pieces", f"ambassadors:{event.pk}", f"partners:{event.pk}")
    body = "<p>Davor.</p>" + "".join(map(block, (*kinds, f"topic:{tag.pk}", f"series:{series.pk}")))
    made = make_page("Programm", body=body)
    publish(made, by=None)
    return made, event, series, tag


def told(client):
    generation.begin()
    (article,) = html.fromstring(client.get("/programm/").text).xpath("//article[1]")[:1]
    return article


def test_blocks_show_what_is_true_when_they_are_read(client, page):
    _made, event, series, tag = page
    first = told(client)
    assert len(first.xpath(".//*[contains(@class, ' block')]")) == 7
    assert "Saal Sieben" in first.text_content()
    assert "Haus 0" in first.text_content()
    fill(event, series, tag)
    event.name = "Saal Acht"
    event.save()
    later = told(client)
    assert len(later.xpath(".//h3[@class='teaser-title']")) == 6  # twice in three blocks
    assert len(later.xpath(".//ul[contains(@class, 'rows')]/li")) == 3
    assert "Saal Acht" in later.text_content()
    assert "Saal Sieben" not in later.text_content()
    assert "Haus 1" in later.text_content()


def test_a_page_of_blocks_asks_as_little_for_many_rows_as_for_one(client, page):
    _made, *of = page

    def asked():
        generation.begin()
        client.get("/programm/")  # what is read once for a generation is known
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/programm/").status_code == 200
        # Whether a new generation has begun is asked by the clock.
        return len([one for one in queries if "delivery_generation" not in one["sql"]])

    first = asked()
    for _each in range(3):
        fill(*of)
    assert asked() == first <= 18


def test_what_a_block_is_about_may_be_over_or_never_have_been(client, page, time_machine):
    made, *_of = page
    made.body = "<p>Nur Text.</p>" + block("partners:99999") + block("events")
    made.save()
    publish(made, by=None)
    time_machine.move_to(timezone.now() + timedelta(days=400))
    article = told(client)
    assert not article.xpath(".//figure | .//*[contains(@class, ' block')]")
    assert "Nur Text." in article.text_content()


@pytest.mark.parametrize(
    "wrong", ["", "alles", "people:1", "partners", "partners:0", "partners:x", "series:1:2"]
)
def test_only_blocks_that_there_are_stay_in_a_text(wrong):
    assert sanitise(block(wrong)) == ""
    assert sanitise(block("series:12")) == block("series:12")


def test_a_piece_that_has_its_day_shows_no_block(client):
    post = make_post("Beitrag", body="<p>Text.</p>" + block("events"))
    publish(post, by=None)
    assert "data-block" not in client.get("/blog/beitrag/").text


def test_the_form_of_a_page_offers_blocks_and_that_of_a_post_does_not(client):
    client.force_login(make_editor())
    event = make_event("Kongress 9")
    form = client.get(reverse("admin:pages_page_add")).text
    assert f'"partners:{event.pk}", "Partner: Kongress 9"' in form
    assert "ProseBlock" not in client.get(reverse("admin:blog_post_add")).text
    made = make_page("Programm", body=block("events") + "<p>Text.</p>")
    look = Page(client, reverse("admin:pages_page_change", args=[made.pk]))
    typed = client.post(reverse("admin:pages_page_look", args=[made.pk]), look.values)
    assert "Kongress 9" in typed.text
