"""Filling the search index: what an edition is found by. It all follows from the edition."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from blog.editions.edition import Edition
from blog.search import table as search_table, vocabulary
from blog.search.stems import stem, words
from blog.search.table import KEY, key_of
from prose.sanitising import plain_text

_LAST_POSITION = 16_383  # of a PostgreSQL vector; later words are found, but not in phrases
_AT_ONCE = 200  # editions
_HEADING = re.compile(r"<h[2-4][^>]*>.*?</h[2-4]>", re.DOTALL)


# Of a list of stems, those that no row has.
_UNHEARD = {
    "sqlite": """SELECT value FROM json_each(%s) WHERE NOT EXISTS (
        SELECT 1 FROM blog_search WHERE blog_search MATCH 'body : "' || value || '"')""",
    "postgresql": """SELECT value FROM json_array_elements_text(%s) AS value WHERE NOT EXISTS (
        SELECT 1 FROM blog_search WHERE body @@ quote_literal(value)::tsquery)""",
}


class Row(NamedTuple):
    """A row of the index: its key, and its columns as they are written."""

    key: int
    columns: tuple[str, str, str, str]  # title, around, body, facets


def lay_down(using: str = "default", **kwargs: Any) -> None:
    """Create the index if it is missing, and fill it; connected to post_migrate."""
    if search_table.lay_down(using):
        for some in batched(
            Edition.objects.filter(retired=False).iterator(), _AT_ONCE, strict=False
        ):
            index_many(some)


def index(edition: Edition) -> None:
    """Make an edition findable from the moment it is live."""
    index_many([edition])


def index_many(editions: Iterable[Edition]) -> None:
    """Make many editions findable, replacing what the index had of them."""
    spoken = {edition: _spoken(edition) for edition in editions}
    vocabulary.learn(_since(spoken))
    rows = [_row(edition, texts) for edition, texts in spoken.items()]
    _delete([row.key for row in rows])
    value = "%s" if connection.vendor == "sqlite" else "%s::tsvector"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO blog_search ({KEY[connection.vendor]}, title, around, body, facets) "  # noqa: S608 - our own words
            f"VALUES (%s, {value}, {value}, {value}, {value})",
            [(row.key, *row.columns) for row in rows],
        )


def row_of(edition: Edition) -> Row:
    """Return what the index holds of an edition, if all is well."""
    return _row(edition, _spoken(edition))


def drop(edition_ids: Sequence[int]) -> None:
    """Take editions out of the index, and out of the vocabulary what no other piece says."""
    dropped = Edition.objects.filter(pk__in=edition_ids)
    following = Edition.objects.filter(post__in=dropped.values("post"), retired=False)
    gone, kept = _said(dropped), _said(following.exclude(pk__in=edition_ids))
    _delete([key_of(*row) for row in dropped.values_list("pk", "published_at")])
    vocabulary.forget(_unheard(gone - kept))


def facet(kind: str, value: object) -> str:
    """Return the word that stands in the index for something that hits can be narrowed by."""
    return f"{kind}:{value}"


def _said(editions: Iterable[Edition]) -> set[str]:
    texts = (text for edition in editions for text in _spoken(edition))
    return {word for text in texts for word in text}


def _unheard(said: Iterable[str]) -> list[str]:
    """Return the words whose stem stands nowhere in the index."""
    stem_of = {word: stem(word) for word in said}
    with connection.cursor() as cursor:
        cursor.execute(_UNHEARD[connection.vendor], [json.dumps(sorted({*stem_of.values()}))])
        unheard = {root for (root,) in cursor.fetchall()}
    return [word for word, root in stem_of.items() if root in unheard]


def _spoken(edition: Edition) -> list[list[str]]:
    return [words(text) for text in _texts(edition)]


def _row(edition: Edition, texts: list[list[str]]) -> Row:
    title, around, body = map(written, texts)
    key = key_of(edition.pk, edition.published_at)
    return Row(key, (title, around, body, _facets(edition)))


def _delete(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM blog_search WHERE {KEY[connection.vendor]} = %s",  # noqa: S608 - our own word
            [(key,) for key in keys],
        )


def _texts(edition: Edition) -> tuple[str, str, str]:
    """Return title, what stands around the text (headings, questions, labels too), and everything."""
    piece = edition.piece
    around = [piece.title, piece.standfirst, *_HEADING.findall(piece.body)]
    around += [exchange.question for exchange in piece.exchanges]
    names = [credit.name for credit in piece.credits] + [tag.name for tag in piece.tags]
    names += [named.name for named in (piece.event, piece.series) if named]
    labels = [label.text for label in piece.labels]
    everything = "\n".join([edition.search_text, *labels])
    return piece.title, "\n".join([*map(plain_text, around), *names, *labels]), everything


def _facets(edition: Edition) -> str:
    piece = edition.piece
    found = [
        facet("kind", edition.kind),
        facet("year", timezone.localtime(edition.published_at).year),
        *(facet("tag", tag.id) for tag in piece.tags),
        *(facet("person", credit.person) for credit in piece.credits),
    ]
    if edition.event_id:
        found.append(facet("event", edition.event_id))
    quoted = found if connection.vendor == "sqlite" else [f"'{one}'" for one in found]
    return " ".join(dict.fromkeys(quoted))


def written(spoken: list[str]) -> str:
    """Return plain words as a column of an index holds them: their stems, in the database's own form."""
    roots = map(stem, spoken)
    if connection.vendor == "sqlite":
        return " ".join(roots)
    places = enumerate(roots, start=1)
    return " ".join(f"'{root}':{min(place, _LAST_POSITION)}" for place, root in places)


def _since(spoken: dict[Edition, list[list[str]]]) -> dict[str, datetime]:
    """Return every word with the moment from which the first of the editions with it is live."""
    heard: dict[str, datetime] = {}
    for edition, texts in sorted(spoken.items(), key=lambda item: item[0].starts_at, reverse=True):
        heard |= dict.fromkeys((word for text in texts for word in text), edition.starts_at)
    return heard
