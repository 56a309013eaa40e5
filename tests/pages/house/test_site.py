"""What chief editors set for the site, and that every page, feed, calendar and file follows."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
import tinycss2
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from bin import styles
from blog.publishing.publish import publish
from delivery import generation
from delivery.joining.sheets import joined, smaller
from delivery.page_cache import PageCache
from pages.house import site
from pages.house.errors import unavailable
from pages.models import Site
from pages.sharing.share_cards import site_card
from tests.making import make_event, make_post, make_site, take_for_committed
from tests.media.pictures import picture_bytes, saved_image
from tests.pages import schema_org
from tests.pages.asking import ask

pytestmark = pytest.mark.django_db


def page(client, address="/"):
    return html.fromstring(client.get(address).content)


def graph(client, address="/"):
    return schema_org.graph(client.get(address).text)


def links(tree, where: str) -> list[tuple[str, str]]:
    found = tree.xpath(f"//nav[contains(@class, '{where}')]//a")
    return [(link.text_content().strip(), link.get("href")) for link in found]


def test_a_site_that_nobody_has_set_up_looks_complete(client):
    tree = page(client)
    assert tree.findtext(".//title") == "Podium"
    assert [text for text, _address in links(tree, "site-nav")] == [
        "Alle Beiträge", "Interviews", "Veranstaltungen", "Personen", "Suche",
    ]  # fmt: skip
    (sheet,) = tree.xpath("//link[@rel='stylesheet']/@href")
    assert client.get(sheet).status_code == 200
    assert tree.xpath("//address | //nav[contains(@class, 'social')]") == []


def test_the_name_is_said_everywhere(client):
    make_site(name="Saallicht & Söhne")
    publish(make_post("Da", slug="da"), by=None)
    tree = page(client, "/blog/da/")
    assert tree.findtext(".//title") == "Da – Saallicht & Söhne"
    assert tree.xpath("//meta[@property='og:site_name']/@content") == ["Saallicht & Söhne"]
    assert {node["name"] for node in graph(client, "/") if "#website" in node.get("@id", "")} == {
        "Saallicht & Söhne"
    }
    for feed in ("/feeds/rss.xml", "/feeds/atom.xml"):
        assert "Saallicht &amp; Söhne" in client.get(feed).text, feed
    assert client.get("/feeds/feed.json").json()["title"] == "Saallicht & Söhne"
    assert "X-WR-CALNAME:Saallicht & Söhne" in client.get("/events.ics").text
    assert "Saallicht &amp; Söhne" in client.get("/korrekturen/feed.xml").text
    assert "– Saallicht &amp; Söhne" in client.get("/gibt-es-nicht/").text


def test_header_and_footer_lead_where_editors_want(client):
    make_site(
        claim="Über das Handwerk",
        footer_text="<p>Gedruckt auf Licht.</p>",
        legal_name="Saallicht eG",
        street="Am Webhof 3",
        postal_code="34117",
        city="Kassel",
        email="post@saallicht.example",
        phone="+49 561 5550",
        navigation=[{"page": "events"}, {"label": "Licht", "address": "/thema/licht/"}],
        footer=[{"label": "Die Eule", "address": "https://eule.example/"}],
        social=[{"label": "Mastodon", "address": "https://social.example/@wir"}],
    )
    tree = page(client, "/events/")
    assert links(tree, "site-nav") == [("Veranstaltungen", "/events/"), ("Licht", "/thema/licht/")]
    assert tree.xpath("//nav[contains(@class, 'site-nav')]//a/@aria-current") == ["page"]
    assert links(tree, "footer-nav") == [("Die Eule", "https://eule.example/")]
    assert links(tree, "social") == [("Mastodon", "https://social.example/@wir")]
    assert tree.xpath("//nav[contains(@class, 'social')]//a/@rel") == ["me noopener"]
    (footer,) = tree.xpath("//footer")
    words = " ".join(footer.text_content().split())
    assert tree.xpath("//header//p[@class='claim']/text()") == ["Über das Handwerk"]
    for said in ("Gedruckt auf Licht.", "Saallicht eG", "34117 Kassel"):
        assert said in words
    assert "tel:+495615550" in footer.xpath(".//a/@href")
    # What the law asks for cannot be taken away.
    assert {"/impressum/", "/datenschutz/"} <= set(footer.xpath(".//a/@href"))


def test_search_engines_are_told_of_the_publisher_what_readers_are(client):
    make_site(
        name="Saallicht",
        claim="Über das Handwerk",
        legal_name="Saallicht eG",
        city="Kassel",
        postal_code="34117",
        email="post@saallicht.example",
        logo=saved_image(),
        social=[{"label": "Mastodon", "address": "https://social.example/@wir"}],
    )
    (publisher,) = [node for node in graph(client, "/") if node["@type"] == "Organization"]
    assert publisher["legalName"] == "Saallicht eG"
    assert publisher["slogan"] == "Über das Handwerk"
    assert publisher["address"]["addressLocality"] == "Kassel"
    assert publisher["email"] == "post@saallicht.example"
    assert publisher["sameAs"] == ["https://social.example/@wir"]
    assert publisher["logo"]["contentUrl"].startswith("http://testserver/media/")
    assert "telephone" not in publisher


def test_the_logo_stands_beside_the_name_or_says_it(client):
    logo, dark = saved_image(), saved_image(picture_bytes("PNG", mode="RGBA"))
    make_site(name="Saallicht", logo=logo, logo_dark=dark, icon=logo)
    (mark,) = page(client).xpath("//header//a[@class='wordmark']")
    assert mark.text_content().strip() == "Saallicht"
    assert mark.xpath(".//img/@alt") == [""]
    assert mark.xpath(".//source/@media") == ["(prefers-color-scheme: dark)"]
    for address in (*mark.xpath(".//img/@src"), *mark.xpath(".//source/@srcset")):
        assert b"".join(client.get(address)).startswith(b"RIFF")
    assert page(client).xpath("//link[@rel='icon']/@type")[0] in ("image/png", "image/jpeg")
    make_site(show_name=False)
    (mark,) = page(client).xpath("//header//a[@class='wordmark']")
    assert mark.text_content().strip() == ""
    assert mark.xpath(".//img/@alt") == ["Saallicht"]


def test_browsers_that_guess_the_icon_are_led_to_it(client):
    assert client.get("/favicon.ico").headers["Location"] == "/static/site/favicon.svg"
    make_site(icon=saved_image())
    assert client.get("/favicon.ico").headers["Location"].startswith("/media/")


def test_a_page_without_a_picture_is_shared_with_that_of_the_site_beside_its_name(client):
    image = saved_image()
    make_site(name="Haus", share_image=image)
    (picture,) = page(client).xpath("//meta[@property='og:image']/@content")
    card = site_card()
    assert (card.text, card.picture) == ("Haus", image.frozen())
    assert picture == f"http://testserver/karten/website-{card.key}.jpg"


# Colours ------------------------------------------------------------------------------------------
def sheet(client) -> str:
    (address,) = page(client).xpath("//link[@rel='stylesheet']/@href")
    return address


def test_own_colours_come_in_the_one_stylesheet_that_is_kept_for_ever(client):
    make_site(accent="#0d5c63")
    address = sheet(client)
    assert re.fullmatch(r"/stil/[0-9a-f]{16}\.css", address)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "@layer reset" in answer.text
    accent = re.search(r":root\{--accent:light-dark\(#0d5c63,(#\w{6})\)", answer.text)
    assert accent[1] != "#0d5c63"


def test_the_stylesheet_is_sent_small(client):
    make_site(accent="#0d5c63")
    address = sheet(client)
    plain = client.get(address).content
    packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert brotli.decompress(packed.content) == plain
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.content) == plain
    assert b"/*" not in plain
    assert b"@import" not in plain
    assert len(zipped.content) < 10_700  # with an article of the demo 20 kB


def said(css: str) -> list[str]:
    """Return every selector, property and value of a style sheet, in their order."""
    words = []
    for _at_rule, nodes in styles.blocks_in(tinycss2.parse_stylesheet(css, skip_comments=True)):
        for node in nodes:
            if node.type == "declaration":
                words.append(f"{node.name}: {tinycss2.serialize(node.value)}")
            elif hasattr(node, "prelude"):
                words.append(tinycss2.serialize(node.prelude))
    return [re.sub(r"\s|/\*.*?\*/", "", one) for one in words]


def test_the_stylesheet_as_it_is_sent_says_what_its_files_say():
    files = sorted((Path(settings.BASE_DIR) / "static/site").glob("*.css"))
    assert len(files) > 10
    css = joined("site/site.css")
    assert said(smaller(css)) == said(css)
    for file in files:
        one = said(joined(f"site/{file.name}"))
        assert file.name == "site.css" or set(one) <= set(said(css)), f"{file.name} is left out"


def test_another_colour_is_another_address_and_the_old_one_still_answers_for_a_while(client):
    make_site(accent="#0d5c63")
    before = sheet(client)
    make_site(accent="#5b2a86")
    after = sheet(client)
    assert after != before
    late = client.get(before)
    assert "#5b2a86" in late.text
    assert "max-age=60" in late.headers["Cache-Control"]


# Reading it ---------------------------------------------------------------------------------------
def test_settings_cost_a_page_no_query(client, django_assert_num_queries):
    make_site(name="Eins", navigation=[{"page": "blog"}], social=[])
    client.get("/impressum/")
    with django_assert_num_queries(2):  # for a page of the house, and for what stood there before
        assert "Eins" in client.get("/impressum/").text


def test_what_another_process_saves_is_seen_within_half_a_second(client, monkeypatch):
    make_site(name="Eins")
    assert site.current().title == "Eins"
    take_for_committed()
    # As another process would: nothing said to this one.
    Site.objects.update(name="Zwei")
    assert site.current().title == "Eins"
    generation.known.looked -= generation.LOOK_EVERY
    assert site.current().title == "Zwei"


def test_a_change_in_the_settings_begins_an_generation(django_capture_on_commit_callbacks):
    make_site(name="Eins")
    site.current()
    take_for_committed()
    with django_capture_on_commit_callbacks(execute=True):
        Site.objects.update(name="Zwei")
    assert site.current().title == "Zwei"


def test_while_the_database_is_away_the_settings_are_what_was_known(client):
    make_site(name="Eins")
    site.current()
    generation.known.away = True
    with CaptureQueriesContext(connection) as queries:
        assert "Eins" in client.get("/nirgends/hier/").text
    assert len(queries) == 0


def test_kept_pages_change_with_the_name_and_carry_the_reservation(committed_site):
    cached = PageCache(WSGIHandler(), most=1 << 24, shared=None, unavailable=unavailable)
    assert "Podium" in ask(cached, "/impressum/").text
    committed_site(name="Neuer Name", reserve_mining=True)
    page = ask(cached, "/impressum/")
    again = ask(cached, "/impressum/")
    assert (page.cache, again.cache) == ("fwd=miss; stored", "hit")
    assert "Neuer Name" in again.text
    assert again.headers["TDM-Reservation"] == "1"


@pytest.fixture
def committed_site(django_capture_on_commit_callbacks):
    """Save settings as another request would, with a process that knows nothing yet."""
    generation.known.__init__()
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)

    def save(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            Site.objects.update_or_create(pk=1, defaults=fields)

    yield save
    for signal in signals:
        signal.connect(close_old_connections)


# Text and data mining -----------------------------------------------------------------------------
def test_mining_is_not_reserved_unless_the_owner_says_so(client):
    assert "TDM-Reservation" not in client.get("/").headers
    assert client.get("/.well-known/tdmrep.json").status_code == 404
    assert "GPTBot" not in client.get("/robots.txt").text
    assert page(client).xpath("//meta[@name='tdm-reservation']") == []


def test_a_reservation_is_said_in_every_way_that_machines_read(client):
    make_site(reserve_mining=True, mining_policy="https://saallicht.example/lizenz/")
    publish(make_post("Da", slug="da"), by=None)
    make_event("Kongress", slug="kongress")
    for address in ("/", "/blog/da/", "/events/kongress/", "/feeds/rss.xml", "/feeds/feed.json",
                    "/sitemap.xml", "/events.ics", "/robots.txt"):  # fmt: skip
        answer = client.get(address)
        assert answer.headers["TDM-Reservation"] == "1", address
        assert answer.headers["TDM-Policy"] == "https://saallicht.example/lizenz/", address
    tree = page(client, "/blog/da/")
    assert tree.xpath("//meta[@name='tdm-reservation']/@content") == ["1"]
    assert client.get("/.well-known/tdmrep.json").json() == [
        {
            "location": "/",
            "tdm-reservation": 1,
            "tdm-policy": "https://saallicht.example/lizenz/",
        }
    ]


def test_the_newsroom_says_nothing_of_mining(client, admin_client):
    make_site(reserve_mining=True)
    assert "TDM-Reservation" not in admin_client.get("/admin/").headers
