"""The record of accounts in words."""

import json
from collections.abc import Collection

from django.contrib.auth.models import User

from blog.history.fact_words import FactWords
from blog.history.trail_words import TrailRow, in_rows, named
from disclosures.trail import TrailEntry


def rows_of(trail: Collection[TrailEntry]) -> list[tuple[str, TrailRow]]:
    """Return entries as an editor reads them, each after the name of its account as it is today."""
    known = User.objects.in_bulk({entry.object_id for entry in trail})
    rows = in_rows(trail, FactWords(json.loads(entry.facts) for entry in trail))
    return [(named(known.get(row.entry.object_id)), row) for row in rows]
