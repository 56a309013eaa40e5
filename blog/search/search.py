"""Search over live editions: stems in SQLite's FTS5 or PostgreSQL's vectors (`blog.search.index`).

Both databases give the same answer in the same order: pieces that say it in their title, then those
that are about it (standfirst, headings, questions, people, topics, event, series), then those that
mention it; within each, newer ones first. What is live is asked in the same statement, by the clock.
Decision 0014.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from blog.editions.edition import Edition
from blog.search.query import QueryPart, fts5, parts, tsquery
from blog.search.stems import stem, words
from blog.search.table import KEY, MASK, edition_of, published
from blog.search.vocabulary import Clues, look_up

# Of each column. A common word is in nearly every piece; nobody reads on for so long.
MOST_HITS = 241
_COLUMNS = ("title", "around", "body")
type Facet = Sequence[str]  # words of the index of which one will do
_SEVERAL = range(3, 9)  # words of which one may be missing


@dataclass(frozen=True)
class IndexHit:
    """A hit: a live edition, and in which of the columns it says what was asked for."""

    key: int
    column: str

    @property
    def edition(self) -> int:
        """Its id."""
        return edition_of(self.key)

    @property
    def year(self) -> int:
        """The year in which it was published."""
        return published(self.key).year

    def after(self, other: "IndexHit") -> bool:
        """Tell whether it comes after another hit of the same search."""
        mine, others = (_COLUMNS.index(one.column) for one in (self, other))
        return (mine, -self.key) > (others, -other.key)


@dataclass(frozen=True)
class Found:
    """The best hits, and what was asked for in the end.

    Words that no piece knows were taken for others (`meant`), or left out where nothing is like them.
    Where the words are known, but no piece has them all, one may be missing (`lacking`).
    """

    places: list[IndexHit]
    asked: list[QueryPart]
    meant: dict[str, list[str]]
    left_out: list[str]
    lacking: bool = False


def find(query: str, facets: Sequence[Facet] = ()) -> Found:
    """Return the best live editions for a query, narrowed by facets; in three queries at most.

    All words must occur. Only if nothing is found, words that the site does not know are corrected,
    or one of several may be missing. Without words, the newest editions with the facets are found.
    """
    asked = parts(query)
    clues = look_up(asked)
    widened = [clues.widened(part) for part in asked]
    places = _ranked(widened, facets)
    if places or not asked:
        return Found(places, widened, {}, [])
    return _corrected(widened, clues, facets)


def newest(facets: Sequence[Facet], after: IndexHit | None = None) -> list[IndexHit]:
    """Return the newest live editions with these facets, after a hit that is known; in one query."""
    return _ranked([], facets, below=after.key if after else None)


def ranked(query: str) -> list[int]:
    """Return the ids of the best live editions for a query, best first."""
    return [place.edition for place in find(query).places]


def saying(names: Iterable[str]) -> list[int]:
    """Return the ids of all editions in which one of these names occurs as a phrase."""
    phrases = [tuple(spoken) for name in names if (spoken := words(name))]
    if not phrases:
        return []
    asked = [QueryPart(phrase, quoted=True) for phrase in dict.fromkeys(phrases)]
    if connection.vendor == "sqlite":
        match, text = "blog_search MATCH %s", " OR ".join(fts5([part]) for part in asked)
        text = f"{{body}} : ({text})"
    else:
        match, text = "body @@ %s::tsquery", " | ".join(tsquery([part]) for part in asked)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {KEY[connection.vendor]} FROM blog_search WHERE {match}",  # noqa: S608 - our own words
            [text],
        )
        return [edition_of(row[0]) for row in cursor.fetchall()]


def sharing(roots: Iterable[str], most: int) -> list[int]:
    """Return the ids of the newest editions whose title or surroundings hold one of these stems."""
    asked = sorted(roots)
    if not asked:
        return []
    if connection.vendor == "sqlite":
        match = "blog_search MATCH %s"
        text = f"{{around}} : ({' OR '.join(f'"{root}"' for root in asked)})"
    else:
        match, text = "around @@ %s::tsquery", " | ".join(f"'{root}'" for root in asked)
    key = KEY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM blog_search WHERE {match} ORDER BY {key} DESC LIMIT %s",  # noqa: S608 - our own words
            [text, most],
        )
        return [edition_of(row[0]) for row in cursor.fetchall()]


def _corrected(asked: list[QueryPart], clues: Clues, facets: Sequence[Facet]) -> Found:
    """Look again, with words like those that the site does not know, or without them."""
    meant = {part.typed: clues.meant(part) for part in asked}
    meant = {word: others for word, others in meant.items() if others}
    unknown = [
        part.typed
        for part in asked
        if part.alone and part.stems[0] not in clues.known and part.typed not in meant
    ]
    tried = [
        part.or_else([(stem(other),) for other in meant.get(part.typed, [])])
        for part in asked
        if part.typed not in unknown
    ]
    if tried and (meant or unknown):
        return Found(_ranked(tried, facets), tried, meant, unknown)
    if len(asked) in _SEVERAL:
        return Found(_ranked(asked, facets, lacking=True), asked, {}, [], lacking=True)
    return Found([], asked, {}, [])


def _ranked(
    asked: Sequence[QueryPart],
    facets: Sequence[Facet],
    *,
    lacking: bool = False,
    below: int | None = None,
) -> list[IndexHit]:
    """Return the best `MOST_HITS` live editions for each column, best first; of keys `below` one."""
    if not (asked or facets):
        return []
    hidden, moments = Edition.objects.current_but_not_live().values("pk").query.sql_with_params()
    by_column, values = [], list(moments)
    for column in _COLUMNS if asked else _COLUMNS[-1:]:
        select, more = _select(column, asked, facets, lacking=lacking, below=below)
        by_column.append(f"SELECT * FROM ({select}) AS found_{column}")  # noqa: S608 - our own words
        values += more
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH hidden AS ({hidden}) "  # noqa: S608 - see above
            f"SELECT key, min(place) AS best FROM ({' UNION ALL '.join(by_column)}) AS found "
            "GROUP BY key ORDER BY best, key DESC",
            values,
        )
        return [IndexHit(key, _COLUMNS[place]) for key, place in cursor.fetchall()]


def _select(
    column: str,
    asked: Sequence[QueryPart],
    facets: Sequence[Facet],
    *,
    lacking: bool,
    below: int | None,
) -> tuple[str, list[Any]]:
    """Return the statement for one column and its values, newest first."""
    key = KEY[connection.vendor]
    if connection.vendor == "sqlite":
        sought = {
            column: fts5(asked, lacking=lacking),
            "facets": _all_of(facets, '"', " AND ", " OR "),
        }
        texts = [" AND ".join(f"{{{name}}} : ({text})" for name, text in sought.items() if text)]
        match = "blog_search MATCH %s"
    else:
        sought = {
            column: tsquery(asked, lacking=lacking),
            "facets": _all_of(facets, "'", " & ", " | "),
        }
        texts = [text for text in sought.values() if text]
        match = " AND ".join(f"{name} @@ %s::tsquery" for name, text in sought.items() if text)
    values: list[Any] = [*texts]
    if below is not None:
        match, values = f"{match} AND {key} < %s", [*values, below]
    return (
        f"SELECT {key} AS key, {_COLUMNS.index(column)} AS place FROM blog_search "  # noqa: S608 - our own words
        f"WHERE {match} AND ({key} & {MASK}) NOT IN (SELECT pk FROM hidden) "
        f"ORDER BY {key} DESC LIMIT {MOST_HITS}"
    ), values


def _all_of(facets: Sequence[Facet], quote: str, every: str, some: str) -> str:
    any_of = (some.join(f"{quote}{one}{quote}" for one in facet) for facet in facets)
    return every.join(f"({one})" for one in any_of)
