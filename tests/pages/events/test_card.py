import pytest

from tests.making import make_event, make_offer

pytestmark = pytest.mark.django_db


def test_only_the_card_may_stand_in_frames_of_other_sites(client):
    event = make_event("Kongress")
    make_offer(event)
    card = client.get("/events/kongress/karte/")
    assert "X-Frame-Options" not in card.headers
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "script-src 'none'" in card["Content-Security-Policy"]
    page = client.get("/events/kongress/")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_the_card_sets_no_cookie_runs_no_script_and_is_not_listed(client):
    make_offer(make_event("Kongress"))
    card = client.get("/events/kongress/karte/")
    assert card.cookies == {}
    assert "<script" not in card.text
    assert card["X-Robots-Tag"] == "noindex"
    assert '<base target="_top">' in card.text


def test_the_page_of_an_event_gives_the_line_to_embed_it(client):
    make_event("Kongress")
    page = client.get("/events/kongress/").text
    assert "&lt;iframe src=&quot;http://testserver/events/kongress/karte/&quot;" in page
    assert "<iframe" not in page


def test_there_is_no_card_of_an_unannounced_event(client):
    make_event("Kongress", public=False)
    assert client.get("/events/kongress/karte/").status_code == 404
