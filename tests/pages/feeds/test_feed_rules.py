"""Every feed there is, held to the rules of its format, with content that tries to break them."""

import json
from html import unescape

import feedparser
import pytest

from blog.models import Correction, Credit, Edition, Source
from blog.publishing.publish import CorrectionNote, publish
from interviews.models import Interview
from tests.making import make_event, make_interview, make_person, make_post, make_site
from tests.media.pictures import saved_image
from tests.pages.feed_rules import atom_faults, json_faults, rss_faults
from tests.worlds import shared

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]
SITE = "http://testserver"
HUB = "https://hub.example/"
OF = ["/thema/licht-und-co/", "/serien/reihe/", "/personen/ada-eins/", "/events/kongress/"]
PLACES = {
    "everything": ("/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"),
    "corrections": ("/korrekturen/feed.xml", "/korrekturen/atom.xml", "/korrekturen/feed.json"),
} | {page: (f"{page}feed.xml", f"{page}atom.xml", f"{page}feed.json") for page in OF}
RSS, ATOM, JSON = ([forms[place] for forms in PLACES.values()] for place in range(3))


@shared
def filled():
    """Two pieces with everything on them, and a correction."""
    make_site(name="Saal & <Licht>", icon=saved_image())
    event = make_event("Kongress & Messe", slug="kongress")
    ada = make_person("Ada Eins", newsroom=True)
    series = event.series_of_posts.create(name="Reihe <1>", slug="reihe")
    body = (
        '<p>Siehe <a href="/blog/anders/">dort</a> &amp; <a href="#unten">unten</a>.</p>'
        "<p>Zeichen: ]]&gt; \x0b &lt;script&gt; „Ende“</p>"
    )
    post = make_post(
        'Was <b>kostet</b> "AT&T" & Co?', slug="da", author=ada, body=body, event=event,
        series=series, image=saved_image(), standfirst="Kurz & <gut>",
    )  # fmt: skip
    post.tags.add("Licht & Co")
    Source.objects.create(
        post=post, ordering=1, title="Quelle", url="https://quelle.example/?a=1&b=2"
    )
    publish(post, by=None)
    interview = make_interview("Gespräch", slug="gespraech", event=event, series=series)
    Credit.objects.create(post=interview, person=ada, role="author", ordering=9)
    interview.tags.add("Licht & Co")
    publish(Interview.objects.get(pk=interview.pk), by=None)
    post.body += "<p>Neu.</p>"
    post.save()
    note = CorrectionNote(Correction.Kind.CORRECTION, "Es waren 5 < 7 & nicht mehr.")
    publish(post, by=None, correction=note)


@pytest.mark.parametrize("path", RSS)
def test_rss_keeps_its_profile(client, filled, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert rss_faults(answer.content, f"{SITE}{path}") == []


@pytest.mark.parametrize("path", ATOM)
def test_atom_keeps_its_standard(client, filled, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert atom_faults(answer.content, f"{SITE}{path}") == []


@pytest.mark.parametrize("path", JSON)
def test_json_feed_keeps_its_standard(client, filled, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/feed+json"
    assert json_faults(answer.content, f"{SITE}{path}") == []


@pytest.mark.parametrize("path", RSS + ATOM)
def test_readers_of_feeds_read_all_of_it(client, filled, path):
    read = feedparser.parse(client.get(path).content)
    assert read.bozo == 0, read.get("bozo_exception")
    assert read.feed.title.endswith("Saal & <Licht>")
    assert any("„AT&T“ & Co" in unescape(entry.title) for entry in read.entries)
    assert {entry.link.startswith(f"{SITE}/") for entry in read.entries} == {True}


@pytest.mark.parametrize("path", RSS + ATOM + JSON)
def test_a_feed_needs_few_queries(client, filled, path, django_assert_max_num_queries):
    client.get(Edition.objects.live().first().get_absolute_url())
    # From now on the settings of the site are known, and what has moved.
    with django_assert_max_num_queries(6):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [path for forms in PLACES.values() for path in forms])
def test_a_feed_is_found_from_its_page(client, filled, path):
    page = {"/feeds": "/"}.get(path.rpartition("/")[0], path.rpartition("/")[0] + "/")
    assert f'href="{path}"' in client.get(page).text


@pytest.mark.parametrize("path", ["/feeds/rss.xml", "/korrekturen/feed.xml", "/feeds/atom.xml",
                                  "/korrekturen/atom.xml"])  # fmt: skip
def test_xml_feeds_name_the_hub_while_there_is_one(client, filled, path):
    assert "Link" not in client.get(path).headers
    assert b'rel="hub"' not in client.get(path).content
    make_site(websub=True, websub_hub=HUB)
    answer = client.get(path)
    assert answer.headers["Link"] == f'<{HUB}>; rel="hub", <{SITE}{path}>; rel="self"'
    read = feedparser.parse(answer.content)
    assert [link.href for link in read.feed.links if link.rel == "hub"] == [HUB]
    faults = rss_faults if path.endswith("feed.xml") or "rss" in path else atom_faults
    assert faults(answer.content, f"{SITE}{path}") == []


@pytest.mark.parametrize("path", ["/feeds/feed.json", "/korrekturen/feed.json"])
def test_json_feeds_name_the_hub_while_there_is_one(client, filled, path):
    assert "hubs" not in client.get(path).json()
    make_site(websub=True, websub_hub=HUB)
    answer = client.get(path)
    assert answer.json()["hubs"] == [{"type": "WebSub", "url": HUB}]
    assert answer.headers["Link"] == f'<{HUB}>; rel="hub", <{SITE}{path}>; rel="self"'
    assert json_faults(answer.content, f"{SITE}{path}") == []


# The rules themselves -------------------------------------------------------------------------------
def test_the_rules_find_what_is_wrong():
    rss = (
        b'<rss version="2.0"><channel><title>A &amp;amp; B</title><item><title>x</title>'
        b"<link>/da/</link><guid>7</guid><author>Ada</author><pubDate>heute</pubDate></item>"
        b"<link>/</link></channel></rss>"
    )
    faults = " | ".join(rss_faults(rss, SITE))
    for said in ("one description", "rel=self", "behind the items", "markup in title", "RFC 822",
                 "'/da/' is not absolute", "isPermaLink", "mail address"):  # fmt: skip
        assert said in faults
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>7</id></entry></feed>'
    faults = " | ".join(atom_faults(atom, SITE))
    for said in ("no language", "one updated", "rel=self", "no IRI", "no author", "RFC 3339"):
        assert said in faults
    feed = {"version": "1.0", "items": [{"id": 7, "url": "/da/", "date_published": "heute"}]}
    faults = " | ".join(json_faults(json.dumps(feed).encode(), SITE))
    for said in ("version 1.1", "title is missing", "id is unknown or no", "neither content",
                 "RFC 3339", "not absolute"):  # fmt: skip
        assert said in faults
