"""An ambassador's link is any address of the site: every way to the shop on it carries the code."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from blog.models import ClickOut
from blog.publishing.publish import publish
from events.models import Ambassadorship, EventSeries
from tests.making import make_event, make_interview, make_offer, make_person, make_post

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
PAGES = [
    "/",
    "/blog/",
    "/blog/vorfreude/",
    "/interviews/",
    "/interviews/gespraech/",
    "/personen/ada-berg/",
    "/events/",
    "/events/kongress/",
    "/events/kongress/karte/",
    "/events/reihe/reihe/",
]


@pytest.fixture(autouse=True)
def event():
    series = EventSeries.objects.create(name="Reihe", slug="reihe")
    return make_event("Kongress", slug="kongress", series=series)


@pytest.fixture(autouse=True)
def offer(event):
    return make_offer(event)


@pytest.fixture(autouse=True)
def ada(event):
    ada = make_person("Ada Berg", slug="ada-berg")
    Ambassadorship.objects.create(event=event, person=ada, code="ADA-10")
    publish(make_post("Vorfreude", slug="vorfreude", event=event, author=ada), by=None)
    publish(make_interview("Gespräch", slug="gespraech", event=event, guest=ada), by=None)
    return ada


def links(client, address, to):
    """Every address on a page that begins with a path."""
    html = client.get(address).content.decode()
    found = [unescape(one) for one in re.findall(r'href="([^"]+)"', html)]
    return [one for one in found if urlsplit(one).path.startswith(to)]


def with_code(address, code="ADA-10"):
    return f"{address}{'&' if '?' in address else '?'}b={code}"


@pytest.mark.parametrize("address", PAGES)
def test_every_way_to_the_shop_carries_the_code(client, address):
    found = links(client, with_code(address), "/weiter/")
    assert found
    assert {tuple(parse_qs(urlsplit(one).query).get("b", [])) for one in found} == {("ADA-10",)}


@pytest.mark.parametrize("address", PAGES)
def test_without_an_ambassador_nobody_gets_the_click(client, address):
    found = links(client, address, "/weiter/")
    assert found
    assert not any("b=" in one for one in found)


@pytest.mark.parametrize("code", ['"><script>', "a b", "x" * 41, "", "%0d%0a", "../.."])
def test_what_does_not_look_like_a_code_is_carried_nowhere(client, code):
    found = links(client, with_code("/blog/vorfreude/", code), "/weiter/")
    assert not any("b=" in one for one in found)


@pytest.mark.parametrize("address", PAGES)
def test_the_click_counts_for_the_ambassador(client, address):
    way = links(client, with_code(address), "/weiter/")[0]
    response = client.get(way, headers=BROWSER)
    assert parse_qs(urlsplit(response.url).query)["voucher"] == ["ADA-10"]
    assert list(ClickOut.objects.values_list("ambassadorship__code", "number")) == [("ADA-10", 1)]


def test_the_click_counts_for_the_piece_too(client, event):
    piece = event.editions.get(slug="vorfreude")
    way = links(client, with_code("/blog/vorfreude/"), "/weiter/")[0]
    client.get(way, headers=BROWSER)
    assert list(ClickOut.objects.values_list("post", "ambassadorship__code")) == [
        (piece.post_id, "ADA-10")
    ]


def test_a_code_typed_in_small_letters_counts_as_well(client):
    way = links(client, with_code("/events/kongress/", "ada-10"), "/weiter/")[0]
    client.get(way, headers=BROWSER)
    assert ClickOut.objects.get().ambassadorship.code == "ADA-10"


def test_the_box_of_a_piece_leads_to_the_event_with_the_code(client):
    found = links(client, with_code("/blog/vorfreude/"), "/events/kongress/")
    assert with_code("/events/kongress/") in found


def test_a_past_event_leads_to_the_next_edition_with_the_code(client, event, time_machine):
    make_event(
        "Der nächste",
        slug="naechster",
        series=event.series,
        starts_at=event.ends_at.replace(year=event.ends_at.year + 1),
    )
    time_machine.move_to(event.ends_at)
    assert with_code("/events/naechster/") in links(
        client, with_code("/blog/vorfreude/"), "/events/naechster/"
    )


def test_feeds_carry_nobodys_code(client):
    assert "ADA-10" not in client.get(with_code("/feeds/rss.xml")).content.decode()
