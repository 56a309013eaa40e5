"""The table of the search index: SQLite's FTS5, or vectors with a GIN index on PostgreSQL.

Each column holds what the one before holds and more, so that a search asks one column at a time.
"""

from typing import Any

from django.db import connections

_SQLITE = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS blog_search
       USING fts5(title, around, body, tokenize = "unicode61 remove_diacritics 0",
                  prefix = "1 2")""",
]
_POSTGRESQL = [
    """CREATE TABLE IF NOT EXISTS blog_search (
       edition_id bigint PRIMARY KEY,
       title tsvector NOT NULL, around tsvector NOT NULL, body tsvector NOT NULL)""",
    # Without fastupdate, whose list of pending entries every search would read through.
    """CREATE INDEX IF NOT EXISTS blog_search_stems
       ON blog_search USING gin (title, around, body) WITH (fastupdate = off)""",
]


def lay_down(using: str = "default", **kwargs: Any) -> None:
    """Create the index table if it is missing; connected to post_migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)
