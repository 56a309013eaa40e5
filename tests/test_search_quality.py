"""Sixty queries find what readers hope for, on both databases."""

import pytest
from django.core.management import call_command

from blog.editions.edition import Edition
from tests import search_quality, unlocked


@pytest.mark.django_db
def test_readers_find_what_they_hope_for_and_measuring_leaves_nothing_behind():
    with unlocked.watched():  # its pictures are written in the transaction of the test
        call_command("load_demo", verbosity=0)
    before = Edition.objects.count()
    ranks = search_quality.ranked()
    assert Edition.objects.count() == before
    assert len(ranks) == 60
    assert [query for query, rank in ranks.items() if not 0 < rank <= search_quality.BEST] == []
    recall, reciprocal_rank = search_quality.measure(ranks)
    assert recall == 1
    assert reciprocal_rank > 0.95
