import json
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import override
from lxml import etree, html

from blog.models import Credit, Disclosure, Source
from blog.publishing.publish import publish, withdraw
from blog.publishing.rendering import render
from disclosures.decisions import Label
from pages.feeds.items import items_of
from pages.house.absolute import absolute
from pages.house.site_settings import Site
from pages.templatetags.syndication import syndicated
from prose.embeds import render_embeds
from prose.sanitising import sanitise
from tests.making import edition_with, make_interview, make_notice, make_person, make_post

pytestmark = pytest.mark.django_db
RSS, ATOM, JSON = "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"
NOW = "2026-03-01T12:00:00+00:00"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ATOM_NS = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def rss_items(client) -> list[etree._Element]:
    return etree.fromstring(client.get(RSS).content).findall("channel/item")


def atom_entries(client) -> list[etree._Element]:
    return etree.fromstring(client.get(ATOM).content).findall("a:entry", ATOM_NS)


def json_items(client) -> list[dict]:
    return json.loads(client.get(JSON).content)["items"]


def contents(client) -> list[str]:
    """The html of the newest piece in each feed."""
    return [
        rss_items(client)[0].findtext(CONTENT),
        atom_entries(client)[0].findtext("a:content", namespaces=ATOM_NS),
        json_items(client)[0]["content_html"],
    ]


def titles(client) -> list[list[str]]:
    """The titles in each feed."""
    return [
        [item.findtext("title") for item in rss_items(client)],
        [entry.findtext("a:title", namespaces=ATOM_NS) for entry in atom_entries(client)],
        [item["title"] for item in json_items(client)],
    ]


def publish_four_states() -> None:
    """A draft, a future, a withdrawn and a live piece, of which readers see the last."""
    make_post("Entwurf")
    publish(make_post("Bald"), by=None, starts_at=timezone.now() + timedelta(days=1))
    gone = make_post("Zurückgezogen")
    publish(gone, by=None)
    withdraw(gone)
    publish(make_post("Da"), by=None)


def test_only_live_pieces_are_in_the_feeds(client):
    publish_four_states()
    assert titles(client) == [["Da"]] * 3


def test_a_scheduled_piece_enters_the_feeds_at_its_moment_as_the_newest(client):
    with time_machine.travel(NOW, tick=False) as clock:
        publish_four_states()
        clock.shift(86400)
        assert titles(client) == [["Bald", "Da"]] * 3


@pytest.mark.parametrize("address", [RSS, ATOM])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_feeds_are_well_formed_for_any_number_of_pieces(client, address, count):
    for _number in range(count):
        publish(make_interview(), by=None)
    answer = client.get(address)
    read = feedparser.parse(answer.content)
    assert (answer.status_code, read.bozo, len(read.entries)) == (200, False, count)
    etree.fromstring(answer.content)


def test_feeds_are_served_as_what_they_are(client):
    types = {address: client.get(address).headers["Content-Type"] for address in (RSS, ATOM, JSON)}
    assert types == {
        RSS: "application/rss+xml; charset=utf-8",
        ATOM: "application/atom+xml; charset=utf-8",
        JSON: "application/feed+json",
    }


def test_feeds_hold_the_newest_twenty(client):
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(22):
            publish(make_post(f"Beitrag {number}"), by=None)
            clock.shift(60)
        assert titles(client) == [[f"Beitrag {n}" for n in range(21, 1, -1)]] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [RSS, ATOM, JSON])
def test_what_stands_around_the_items_is_never_older_than_the_site(client, address):
    with time_machine.travel(NOW, tick=False) as clock:
        publish(make_post("Da"), by=None)
        first = client.get(address).content
        assert client.get(address).content == first
        clock.shift(3600)
        publish(make_post("Auch da"), by=None)
        later = feedparser.parse(client.get(address).content)
        if address != JSON:
            assert "14:00:00" in later.feed.updated
    Site.objects.update_or_create(defaults={"name": "Haus am See"})
    assert "Haus am See" in client.get(address).content.decode()


def test_the_rss_channel_says_what_the_profile_asks_for(client):
    publish(make_post("Da"), by=None)
    channel = etree.fromstring(client.get(RSS).content).find("channel")
    assert channel.findtext("link") == "http://testserver/"
    assert channel.findtext("language") == "de"
    assert channel.findtext("description")
    assert channel.findtext("lastBuildDate")
    link = channel.find("a:link", ATOM_NS)
    assert (link.get("rel"), link.get("href")) == ("self", "http://testserver/feeds/rss.xml")


def test_an_rss_item_has_its_content_after_its_description_and_one_creator_per_author(client):
    post = make_post("Da", author=make_person("Ada Eins", newsroom=True), standfirst="Kurz.")
    Credit.objects.create(post=post, person=make_person("Bea Zwei"), role="author", ordering=2)
    Credit.objects.create(post=post, person=make_person("Cem Drei"), role="editor", ordering=3)
    publish(post, by=None)
    item = rss_items(client)[0]
    names = [child.tag for child in item]
    assert names.index(CONTENT) > names.index("description")
    assert [child.text for child in item.findall(CREATOR)] == ["Ada Eins", "Bea Zwei"]
    assert (item.find("author"), item.findtext("description")) == (None, "Kurz.")
    assert item.find("guid").get("isPermaLink") == "false"


def test_the_day_of_publication_has_a_year_of_four_digits_and_berlin_time(client):
    with time_machine.travel(NOW, tick=False):
        publish(make_post("Da"), by=None)
        assert rss_items(client)[0].findtext("pubDate") == "Sun, 01 Mar 2026 13:00:00 +0100"
        assert json_items(client)[0]["date_published"] == "2026-03-01T13:00:00+01:00"


def test_the_id_survives_a_change_of_address(client):
    def ids() -> list[str]:
        return [
            rss_items(client)[0].findtext("guid"),
            atom_entries(client)[0].findtext("a:id", namespaces=ATOM_NS),
            json_items(client)[0]["id"],
        ]

    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Da", slug="erst")
        publish(post, by=None)
        before = ids()
        clock.shift(86400 * 3)
        post.slug = "dann"
        post.save()
        publish(post, by=None)
        assert ids() == before == [f"tag:testserver,2026-03-01:post/{post.pk}"] * 3
        assert rss_items(client)[0].findtext("link") == "http://testserver/blog/dann/"
        assert json_items(client)[0]["url"] == "http://testserver/blog/dann/"


@pytest.mark.parametrize(
    ("substantial", "updated"),
    [(False, "2026-03-01T13:00:00+01:00"), (True, "2026-03-01T14:00:00+01:00")],
)
def test_only_a_change_of_substance_moves_the_date_of_the_update(client, substantial, updated):
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Da")
        publish(post, by=None)
        clock.shift(3600)
        post.body = "<p>Ein anderer Text.</p>"
        post.save()
        publish(post, by=None, substantial=substantial)
        entry, item = atom_entries(client)[0], json_items(client)[0]
        assert entry.findtext("a:updated", namespaces=ATOM_NS) == updated
        assert item["date_modified"] == updated
        assert item["date_published"] == "2026-03-01T13:00:00+01:00"


def test_the_label_of_an_advertisement_stands_in_the_title():
    content = make_post("Da", language="en").content()
    edition = edition_with(replace(content, labels=(Label("ad", "Advertisement"),)))
    render(edition)
    assert items_of([edition])[0].title == "[Advertisement] Da"


def test_an_atom_feed_and_its_entries_say_what_the_rfc_asks_for(client):
    publish(make_post("Da", author=make_person("Ada Eins", newsroom=True)), by=None)
    feed = etree.fromstring(client.get(ATOM).content)
    assert feed.get(XML_LANG) == "de"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM_NS)}
    assert links == {
        "alternate": "http://testserver/",
        "self": "http://testserver/feeds/atom.xml",
    }
    assert feed.findtext("a:author/a:name", namespaces=ATOM_NS) == "Podium"
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM_NS), name
        assert feed.findtext(f"a:entry/a:{name}", namespaces=ATOM_NS), name
    entry = feed.find("a:entry", ATOM_NS)
    assert entry.findtext("a:published", namespaces=ATOM_NS)
    assert entry.findtext("a:author/a:name", namespaces=ATOM_NS) == "Ada Eins"
    assert entry.find("a:content", ATOM_NS).attrib == {"type": "html", XML_LANG: "de"}


def test_a_json_feed_says_what_version_1_1_asks_for(client):
    publish(make_post("Da", author=make_person("Ada Eins", newsroom=True)), by=None)
    feed = json.loads(client.get(JSON).content)
    (item,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Podium",
        "description": "Die neuesten Beiträge und Interviews",
        "home_page_url": "http://testserver/",
        "feed_url": "http://testserver/feeds/feed.json",
        "icon": "http://testserver/static/site/favicon.svg",
        "authors": [{"name": "Podium", "url": "http://testserver/"}],
        "language": "de",
    }
    assert isinstance(item["id"], str)
    assert (item["authors"], item["language"]) == ([{"name": "Ada Eins"}], "de")
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None


def test_labels_come_first_and_notices_travel_inside_the_item(client):
    interview = make_interview("Da", body="<p>Zum Geleit.</p>")
    top = make_notice("Entstehung", position="top")
    bottom = make_notice("Partnerschaften", position="bottom")
    for number, notice in enumerate((top, bottom), start=1):
        Disclosure.objects.create(post=interview, notice=notice, ordering=number)
    publish(interview, by=None)
    for content in contents(client):
        words = html.fromstring(f"<div>{content}</div>").text_content()
        places = [words.index(w) for w in ("Interview", "Entstehung", "Geleit", "Partnerschaften")]
        assert places == sorted(places)
        assert words.lstrip().startswith("Interview")
    assert rss_items(client)[0].findtext("category") == "Interview"
    by_rule, *by_hand = json_items(client)[0]["_hinweise"]
    assert by_rule["heading"] == "Gastbeiträge und Interviews"
    assert by_hand == [
        {"heading": "Entstehung", "text": "Wir sagen, wer zahlt."},
        {"heading": "Partnerschaften", "text": "Wir sagen, wer zahlt."},
    ]


def test_every_address_in_an_item_is_absolute_and_on_this_site(client):
    body = (
        '<p><a href="/blog/anderes/">Hier</a>, <a href="https://example.org/x">dort</a>'
        ' und <span data-footnote="Eine Fußnote.">Wort</span>.</p>'
    )
    exchanges = tuple((f"Frage {number}?", body) for number in range(4))
    post = make_interview("Da", slug="da", body=body, exchanges=exchanges)
    Source.objects.create(post=post, ordering=1, title="Studie", url="https://example.org/s")
    publish(post, by=None)
    for content in contents(client):
        tree = html.fromstring(f"<div>{content}</div>")
        found = tree.xpath("//@href | //@src")
        assert [link for link in found if urlsplit(link).scheme not in ("http", "https")] == []
        assert "http://testserver/blog/anderes/" in found
        assert "http://testserver/interviews/da/#fn-1" in found
        assert tree.xpath("//script | //style | //@onclick | //*[@class='permalink'] | //nav") == []


def test_images_are_absolute_in_every_size():
    content = '<img src="/media/a.jpg" srcset="/media/a.webp 1x, https://b.example/c 2x">'
    assert syndicated(content, "https://x.example/") == (
        '<img src="http://testserver/media/a.jpg" '
        'srcset="http://testserver/media/a.webp 1x, https://b.example/c 2x"/>'
    )


def test_pictures_keep_their_sources_and_what_is_empty_its_end():
    picture = (
        '<picture><source srcset="https://b.example/a"><img src="https://b.example/c"></picture>'
    )
    assert syndicated(f"{picture}<p></p>", "https://x.example/") == (
        '<picture><source srcset="https://b.example/a"/><img src="https://b.example/c"/></picture><p></p>'
    )


def test_a_card_of_a_video_is_a_link_with_all_words():
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    embed = f"<figure data-embed='{video}'><figcaption>T &amp; E</figcaption></figure>"
    with override("en"):
        card = render_embeds(sanitise(f"<p>a</p>{embed}"), {})
    link = f'<p><a href="{video}" rel="noopener">Video on YouTube: T &amp; E</a></p>'
    assert syndicated(card, "https://x.example/") == f"<p>a</p>{link}"


def test_addresses_of_others_stay_as_they_are():
    content = '<a href="//cdn.example/x">a</a> <a href="mailto:a@b.example">b</a> /blog/'
    assert syndicated(content, "https://x.example/") == content
    assert absolute("https://b.example/") == "https://b.example/"
    assert absolute("/suche/?q=http://b.example/") == "http://testserver/suche/?q=http://b.example/"


@override_settings(ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize("address", [RSS, ATOM, JSON])
def test_the_host_of_the_request_is_nowhere_in_a_feed(client, address):
    publish(make_post("Da"), by=None)
    assert "evil.example" not in client.get(address, headers={"host": "evil.example"}).text


def test_signs_of_markup_in_a_title_are_text(client):
    title = 'Licht & Ton <b>fett</b> "laut" ]]> &amp;'
    publish(make_post(title, standfirst="1 < 2 & <i>x</i>"), by=None)
    shown = "Licht & Ton <b>fett</b> „laut“ ]]> &amp;"
    assert titles(client) == [[shown]] * 3
    assert rss_items(client)[0].findtext("description") == "1 < 2 & <i>x</i>"
    summary = atom_entries(client)[0].find("a:summary", ATOM_NS)
    assert (summary.get("type"), summary.text) == ("html", "1 &lt; 2 &amp; &lt;i&gt;x&lt;/i&gt;")


def test_characters_that_xml_forbids_do_not_break_a_feed(client):
    author = make_person("Ada\x0bEins", newsroom=True)
    post = make_post("Da\x08\x1f\ufffe", author=author, standfirst="\x0c", body="<p>A\x0bB</p>")
    post.tags.add("Li\x01cht")
    publish(post, by=None)
    assert titles(client) == [["Da"]] * 3
    assert feedparser.parse(client.get(RSS).content).bozo is False
    assert feedparser.parse(client.get(ATOM).content).bozo is False


@pytest.mark.parametrize("address", [RSS, ATOM, JSON])
def test_a_feed_needs_two_queries(client, django_assert_max_num_queries, address):
    for _number in range(5):
        publish(make_interview(), by=None)
    with django_assert_max_num_queries(2):
        client.get(address)


@pytest.mark.parametrize("address", [RSS, ATOM, JSON])
def test_feeds_set_no_cookie(client, address):
    assert client.get(address).cookies == {}
