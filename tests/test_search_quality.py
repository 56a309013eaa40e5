"""Sixty queries find what readers hope for, on both databases."""

import tomllib

import pytest
from django.core.management import call_command

from blog.editions.edition import Edition
from tests import search_quality


@pytest.fixture
def demo(db):
    call_command("load_demo", verbosity=0)


def test_there_are_sixty_queries():
    values = tomllib.loads(search_quality.FILE.read_text(encoding="utf-8"))
    assert len(values["pairs"]) == 60


def test_readers_find_what_they_hope_for(demo):
    ranks = search_quality.ranked()
    assert [query for query, rank in ranks.items() if not 0 < rank <= search_quality.BEST] == []
    recall, reciprocal_rank = search_quality.measure()
    assert recall == 1
    assert reciprocal_rank > 0.95


def test_measuring_leaves_nothing_behind(demo):
    before = Edition.objects.count()
    search_quality.measure()
    assert Edition.objects.count() == before
