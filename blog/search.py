"""Search over live editions: stems in SQLite's FTS5 or a PostgreSQL vector, ranked, with passages.

The index is a table that Django does not know (`blog.search_table`). It holds stems only and
follows from the editions (`rebuild_editions`).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from blog.editions import Edition
from blog.stems import folded, plain, stems

LONGEST_QUERY = 200
# A common word matches nearly every piece; ranking them all is what makes search slow. Only the
# newest so many are ranked: nobody reads further, and newer is what they look for.
CANDIDATES = 600
PASSAGE = 240
_WEIGHTS = "10.0, 4.0, 1.0"  # title, people and topics, text
_PART = re.compile(r'"([^"]*)"|(\S+)')
_SPOKEN = re.compile(r"[^\W_]+(?:[*:_·/]innen?\b)?")

def index(edition: Edition) -> None:
    """Make an edition findable from the moment it is live."""
    index_many([edition])


def index_many(editions: Iterable[Edition]) -> None:
    """Make many editions findable, replacing what the index had of them."""
    rows = [(edition.pk, *_stemmed(edition)) for edition in editions]
    drop([row[0] for row in rows])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO blog_search (rowid, title, around, body) VALUES (%s, %s, %s, %s)",
                rows,
            )
        else:
            cursor.executemany(
                """INSERT INTO blog_search (edition_id, vector) VALUES (%s,
                   setweight(to_tsvector('simple', %s), 'A') ||
                   setweight(to_tsvector('simple', %s), 'B') ||
                   setweight(to_tsvector('simple', %s), 'D'))""",
                rows,
            )


def drop(edition_ids: Sequence[int]) -> None:
    """Take editions out of the index."""
    column = "rowid" if connection.vendor == "sqlite" else "edition_id"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM blog_search WHERE {column} = %s",  # noqa: S608 - our own word
            [(pk,) for pk in edition_ids],
        )


def ranked(query: str) -> list[int]:
    """Return the ids of matching editions, best first; newer ones first where they are equal.

    All words must occur; the last may be the beginning of one; "…" asks for a phrase. Whether the
    editions are live is for the caller to ask.
    """
    parts = _parts(query)
    if not parts:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _ranked_by_fts5(cursor, _fts5_query(parts))
        return _ranked_by_vector(cursor, _vector_query(parts))


def passage(text: str, query: str) -> SafeString:
    """Return the stretch of `text` around the first match, matching words in <mark>."""
    wanted = tuple({folded(stem) for part in _parts(query) for stem in part[0]})
    spots = [m.span() for m in _SPOKEN.finditer(text) if _matches(m.group(), wanted)]
    begin = max(0, spots[0][0] - PASSAGE // 3) if spots else 0
    if begin:
        begin = text.find(" ", begin) + 1
    end = min(len(text), begin + PASSAGE)
    if end < len(text):
        end = text.rfind(" ", begin, end) if " " in text[begin:end] else end
    return _marked(text, begin, end, [spot for spot in spots if begin <= spot[0] < end])


def _matches(word: str, wanted: tuple[str, ...]) -> bool:
    return bool(wanted) and folded(plain(word)).startswith(wanted)


def _marked(text: str, begin: int, end: int, spots: list[tuple[int, int]]) -> SafeString:
    pieces: list[SafeString] = [mark_safe("… ")] if begin else []
    at = begin
    for start, stop in spots:
        pieces.append(conditional_escape(text[at:start]))
        pieces.append(format_html_join("", "<mark>{}</mark>", [(text[start:stop],)]))
        at = stop
    pieces.append(conditional_escape(text[at:end]))
    if end < len(text):
        pieces.append(mark_safe(" …"))
    return SafeString("").join(pieces)


def _stemmed(edition: Edition) -> tuple[str, str, str]:
    data = edition.data
    around = [credit["name"] for credit in data["credits"]] + [tag["name"] for tag in data["tags"]]
    around += [data[key]["name"] for key in ("event", "series") if data[key]]
    texts = (data["title"], " ".join(around), edition.search_text)
    title, names, body = (" ".join(stems(text)) for text in texts)
    return title, names, body


def _parts(query: str) -> list[tuple[list[str], bool]]:
    """Return the phrases and words of a query as stems; True marks the beginning of a word."""
    found: list[tuple[list[str], bool]] = []
    for match in _PART.finditer(query[:LONGEST_QUERY]):
        phrase, word = match.groups()
        wanted = stems(phrase if phrase is not None else word)
        if wanted:
            found.append((wanted, phrase is None and match.end() == len(query)))
    return found


def _fts5_query(parts: list[tuple[list[str], bool]]) -> str:
    return " AND ".join(
        '"' + " ".join(wanted) + '"' + (" *" if beginning else "") for wanted, beginning in parts
    )


def _vector_query(parts: list[tuple[list[str], bool]]) -> str:
    return " & ".join(
        "(" + " <-> ".join(wanted) + (":*" if beginning else "") + ")"
        for wanted, beginning in parts
    )


def _ranked_by_fts5(cursor: Any, query: str) -> list[int]:
    cursor.execute(
        """SELECT min(rowid) FROM (SELECT rowid FROM blog_search WHERE blog_search MATCH %s
           ORDER BY rowid DESC LIMIT %s)""",
        [query, CANDIDATES],
    )
    oldest = cursor.fetchone()[0]
    if oldest is None:
        return []
    cursor.execute(
        f"""SELECT rowid FROM blog_search WHERE blog_search MATCH %s AND rowid >= %s
           ORDER BY bm25(blog_search, {_WEIGHTS}), rowid DESC""",  # noqa: S608 - our own numbers
        [query, oldest],
    )
    return [row[0] for row in cursor.fetchall()]


def _ranked_by_vector(cursor: Any, query: str) -> list[int]:
    cursor.execute(
        """WITH found AS (
             SELECT edition_id, vector FROM blog_search
             WHERE vector @@ to_tsquery('simple', %s) ORDER BY edition_id DESC LIMIT %s)
           SELECT edition_id FROM found
           ORDER BY ts_rank('{0.1, 0.2, 0.4, 1.0}', vector, to_tsquery('simple', %s)) DESC,
                    edition_id DESC""",
        [query, CANDIDATES, query],
    )
    return [row[0] for row in cursor.fetchall()]
