"""Every page describes itself in schema.org's words, and says nothing readers cannot see."""

import pytest
import time_machine
from django.utils import timezone

from blog.publishing.publish import CorrectionNote, publish
from pages.pieces.article import Article
from pages.structured_data.article import graph as graph_of
from pages.structured_data.graph import script
from tests.making import make_interview, make_post
from tests.pages.schema_org import one, problems
from tests.pages.structured_data.world import NOW, World, visit

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]
HOSTILE = "</script><script>alert(\"1\")</script> & 'Bühne' <!-- -->"


PAGES = [
    "/",
    "/blog/",
    "/interviews/",
    "/blog/licht/",
    "/interviews/fragen/",
    "/thema/buehne/",
    "/serien/reihe/",
    "/personen/",
    "/personen/anna-berg/",
    "/personen/falk-gast/",
    "/events/",
    "/events/kongress/",
    "/transparenz/",
    "/korrekturen/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
]


def faults(client):
    return {address: found for address in PAGES if (found := problems(client.get(address).text))}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_described_without_fault(client, settings, language):
    with time_machine.travel(NOW, tick=False):
        settings.LANGUAGE_CODE = language
        World(language)
        assert faults(client) == {}


@pytest.mark.parametrize("address", ["/", "/blog/", "/interviews/", "/personen/", "/events/"])
def test_an_empty_site_is_described_without_fault(client, address):
    assert problems(client.get(address).text) == []


def test_no_name_can_end_the_data_block(client):
    with time_machine.travel(NOW, tick=False):
        world = World()
        for row in (world.event, world.author, world.guest, world.sponsor, world.series, world.row):
            row.name = f"{HOSTILE} {row.name}"
            row.save()
        for piece in (world.post, world.interview):
            piece.title = piece.standfirst = f"{HOSTILE} {piece.title}"
            piece.save()
            publish(piece, by=None, correction=CorrectionNote("correction", HOSTILE))
        pages = [client.get(address).text for address in PAGES]
        assert {page.count("<script") - page.count('<script type="module" ') for page in pages} == {
            1
        }
        assert faults(client) == {}


def test_a_hostile_headline_survives_as_text(client):
    post = make_post('</script><script>alert(1)</script> & "so"')
    publish(post, by=None)
    page = visit(client, post)
    assert "</script><script>" not in page
    assert one(page, "BlogPosting")["headline"] == "</script><script>alert(1)</script> & „so“"


def test_labels_of_a_piece_and_of_its_teaser_are_the_same_for_machines(client):
    publish(make_interview(slug="talk"), by=None)
    post = one(client.get("/interviews/talk/").text, "BlogPosting")
    (row,) = one(client.get("/interviews/").text, "CollectionPage")["mainEntity"]["itemListElement"]
    assert row["item"]["genre"] == post["genre"] == ["Interview"]
    assert row["item"]["@id"] == post["@id"]


def test_the_graph_asks_the_database_nothing_that_the_page_does_not(django_assert_num_queries):
    article = Article(World().interview.editions.get(), timezone.now())
    told = graph_of(article)
    with django_assert_num_queries(0):
        assert graph_of(article) == told


PERSON = {"@type": "Person", "name": "Anna"}
EVENT = {
    "@type": "BusinessEvent",
    "name": "Anna",
    "url": "https://k.example/",
    "startDate": "2026-11-20",
    "endDate": "2026-11-20",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": {"@type": "VirtualLocation", "url": "https://k.example/"},
}
FAULTS = [
    ({"@type": "Interview"}, "type Interview"),
    ({"@type": "FAQPage"}, "type FAQPage"),
    (PERSON | {"interviewer": "Anna"}, "['Person'] with interviewer"),
    ({"@type": "Person"}, "Person without name"),
    (PERSON | {"url": "/anna/"}, "['Person'] with url '/anna/'"),
    (PERSON | {"knows": {"@id": "https://h/#x"}}, "@id of nothing: https://h/#x"),
    (PERSON | {"name": "Berg"}, "['Person'] says name 'Berg', which nobody can read"),
    (EVENT | {"startDate": "2026-11-21"}, "['BusinessEvent'] with endDate before startDate"),
    (
        EVENT | {"startDate": "2026-11-19T09:00:00"},
        "['BusinessEvent'] with startDate '2026-11-19T09:00:00'",
    ),
    (
        EVENT | {"eventStatus": "https://schema.org/EventRescheduled"},
        "['BusinessEvent']: previousStartDate if and only if rescheduled",
    ),
    (
        EVENT | {"eventStatus": "EventScheduled"},
        "['BusinessEvent'] with eventStatus 'EventScheduled'",
    ),
]


@pytest.mark.parametrize(("node", "fault"), [(PERSON, None), (EVENT, None), *FAULTS])
def test_the_checks_find_what_is_wrong(node, fault):
    page = f"<html><head>{script([node])}</head><body><p>Anna</p></body></html>"
    assert problems(page) == ([fault] if fault else [])
