from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.publishing.publish import CorrectionNote, publish, withdraw
from events.models import EventSeries
from tests.making import make_event, make_interview, make_offer, make_post

pytestmark = pytest.mark.django_db
NOW = "2026-03-01T12:00:00+00:00"


def test_a_live_piece_is_shown(client):
    publish(make_post("Licht am Einlass", slug="licht"), by=None)
    answer = client.get("/blog/licht/")
    assert answer.status_code == 200
    assert "Licht am Einlass" in answer.text


def test_a_draft_and_a_future_piece_answer_404(client):
    make_post(slug="entwurf")
    publish(make_post(slug="bald"), by=None, starts_at=timezone.now() + timedelta(days=1))
    assert client.get("/blog/entwurf/").status_code == 404
    assert client.get("/blog/bald/").status_code == 404


def test_a_withdrawn_piece_answers_410(client):
    post = make_post("Zurückgezogen", slug="weg")
    publish(post, by=None)
    withdraw(post)
    answer = client.get("/blog/weg/")
    assert answer.status_code == 410
    assert "Zurückgezogen" in answer.text


def test_an_expired_piece_answers_410(client):
    with time_machine.travel(NOW, tick=False) as clock:
        publish(make_post(slug="kurz"), by=None, ends_at=timezone.now() + timedelta(hours=1))
        clock.shift(3600)
        assert client.get("/blog/kurz/").status_code == 410


def test_every_former_address_leads_to_the_present_one(client):
    post = make_post(slug="erst")
    for slug in ("erst", "dann", "jetzt"):
        post.slug = slug
        post.save()
        publish(post, by=None)
    for former in ("erst", "dann"):
        answer = client.get(f"/blog/{former}/")
        assert (answer.status_code, answer.url) == (301, "/blog/jetzt/")
    assert client.get("/blog/jetzt/").status_code == 200


def test_an_address_that_was_only_scheduled_says_nothing(client):
    post = make_post(slug="erst")
    publish(post, by=None)
    post.slug = "geplant"
    post.save()
    publish(post, by=None, starts_at=timezone.now() + timedelta(days=1))
    assert client.get("/blog/geplant/").status_code == 404
    assert client.get("/blog/erst/").status_code == 200


def test_an_interview_under_the_address_of_posts_leads_to_its_own(client):
    publish(make_interview(slug="gespraech"), by=None)
    answer = client.get("/blog/gespraech/")
    assert (answer.status_code, answer.url) == (301, "/interviews/gespraech/")


@pytest.mark.parametrize("with_series", [False, True])
def test_an_article_needs_at_most_eight_queries(client, django_assert_max_num_queries, with_series):
    event = make_event()
    make_offer(event)
    interview = make_interview(slug="gespraech", event=event)
    if with_series:
        interview.series = event.series_of_posts.create(name="Reihe")
        interview.save()
        publish(make_interview(event=event, series=interview.series), by=None)
    publish(interview, by=None)
    with django_assert_max_num_queries(8):
        assert client.get("/interviews/gespraech/").status_code == 200


@pytest.mark.parametrize("cancelled", [False, True])
def test_an_article_of_an_event_that_is_gone_needs_no_more(
    client, django_assert_max_num_queries, cancelled
):
    start = timezone.now() - timedelta(days=-30 if cancelled else 30)
    past = {"starts_at": start, "series": EventSeries.objects.create(name="Kongress")}
    event = make_event(
        "Kongress 2026", status="EventCancelled" if cancelled else "EventScheduled", **past
    )
    make_event("Kongress 2027", series=event.series, starts_at=start + timedelta(days=365))
    make_offer(event)
    row = event.series_of_posts.create(name="Reihe")
    publish(make_post("Vorher", event=event, series=row), by=None)
    post = make_post("Hier", slug="hier", event=event, series=row)
    publish(post, by=None)
    post.body += "<p>Mehr.</p>"
    post.save()
    publish(post, by=None, correction=CorrectionNote("correction", "Es waren mehr."))
    publish(make_post("Rückblick", event=event, recap=True), by=None)
    with django_assert_max_num_queries(8):
        page = client.get("/blog/hier/").text
    assert all(
        words in page for words in ("Es waren mehr.", "Vorher", "Rückblick", "Kongress 2027")
    )


def test_a_piece_of_a_past_event_offers_no_ticket_and_leads_to_the_next_edition(client):
    with time_machine.travel(NOW, tick=False) as clock:
        row = EventSeries.objects.create(name="Kongress")
        event = make_event("Kongress 2026", series=row)
        make_offer(event)
        publish(make_post(slug="text", event=event), by=None)
        assert "/weiter/" in client.get("/blog/text/").text
        clock.shift(86400 * 40)
        following = make_event("Kongress 2027", series=row)
        page = client.get("/blog/text/").text
        assert "/weiter/" not in page
        assert following.get_absolute_url() in page


def test_only_reading_methods_are_answered(client):
    publish(make_post(slug="text"), by=None)
    assert client.post("/blog/text/").status_code == 405


def test_readers_get_no_cookie(client):
    publish(make_post(slug="text"), by=None)
    assert client.get("/blog/text/").cookies == {}


def test_no_page_of_a_piece_asks_for_a_working_copy(client):
    row = make_event().series_of_posts.create(name="Reihe")
    posts = [make_post(f"Stück {number}", slug=f"stueck-{number}", series=row) for number in (1, 2)]
    interview = make_interview(slug="gespraech", event=make_event(), series=row)
    for post in (*posts, interview):
        post.tags.add("Bühne")
        publish(post, by=None)
    paths = ("/blog/stueck-1/", "/blog/stueck-1/aenderungen/", "/interviews/gespraech/frage-1/")
    with CaptureQueriesContext(connection) as queries:
        answers = [client.get(path).status_code for path in (*paths, "/interviews/gespraech/")]
    assert answers == [200] * 4
    working_copies = ('"blog_post"', '"blog_credit"', '"interviews_')
    assert not [q["sql"] for q in queries for table in working_copies if table in q["sql"]]


@pytest.mark.parametrize("number", [1, 3])
def test_offers_and_editions_cost_no_more_queries(client, number, django_assert_num_queries):
    event = make_event()
    row = event.series_of_posts.create(name="Reihe")
    for _each in range(number):
        make_offer(event)
        publish(make_post(event=event, series=row), by=None)
    post = make_post(slug="hier", event=event, series=row)
    for text in range(number):
        post.body = f"<p>Fassung {text}.</p>"
        post.save()
        publish(post, by=None)
    with django_assert_num_queries(6):
        client.get("/blog/hier/")
