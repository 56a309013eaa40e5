"""The way to a page: readers see what machines are told."""

import json

import pytest
from lxml import html

from blog.publishing.publish import publish
from tests.making import make_event, make_interview, make_person, make_post, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


def steps(client, address):
    """Return the steps that readers see, and those of BreadcrumbList without the page itself."""
    tree = html.fromstring(client.get(address).text)
    seen = [(a.text, a.get("href")) for a in tree.xpath("//nav[@class='breadcrumbs']//a")]
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    (trail,) = [one for one in json.loads(script)["@graph"] if one["@type"] == "BreadcrumbList"]
    told = [(row["name"], row["item"]) for row in trail["itemListElement"]]
    return seen, [(name, item.removeprefix("http://testserver")) for name, item in told[:-1]]


def test_above_each_page_stands_the_way_that_machines_are_told(client):
    make_site(name="Haus")
    event = make_event("Kongress")
    series = event.series_of_posts.create(name="Reihe")
    post = make_post("Licht", author=make_person("Anna Berg"), event=event, series=series)
    post.tags.add("Bühne")
    publish(post, by=None)
    publish(make_interview("Fragen", slug="fragen"), by=None)
    home = ("Haus", "/")
    for address, above in {
        "/blog/licht/": ("Alle Beiträge", "/blog/"),
        "/interviews/fragen/": ("Interviews", "/interviews/"),
        "/thema/buehne/": ("Themen", "/themen/"),
        "/serien/reihe/": ("Alle Beiträge", "/blog/"),
        "/personen/anna-berg/": ("Personen", "/personen/"),
        "/events/kongress/": ("Veranstaltungen", "/events/"),
    }.items():
        assert steps(client, address) == ([home, above], [home, above]), address
