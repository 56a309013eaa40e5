"""Sitemaps: what search engines are told of, in parts, by the rules of sitemaps.org and Google."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from blog.publishing.publish import publish, withdraw
from events.models import EventSeries
from pages.discovery import sitemaps
from tests.making import make_event, make_interview, make_person, make_post, make_site
from tests.media.pictures import saved_image

NOW = "2026-03-01T12:00:00+00:00"
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
SITE = "http://testserver"
FIXED = [
    *("/", "/blog/", "/interviews/", "/themen/", "/personen/", "/events/"),
    *("/transparenz/", "/korrekturen/"),
]
pytestmark = pytest.mark.django_db


def tree(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    assert "s-maxage=10" in answer.headers["Cache-Control"]
    assert len(answer.content) < 50 * 1024 * 1024
    return etree.fromstring(answer.content)


def parts(client) -> list[str]:
    root = tree(client, "/sitemap.xml")
    assert root.tag == f"{{{NS['s']}}}sitemapindex"
    return [
        part.findtext("s:loc", namespaces=NS).removeprefix(SITE)
        for part in root.findall("s:sitemap", NS)
    ]


def urls(client, path) -> dict[str, tuple[str | None, list[str]]]:
    """The date and the pictures of every address of a part, by its path."""
    root = tree(client, path)
    assert root.tag == f"{{{NS['s']}}}urlset"
    found = root.findall("s:url", NS)
    told = {
        url.findtext("s:loc", namespaces=NS): (
            url.findtext("s:lastmod", namespaces=NS),
            [loc.text for loc in url.findall("i:image/i:loc", NS)],
        )
        for url in found
    }
    assert len(told) == len(found), "an address is named twice"
    assert all(address.startswith(f"{SITE}/") for address in told)
    return {address.removeprefix(SITE): rest for address, rest in told.items()}


def pieces(client) -> dict[str, tuple[str | None, list[str]]]:
    """The date and the pictures of every piece, by its path, in the order of the parts."""
    of_pieces = [part for part in parts(client) if "pieces" in part]
    return {path: told for part in of_pieces for path, told in urls(client, part).items()}


def everything(client) -> list[str]:
    return [path for part in parts(client) for path in urls(client, part)]


def test_an_empty_site_names_its_fixed_pages(client):
    assert parts(client) == ["/sitemaps/places.xml"]
    assert everything(client) == FIXED


def test_live_canonical_pages_are_named_and_each_answers(client):
    event = make_event("Kongress", slug="kongress", series=EventSeries.objects.create(name="Kon"))
    make_event("Geheim", slug="geheim", public=False, series=EventSeries.objects.create(name="X"))
    post = make_post("Da", slug="erst", author=make_person("Ada Eins", newsroom=True))
    post.tags.add("Licht")
    publish(post, by=None)
    post.slug = "da"
    post.save()
    publish(post, by=None)
    row = event.series_of_posts.create(name="Reihe")
    interview = make_interview("Gespräch", slug="gespraech", series=row, event=event)
    publish(interview, by=None)
    guests = [f"/personen/{credit.person.slug}/" for credit in interview.credits.all()]
    wanted = ["/blog/da/", "/interviews/gespraech/", "/thema/licht/", "/personen/ada-eins/"]
    wanted += [*guests, "/serien/reihe/", "/events/kongress/", "/events/reihe/kon/", *FIXED]
    named = [path for part in parts(client)[:-1] for path in urls(client, part)]
    assert sorted(named) == sorted(wanted)
    for path in named:
        assert client.get(path).status_code == 200, path


def test_nothing_for_search_engines_names_what_readers_may_not_see(client):
    make_site(name="Saallicht", reserve_mining=True)
    draft = make_post("Entwurf", slug="geheimnis", author=make_person("Bea Zwei"))
    draft.tags.add("Heimlich")
    later = make_post("Bald", slug="bald", author=make_person("Cem Drei"))
    later.tags.add("Später")
    publish(later, by=None, starts_at=timezone.now() + timedelta(days=1))
    gone = make_post("Weg", slug="weg", author=make_person("Dan Vier"))
    gone.tags.add("Vorbei")
    publish(gone, by=None)
    withdraw(gone)
    files = ["/sitemap.xml", *parts(client), "/sitemaps/news.xml",
             "/robots.txt", "/.well-known/tdmrep.json", "/feeds/rss.xml", "/feeds/atom.xml",
             "/feeds/feed.json", "/korrekturen/feed.xml"]  # fmt: skip
    for path in files:
        said = client.get(path).text.lower()
        for secret in ("geheimnis", "heimlich", "bea", "bald", "cem", "weg/", "vorbei", "dan-vier"):
            assert secret not in said, (path, secret)


def test_a_page_is_dated_by_its_last_change_of_substance(client):
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Da", slug="da", author=make_person("Ada Eins", newsroom=True))
        publish(post, by=None)
        clock.shift(3600)
        post.body = "<p>Ein Tippfehler weniger.</p>"
        post.save()
        publish(post, by=None, substantial=False)
        assert pieces(client)["/blog/da/"][0] == "2026-03-01T13:00:00+01:00"
        people = urls(client, "/sitemaps/people.xml")
    assert people["/personen/ada-eins/"][0] == "2026-03-01T13:00:00+01:00"


def test_pictures_stand_with_their_pages(client):
    image = saved_image()
    publish(make_post("Da", slug="da", image=image), by=None)
    make_event("Kongress", slug="kongress", image=image)
    author = make_person("Ada Eins", newsroom=True, portrait=image)
    publish(make_post("Dort", slug="dort", author=author), by=None)
    everywhere = pieces(client)
    everywhere |= urls(client, "/sitemaps/events.xml") | urls(client, "/sitemaps/people.xml")
    for path in ("/blog/da/", "/events/kongress/", "/personen/ada-eins/"):
        (picture,) = everywhere[path][1]
        assert picture.startswith(f"{SITE}/media/"), path
        assert b"".join(client.get(picture.removeprefix(SITE)))
    assert everywhere["/blog/dort/"][1] == []


def test_pieces_come_in_parts_that_only_the_newest_changes(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 3)
    with time_machine.travel(NOW, tick=False):
        first = make_post().pk // 3 * 3 + 3  # the number that a part begins with
        for number in range(7):
            publish(make_post(slug=f"nr-{number}", pk=first + number), by=None)
        before = [part for part in parts(client) if "pieces" in part]
        assert [list(urls(client, part)) for part in before] == [
            ["/blog/nr-0/", "/blog/nr-1/", "/blog/nr-2/"],
            ["/blog/nr-3/", "/blog/nr-4/", "/blog/nr-5/"],
            ["/blog/nr-6/"],
        ]
        publish(make_post(slug="nr-7", pk=first + 7), by=None)
        assert [part for part in parts(client) if "pieces" in part] == before
        assert list(urls(client, before[-1])) == ["/blog/nr-6/", "/blog/nr-7/"]


def test_a_part_without_live_pieces_is_neither_named_nor_there(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 1)
    gone, there = make_post(slug="weg"), make_post(slug="da")
    publish(gone, by=None)
    publish(there, by=None)
    withdraw(gone)
    named = [part for part in parts(client) if "pieces" in part]
    assert named == [f"/sitemaps/pieces-{there.pk}.xml"]
    assert client.get(f"/sitemaps/pieces-{gone.pk}.xml").status_code == 404


@pytest.mark.parametrize("key", ["4711", "9" * 30, "-1", "x"])
def test_a_part_that_begins_nowhere_is_not_there(client, key):
    assert client.get(f"/sitemaps/pieces-{key}.xml").status_code == 404


@pytest.mark.parametrize("name", ["", "pieces", "places", "people", "events", "news"])
def test_a_part_needs_as_many_queries_for_many_rows(client, name, django_assert_max_num_queries):
    for number in range(3):
        event = make_event(series=EventSeries.objects.create(name=f"Reihe {number}"))
        post = make_post(event=event)
        post.tags.add(f"Thema {number}")
        publish(post, by=None)
        if name == "pieces":
            path = f"/sitemaps/pieces-{post.pk // sitemaps.PART}.xml"
        else:
            path = f"/sitemaps/{name}.xml" if name else "/sitemap.xml"
        with django_assert_max_num_queries(4):
            assert client.get(path).status_code == 200


# News ---------------------------------------------------------------------------------------------
def news(client) -> list[dict[str, str]]:
    root = tree(client, "/sitemaps/news.xml")
    return [
        {
            "address": url.findtext("s:loc", namespaces=NS).removeprefix(SITE),
            "name": url.findtext("n:news/n:publication/n:name", namespaces=NS),
            "language": url.findtext("n:news/n:publication/n:language", namespaces=NS),
            "date": url.findtext("n:news/n:publication_date", namespaces=NS),
            "title": url.findtext("n:news/n:title", namespaces=NS),
        }
        for url in root.findall("s:url", NS)
    ]


def test_news_are_of_the_last_two_days_and_say_what_google_asks_for(client):
    make_site(name="Saallicht & Co")
    with time_machine.travel(NOW, tick=False) as clock:
        publish(make_post("Alt", slug="alt"), by=None)
        clock.shift(47 * 3600)
        publish(make_post('Ein "Test" & <mehr>', slug="neu"), by=None)
        clock.shift(3600)
        assert news(client) == [
            {
                "address": "/blog/neu/",
                "name": "Saallicht & Co",
                "language": "de",
                "date": "2026-03-03T12:00:00+01:00",
                "title": "Ein „Test“ & <mehr>",
            }
        ]
        assert parts(client)[-1] == "/sitemaps/news.xml"
        clock.shift(47 * 3600)
        assert news(client) == []
        assert "/sitemaps/news.xml" not in parts(client)


def test_news_hold_neither_advertisements_nor_promotion(client):
    event = make_event()
    promotion = make_post("Kommt alle", slug="kommt", event=event, promotes_event=True)
    edition = publish(promotion, by=None)
    assert "own" in {label.key for label in edition.piece.labels}
    publish(make_post("Bericht", slug="bericht"), by=None)
    assert [one["address"] for one in news(client)] == ["/blog/bericht/"]
    assert "/blog/kommt/" in pieces(client)


def test_news_are_a_thousand_at_most(client, monkeypatch):
    assert sitemaps.MOST_NEWS == 1000
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        publish(make_post(slug=f"nr-{number}"), by=None)
    assert len(news(client)) == 2


def test_nobody_keeps_the_news_beyond_their_two_days(client):
    with time_machine.travel(NOW, tick=False) as clock:
        publish(make_post("Neu", slug="neu"), by=None)
        clock.shift(48 * 3600 - 5)
        for path in ("/sitemap.xml", "/sitemaps/news.xml"):
            assert "max-age=5," in client.get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemaps/people.xml"])
def test_sitemaps_are_read_only_and_set_no_cookie(client, path):
    assert client.get(path).cookies == {}
    assert client.post(path).status_code == 405
