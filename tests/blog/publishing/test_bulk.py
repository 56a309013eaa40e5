"""Who publishes many pieces reads once what they have in common."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Credit
from blog.models.rows import Rows
from blog.publishing.bulk import Bulk
from blog.publishing.freezing import Freezing
from blog.publishing.publish import publish
from people.mentions import Passage
from tests.making import make_person, make_post

pytestmark = pytest.mark.django_db


def test_notices_and_names_are_read_once_for_many_pieces():
    author, bulk = make_person("Ida Öl"), Bulk(seconds=600)
    posts = [make_post(f"Stück {number}", author=author) for number in range(3)]
    with CaptureQueriesContext(connection) as asked:
        for post in posts:
            freezing = Freezing(post, Rows(post, only=(Credit,)), bulk=bulk)
            publish(post, by=None, freezing=freezing)
    library = [one for one in asked if 'FROM "disclosures_notice"' in one["sql"]]
    assert len(library) == 1
    assert not [one for one in asked if 'FROM "blog_waiver"' in one["sql"]]


def test_who_is_made_on_the_way_is_known_to_the_next_piece_once_it_is_said():
    bulk = Bulk(seconds=600)
    before = found_in(bulk, "Wim Grün sagt es.")
    make_person("Wim Grün")
    bulk.forget()
    assert not before
    assert found_in(bulk, "Wim Grün sagt es.")


def found_in(bulk, text):
    return bulk.known(timezone.now())["index"].find([Passage("text", text)])
