"""The words of every working copy, drafts too: read and asked for as the public search reads and asks.

A table beside the public one (`blog.search.table`), so that no draft can show in it; its key is the post.
"""

from collections.abc import Iterable

from django.db import connection, connections
from django.db.models.expressions import RawSQL

from blog.search.index import written
from blog.search.query import fts5, parts, tsquery
from blog.search.stems import words
from blog.search.vocabulary import look_up

_TABLE = {
    "sqlite": """CREATE VIRTUAL TABLE desk_words
       USING fts5(title, body, tokenize = "unicode61 remove_diacritics 0", prefix = "1 2 3")""",
    "postgresql": """CREATE TABLE desk_words (
       rowid bigint PRIMARY KEY, title tsvector NOT NULL, body tsvector NOT NULL)""",
}
_INDEX = (
    "CREATE INDEX desk_words_stems ON desk_words USING gin (title, body) WITH (fastupdate = off)"
)


def lay_down(using: str = "default") -> bool:
    """Create the table; tell whether it was missing."""
    its = connections[using]
    if "desk_words" in its.introspection.table_names():
        return False
    with its.cursor() as cursor:
        cursor.execute(_TABLE[its.vendor])
        if its.vendor == "postgresql":
            cursor.execute(_INDEX)
    return True


def write(rows: Iterable[tuple[int, str, str]]) -> None:
    """Keep the words of pieces – id, what stands in and around the title, all of it – in place of earlier ones."""
    kept = [(pk, written(words(title)), written(words(text))) for pk, title, text in rows]
    drop([pk for pk, _title, _text in kept])
    value = "%s" if connection.vendor == "sqlite" else "%s::tsvector"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO desk_words (rowid, title, body) VALUES (%s, {value}, {value})",  # noqa: S608 - our own words
            kept,
        )


def drop(ids: Iterable[int]) -> None:
    """Forget the words of pieces."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM desk_words WHERE rowid = %s", [(pk,) for pk in ids])


def saying(query: str, column: str = "body") -> RawSQL | None:
    """Return the ids of pieces with every word of a query, for `__in`; None if it asks for nothing.

    The last word may be unfinished; compounds with a word are found as in the public search.
    """
    asked = parts(query)
    if not asked:
        return None
    clues = look_up(asked)
    asked = [clues.widened(part) for part in asked]
    if connection.vendor == "sqlite":
        found, text = "desk_words MATCH %s", f"{{{column}}} : ({fts5(asked)})"
    else:
        found, text = f"{column} @@ %s::tsquery", tsquery(asked)
    return RawSQL(f"SELECT rowid FROM desk_words WHERE {found}", [text])  # noqa: S608, S611 - our own words
