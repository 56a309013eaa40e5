from datetime import timedelta

import pytest
import time_machine
from lxml import html

from blog.models import Disclosure
from blog.publishing.publish import CorrectionNote, publish
from tests.making import berlin, make_event, make_interview, make_notice, make_offer, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
PUBLISHED = berlin(2026, 3, 1, 12)


def visit(client, post):
    return client.get(post.get_absolute_url()).text


def test_age_is_told_from_a_year_on_and_stressed_from_two(client):
    with time_machine.travel(PUBLISHED, tick=False) as clock:
        post = make_post()
        edition = publish(post, by=None)
        year, two = (PUBLISHED.replace(year=PUBLISHED.year + more) for more in (1, 2))
        clock.move_to(year - timedelta(seconds=1))
        assert 'class="note is-alter' not in visit(client, post)
        clock.move_to(year)
        assert 'class="note is-alter"' in visit(client, post)
        clock.move_to(two)
        assert 'class="note is-alter strong"' in visit(client, post)
        assert post.editions.get().modified_at == edition.modified_at


def test_the_ticket_box_follows_the_clock_to_the_second(client):
    with time_machine.travel(PUBLISHED, tick=False) as clock:
        until = berlin(2026, 3, 15)
        event = make_event(starts_at=berlin(2026, 4, 1, 9), ends_at=berlin(2026, 4, 2, 17))
        make_offer(event, name="Frühbucherkarte", price="320.00", sales_end=until)
        make_offer(event, name="Normalpreis", price="420.00", sales_start=until)
        post = make_post(event=event)
        publish(post, by=None)
        clock.move_to(until - timedelta(seconds=1))
        page = visit(client, post).replace("\xa0", " ")
        assert "Frühbucherpreis bis 14. März 2026" in page
        assert "320 €" in page
        assert "danach 420 €" in page
        clock.move_to(until)
        assert "420\xa0€" in visit(client, post)
        clock.move_to(event.starts_at)
        assert "420\xa0€" not in visit(client, post)


def test_notices_stand_where_they_were_put(client):
    post = make_post()
    for number, (heading, position) in enumerate(
        [("Oben", "top"), ("Unten", "bottom"), ("Am Ende", "")], start=1
    ):
        notice = make_notice(heading)
        Disclosure.objects.create(post=post, notice=notice, position=position, ordering=number)
    publish(post, by=None)
    page = visit(client, post)
    text = page.index("<p>Ein Text, den man lesen kann.")
    assert page.index("Oben") < text < page.index("Unten") < page.index("Am Ende")


def test_a_correction_stands_at_the_piece_and_in_the_list(client):
    post = make_post("A")
    publish(post, by=None)
    post.title = "B"
    post.save()
    publish(post, by=None, correction=CorrectionNote("correction", "Das Jahr war falsch."))
    assert "Das Jahr war falsch." in visit(client, post)
    assert "Das Jahr war falsch." in client.get("/korrekturen/").text


def test_every_question_is_a_heading_with_its_own_link(client):
    interview = make_interview(exchanges=(("Eins?", "<p>1</p>"), ("Zwei?", "<p>2</p>")))
    publish(interview, by=None)
    page = visit(client, interview)
    for anchor in ("frage-1", "frage-2"):
        assert f'<h2 class="question" id="{anchor}">' in page
        assert f'href="#{anchor}"' in page


def test_every_page_leads_to_the_legal_pages(client):
    publish(make_post(slug="text"), by=None)
    for address in ("/", "/blog/text/", "/suche/", "/gibt-es-nicht/", "/events/"):
        page = client.get(address).text
        for legal in ("/impressum/", "/datenschutz/", "/barrierefreiheit/"):
            assert f'href="{legal}"' in page


def test_the_english_site_is_complete(client, settings):
    settings.LANGUAGE_CODE = "en"
    publish(make_interview(slug="talk", language="en"), by=None)
    page = client.get("/interviews/talk/").text
    assert '<html lang="en">' in page
    assert "Skip to content" in page


def test_a_series_leads_to_the_pieces_before_and_after(client):
    row = make_event().series_of_posts.create(name="Reihe")
    posts = [make_post(title, series=row) for title in ("Eins", "Zwei", "Drei", "Vier")]
    with time_machine.travel(PUBLISHED, tick=False) as clock:
        for post in posts:
            publish(post, by=None)
            clock.shift(3600)
        tree = html.fromstring(client.get(posts[1].get_absolute_url()).text)
    ways = {
        way.get("rel"): words(way) for way in tree.xpath("//nav[contains(@class, 'neighbours')]/a")
    }
    assert ways == {"prev": "Davor Eins", "next": "Danach Drei"}
