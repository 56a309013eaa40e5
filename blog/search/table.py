"""The table of the search index: SQLite's FTS5, or vectors with a GIN index on PostgreSQL.

Its key orders rows as readers want them, newest first, and names the edition; so neither sorting
nor joining is needed to find a page of hits. `title`, `around` and `body`: each column holds what
the one before holds and more, so that a search asks one column at a time. `facets` holds what hits
can be narrowed by.
"""

import math
from datetime import UTC, datetime, timedelta

from django.db import connections

_BITS = 28  # of a key that name the edition; those above are the minute it was first published
MASK = (1 << _BITS) - 1
KEY = {"sqlite": "rowid", "postgresql": "key"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_SQLITE = [
    """CREATE VIRTUAL TABLE blog_search
       USING fts5(title, around, body, facets,
                  tokenize = "unicode61 remove_diacritics 0 tokenchars ':'",
                  prefix = "1 2 3")""",
]
_POSTGRESQL = [
    """CREATE TABLE blog_search (
       key bigint PRIMARY KEY, title tsvector NOT NULL, around tsvector NOT NULL,
       body tsvector NOT NULL, facets tsvector NOT NULL)
       WITH (toast_tuple_target = 8160)""",  # phrases read many rows: keep vectors in them
    # Without fastupdate, whose list of pending entries every search would read through.
    """CREATE INDEX blog_search_stems
       ON blog_search USING gin (title, around, body, facets) WITH (fastupdate = off)""",
]


def key_of(edition_id: int, published_at: datetime) -> int:
    """Return the key of an edition's row; both values never change."""
    return math.floor(published_at.timestamp() / 60) << _BITS | edition_id


def edition_of(key: int) -> int:
    """Return the id of the edition that a key names."""
    return key & MASK


def published(key: int) -> datetime:
    """Return the minute in which the piece was first published."""
    return _EPOCH + timedelta(minutes=key >> _BITS)


def lay_down(using: str) -> bool:
    """Create the index table; tell whether it was missing."""
    connection = connections[using]
    if "blog_search" in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)
    return True
