from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.utils import timezone

from blog.editions.content import Approved
from blog.models import Correction
from blog.publishing.publish import CorrectionNote, publish
from disclosures.facts import Named
from tests.making import make_person, make_post
from tests.pages.schema_org import graph, nodes, one, problems, referred, types
from tests.pages.structured_data.world import NOW, World, notice, page_with, visit

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


def test_a_post_says_who_wrote_it_when_and_under_which_rules(client):
    with time_machine.travel(NOW, tick=False) as clock:
        world = World()
        clock.shift(86400 * 200)
        world.post.title = "Anderes Licht"
        world.post.save()
        publish(
            world.post, by=None, correction=CorrectionNote("correction", "Das Jahr war falsch.")
        )
        page = visit(client, world.post)
    post = one(page, "BlogPosting")
    home = "http://testserver"
    assert post["@id"] == f"{home}/blog/licht/#post"
    assert post["author"] == [{"@id": f"{home}/personen/anna-berg/#person"}]
    assert referred(page, post["author"][0]) == {
        "@type": "Person",
        "@id": f"{home}/personen/anna-berg/#person",
        "name": "Anna Berg",
        "honorificPrefix": "Prof. Dr.",
        "url": f"{home}/personen/anna-berg/",
        "jobTitle": "Leiterin bei Beispiel GmbH",
        "affiliation": {"@type": "Organization", "name": "Beispiel GmbH"},
    }
    assert post["datePublished"] == "2026-11-20T09:00:00+01:00"
    assert post["dateModified"] == "2027-06-08T10:00:00+02:00"
    assert post["description"] == "Was „gut“ heißt"
    assert post["keywords"] == ["Bühne"]
    assert post["articleSection"] == "Reihe"
    assert post["publishingPrinciples"] == f"{home}/transparenz/"
    assert post["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Das Jahr war falsch.",
            "datePublished": "2027-06-08T10:00:00+02:00",
        }
    ]
    assert post["citation"] == [
        {
            "@type": "CreativeWork",
            "@id": f"{home}/blog/licht/#quelle-1",
            "name": "Studie „Licht“",
            "author": "Eva Öztürk",
            "publisher": {"@type": "Organization", "name": "Institut"},
            "datePublished": "2026-01-02",
            "url": "https://studie.example/",
            "archivedAt": "https://archiv.example/studie",
        }
    ]


def test_a_right_of_reply_is_a_comment_by_somebody_else(client):
    post = make_post()
    publish(post, by=None)
    edition = post.editions.get()
    Correction.objects.create(
        post=post,
        edition=edition,
        kind="right_of_reply",
        text="So war es nicht.",
        published_at=timezone.now(),
    )
    told = one(visit(client, post), "BlogPosting")
    assert "correction" not in told
    assert told["comment"][0]["text"] == "So war es nicht."


def test_what_is_paid_for_is_an_advertisement_by_who_paid(client):
    world = World()
    paid = {
        "organisation": 1,
        "name": "Zahlt GmbH",
        "slug": "zahlt",
        "url": "https://zahlt.example/",
    }
    page = page_with(
        world.post.editions.get(),
        labels=[{"key": "ad", "text": "Anzeige"}],
        notices=[notice("anzeige", "<p>Im Auftrag von Zahlt GmbH.</p>", "top")],
        paid_by=[paid],
    )
    post = one(page, "AdvertiserContentArticle")
    assert types(post) == ["BlogPosting", "AdvertiserContentArticle"]
    assert post["genre"] == ["Anzeige"]
    assert post["sponsor"] == [
        {"@type": "Organization", "name": "Zahlt GmbH", "url": "https://zahlt.example/"}
    ]
    assert problems(page) == []


def test_a_sponsor_of_the_event_is_no_sponsor_of_the_piece(client):
    world = World()
    page = visit(client, world.post)
    assert "Geld AG" not in page
    assert [node for node in nodes(graph(page)) if "sponsor" in node] == []
    event = one(client.get("/events/kongress/").text, "BusinessEvent")
    assert event["sponsor"] == [
        {"@type": "Organization", "name": "Geld AG", "url": "https://geld.example/"}
    ]


def test_who_examined_a_text_stands_on_the_page_not_on_the_post(client):
    world = World()
    rita = Named("Rita Prüf", make_person("Rita Prüf", slug="rita").pk, "rita")
    told = "<p>Für den Text (KI). Rita Prüf hat am 20. November 2026 geprüft, Z. B. Zahlen.</p>"
    page = page_with(
        world.post.editions.get(),
        notices=[notice("ki", told)],
        approval=Approved(rita, rita, date(2026, 11, 20)),
    )
    web_page, post = one(page, "WebPage"), one(page, "BlogPosting")
    assert web_page["reviewedBy"] == {"@id": "http://testserver/personen/rita/#person"}
    assert web_page["lastReviewed"] == "2026-11-20"
    assert "reviewedBy" not in post
    assert post["backstory"].startswith("Für den Text (KI). Rita Prüf hat")
    assert problems(page) == []


def test_how_a_piece_came_about_is_its_backstory(client):
    world = World()
    line = "Das Interview wurde per Video geführt und gekürzt."
    page = page_with(
        world.interview.editions.get(),
        interview=replace(world.interview.editions.get().piece.interview, line=line),
        notices=[
            notice("ki-text", '<p>Eine "KI" schrieb mit.</p>', "top"),
            notice("interview", "<p>Die Antworten geben eine Meinung wieder.</p>"),
            notice("ki-kurz", '<p>Für "Bilder" half eine KI.</p>'),
        ],
        labels=[
            {"key": "ai", "text": "KI-generierter Text"},
            {"key": "interview", "text": "Interview"},
        ],
    )
    post = one(page, "BlogPosting")
    assert post["backstory"].split("\n") == [
        line,
        'Eine "KI" schrieb mit.',
        "Für „Bilder“ half eine KI.",
    ]
    assert post["genre"] == ["KI-generierter Text", "Interview"]
    assert post["digitalSourceType"].startswith("https://schema.org/Composite")
    assert problems(page) == []


def test_press_release_and_translation_are_told_where_readers_are(client):
    edition = publish(make_post(), by=None)
    facts = {
        "press_release_of": "Presse AG",
        "translated_from": "en",
    }
    silent = one(page_with(edition, **facts), "BlogPosting")
    assert not silent.keys() & {"sourceOrganization", "translationOfWork"}
    page = page_with(
        edition,
        labels=[{"key": "press_release", "text": "Pressemitteilung"}],
        notices=[
            notice("pressemitteilung", "<p>Von Presse AG.</p>", "top"),
            notice("ki-uebersetzung", "<p>Aus dem Englischen.</p>", "top"),
        ],
        **facts,
    )
    post = one(page, "BlogPosting")
    assert post["sourceOrganization"] == {"@type": "Organization", "name": "Presse AG"}
    assert post["translationOfWork"] == {"@type": "CreativeWork", "inLanguage": "en"}
    assert problems(page) == []
