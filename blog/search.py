"""Search over live editions: stems in SQLite's FTS5 or PostgreSQL's vectors, with passages.

The index is a table that Django does not know (`blog.search_table`). It holds stems only and
follows from the editions (`rebuild_editions`). Both databases give the same answer in the same
order: pieces that say it in their title, then those that are about it (standfirst, people, topics,
event, series), then those that mention it; within each, newer ones first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.editions import Edition
from blog.stems import completed, stem, stems, words
from prose.sanitising import plain_text

LONGEST_QUERY = 200
# A common word is in nearly every piece; nobody reads on for so long.
MOST_HITS = 400
PASSAGE = 240
SHORTEST_STARRED = 3  # many beginnings of one letter each would be slow
_COLUMNS = ("title", "around", "body")
_ID = {"sqlite": "rowid", "postgresql": "edition_id"}
_LAST_POSITION = 16_383  # of a PostgreSQL vector; later words are found, but not in phrases
_PART = re.compile(r'"([^"]*)"|(\S+)')
_SPOKEN = re.compile(r"[^\W_]+(?:[\u00ad\u0300-\u036f][^\W_]*)*(?:[*:_·/]innen?\b)?")


@dataclass(frozen=True)
class Part:
    """A word or phrase of a query as stems; of an unfinished word also what it may become."""

    stems: tuple[str, ...]
    unfinished: bool = False
    endings: tuple[str, ...] = ()

    def phrases(self) -> list[tuple[str, ...]]:
        """Return what the part may stand for, besides words that begin like its last."""
        return [self.stems, *((*self.stems[:-1], ending) for ending in self.endings)]

    def matches(self, root: str) -> bool:
        """Say whether a stem of a text is one that was asked for."""
        begins = self.unfinished and root.startswith(self.stems[-1])
        return begins or root in self.stems or root in self.endings


def index(edition: Edition) -> None:
    """Make an edition findable from the moment it is live."""
    index_many([edition])


def index_many(editions: Iterable[Edition]) -> None:
    """Make many editions findable, replacing what the index had of them."""
    columns = {edition.pk: _columns(edition) for edition in editions}
    drop(list(columns))
    value = "%s" if connection.vendor == "sqlite" else "%s::tsvector"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO blog_search ({_ID[connection.vendor]}, title, around, body) "  # noqa: S608 - our own words
            f"VALUES (%s, {value}, {value}, {value})",
            [(pk, *texts) for pk, texts in columns.items()],
        )


def drop(edition_ids: Sequence[int]) -> None:
    """Take editions out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM blog_search WHERE {_ID[connection.vendor]} = %s",  # noqa: S608 - our own word
            [(pk,) for pk in edition_ids],
        )


def ranked(query: str) -> list[int]:
    """Return the ids of the best `MOST_HITS` editions for each column, best first.

    All words must occur; the last may be the beginning of one, as may any with * at its end; "…"
    asks for a phrase. Whether the editions are live is for the caller to ask.
    """
    asked = parts(query)
    if not asked:
        return []
    by_column, values = _by_column(asked)
    union = " UNION ALL ".join(
        f"SELECT * FROM ({select}) AS found_{n}"  # noqa: S608 - see above
        for n, select in enumerate(by_column)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({union}) AS found GROUP BY id ORDER BY min(place), id DESC",  # noqa: S608 - see above
            values,
        )
        return [row[0] for row in cursor.fetchall()]


def saying(names: Iterable[str]) -> list[int]:
    """Return the ids of all editions in which one of these names occurs as a phrase."""
    phrases = [tuple(map(stem, spoken)) for name in names if (spoken := words(name))]
    if not phrases:
        return []
    asked = [Part(phrase) for phrase in dict.fromkeys(phrases)]
    if connection.vendor == "sqlite":
        match, text = "blog_search MATCH %s", " OR ".join(_fts5_query([part]) for part in asked)
        text = f"{{body}} : ({text})"
    else:
        match, text = "body @@ %s::tsquery", " | ".join(_vector_query([part]) for part in asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_ID[connection.vendor]} FROM blog_search WHERE {match}",  # noqa: S608 - our own words
            [text],
        )
        return [row[0] for row in cursor.fetchall()]


def sharing(roots: Iterable[str], most: int) -> list[int]:
    """Return the ids of the newest editions whose title or surroundings hold one of these stems."""
    asked = [Part((root,)) for root in sorted(roots)]
    if not asked:
        return []
    if connection.vendor == "sqlite":
        match, text = "blog_search MATCH %s", " OR ".join(_fts5_query([part]) for part in asked)
        text = f"{{around}} : ({text})"
    else:
        match, text = "around @@ %s::tsquery", " | ".join(_vector_query([part]) for part in asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_ID[connection.vendor]} FROM blog_search WHERE {match} "  # noqa: S608 - our own words
            f"ORDER BY 1 DESC LIMIT {most}",
            [text],
        )
        return [row[0] for row in cursor.fetchall()]


def parts(query: str) -> list[Part]:
    """Return the words and phrases of a query, as far as they can be searched for."""
    found = []
    for match in _PART.finditer(query[:LONGEST_QUERY]):
        phrase, word = match.groups()
        text = word if phrase is None else phrase
        if not (spoken := words(text)):
            continue
        last = match.end() == len(query)
        starred = text.endswith("*") and len(spoken[-1]) >= SHORTEST_STARRED
        unfinished = phrase is None and (last or starred)
        endings = completed(spoken[-1]) if unfinished else ()
        found.append(Part(tuple(map(stem, spoken)), unfinished, tuple(endings)))
    return found


def passage(text: str, query: str) -> SafeString:
    """Return the stretch of `text` around the first match, matching words in <mark>."""
    asked = parts(query)
    spots = (m for m in _SPOKEN.finditer(text) if _is_asked_for(m.group(), asked))
    first = next(spots, None)
    begin = max(0, first.start() - PASSAGE // 3) if first else 0
    if begin and first:
        begin = max(text.find(" ", begin, first.start()), begin - 1) + 1
    end = min(len(text), begin + PASSAGE)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), first.end() if first else 0, begin)
    return _marked(text, begin, end, asked)


def _is_asked_for(word: str, asked: list[Part]) -> bool:
    return any(part.matches(root) for root in stems(word) for part in asked)


def _marked(text: str, begin: int, end: int, asked: list[Part]) -> SafeString:
    marked = SafeString("… " if begin else "")
    at = begin
    for match in _SPOKEN.finditer(text, begin, end):
        if _is_asked_for(match.group(), asked):
            marked += format_html("{}<mark>{}</mark>", text[at : match.start()], match.group())
            at = match.end()
    return marked + format_html("{}{}", text[at:end], " …" if end < len(text) else "")


def _columns(edition: Edition) -> list[str]:
    data = edition.data
    around = [data["title"], plain_text(data["standfirst"])]
    around += [credit["name"] for credit in data["credits"]] + [tag["name"] for tag in data["tags"]]
    around += [data[key]["name"] for key in ("event", "series") if data[key]]
    texts = (data["title"], " ".join(around), edition.search_text)
    written = " ".join if connection.vendor == "sqlite" else _vector
    return [written(stems(text)) for text in texts]


def _vector(roots: list[str]) -> str:
    places = enumerate(roots, start=1)
    return " ".join(f"'{root}':{min(place, _LAST_POSITION)}" for place, root in places)


def _by_column(asked: list[Part]) -> tuple[list[str], list[Any]]:
    """Return a select for each column, and their values. Stems are letters and digits only."""
    if connection.vendor == "sqlite":
        match, text = "blog_search MATCH %s", _fts5_query(asked)
        queries = [f"{{{column}}} : ({text})" for column in _COLUMNS]
    else:
        match, queries = "{column} @@ %s::tsquery", [_vector_query(asked)] * len(_COLUMNS)
    selects = [
        f"SELECT {_ID[connection.vendor]} AS id, {place} AS place FROM blog_search "  # noqa: S608 - our own words
        f"WHERE {match.format(column=column)} ORDER BY 1 DESC LIMIT {MOST_HITS}"
        for place, column in enumerate(_COLUMNS)
    ]
    return selects, queries


def _fts5_query(asked: list[Part]) -> str:
    def written(part: Part) -> str:
        first, *others = [f'"{" ".join(phrase)}"' for phrase in part.phrases()]
        return " OR ".join([first + (" *" if part.unfinished else ""), *others])

    return " AND ".join(f"({written(part)})" for part in asked)


def _vector_query(asked: list[Part]) -> str:
    def written(part: Part) -> str:
        first, *others = [" <-> ".join(f"'{root}'" for root in phrase) for phrase in part.phrases()]
        return " | ".join([first + (":*" if part.unfinished else ""), *others])

    return " & ".join(f"({written(part)})" for part in asked)
