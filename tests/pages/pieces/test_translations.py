"""A piece in several languages leads from each to the others."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from blog.publishing.publish import publish, withdraw
from tests.making import make_event, make_interview, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    german = make_post("Eine Bühne", slug="eine-buehne")
    publish(german, by=None)
    english = make_post("A stage", slug="a-stage", language="en", translation_of=german)
    return german, english


def page_of(client, path):
    return html.fromstring(client.get(path).content)


def ways(client, path):
    return [
        (link.get("lang"), link.get("href"), link.text)
        for link in page_of(client, path).xpath("//p[contains(@class, 'translations')]/a")
    ]


def alternates(client, path):
    links = page_of(client, path).xpath("//link[@rel='alternate'][@hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


def test_each_language_leads_to_the_other_in_its_own_words(client, pair):
    publish(pair[1], by=None)
    assert ways(client, "/blog/eine-buehne/") == [("en", "/blog/a-stage/", "Read this in English")]
    assert ways(client, "/blog/a-stage/") == [("de", "/blog/eine-buehne/", "Auf Deutsch lesen")]


def test_search_engines_are_told_of_both_on_both(client, pair):
    publish(pair[1], by=None)
    both = {
        "de": "http://testserver/blog/eine-buehne/",
        "en": "http://testserver/blog/a-stage/",
    }
    assert alternates(client, "/blog/eine-buehne/") == alternates(client, "/blog/a-stage/") == both


def test_what_is_not_live_is_named_nowhere(client, pair):
    assert ways(client, "/blog/eine-buehne/") == []
    publish(pair[1], by=None, starts_at=timezone.now() + timedelta(days=1))
    assert alternates(client, "/blog/eine-buehne/") == {}
    publish(pair[1], by=None)
    withdraw(pair[1])
    assert ways(client, "/blog/eine-buehne/") == []


def test_the_language_of_the_text_is_named(client, pair):
    publish(pair[1], by=None)
    assert page_of(client, "/blog/a-stage/").xpath("//article/@lang")[0] == "en"
    assert page_of(client, "/blog/a-stage/").get("lang") == "de"


def test_translations_leave_a_piece_within_its_eight_queries(client, django_assert_max_num_queries):
    german = make_interview("Gespräch", slug="gespraech", event=make_event())
    publish(german, by=None)
    english = make_interview("Talk", slug="talk", language="en", translation_of=german)
    publish(english, by=None)
    with django_assert_max_num_queries(8):
        assert "/interviews/talk/" in client.get("/interviews/gespraech/").text
