"""Holding the search index against the editions: what is live or will be is found by its own words.

The index follows from the editions; so what differs is mended by `manage.py rebuild_editions`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from blog.editions.edition import Edition
from blog.search.index import Row, row_of
from blog.search.table import KEY, edition_of

_COLUMNS = ("title", "around", "body", "facets")


@dataclass(frozen=True)
class Difference:
    """Something that the index says otherwise than the edition."""

    edition: int
    what: str

    def __str__(self) -> str:
        return f"edition {self.edition}: {self.what}"


def differences() -> Iterator[Difference | str]:
    """Yield what of the index does not follow from the editions, and whether it is broken in itself."""
    if not _whole():
        yield "the search index is broken"
        return
    held = _keys()
    for edition in Edition.objects.filter(retired=False).order_by("pk").iterator(chunk_size=500):
        row = row_of(edition)
        if row.key not in held:
            yield Difference(edition.pk, "search does not find it: it is not in the index")
            continue
        held.discard(row.key)
        for column in _differing(row):
            yield Difference(edition.pk, f"the search index holds other words ({column})")
    for key in sorted(held):
        yield Difference(
            edition_of(key), "search finds it though no reader may: it is in the index"
        )


def _keys() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEY[connection.vendor]} FROM blog_search")  # noqa: S608 - our own word
        return {key for (key,) in cursor.fetchall()}


def _differing(row: Row) -> list[str]:
    """Return the columns of the row that hold other than they should."""
    value = "%s" if connection.vendor == "sqlite" else "%s::tsvector"
    same = ", ".join(f"{column} = {value}" for column in _COLUMNS)
    key = KEY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {same} FROM blog_search WHERE {key} = %s",  # noqa: S608 - our own words
            [*row.columns, row.key],
        )
        found = cursor.fetchone()
    return [column for column, is_same in zip(_COLUMNS, found or (), strict=False) if not is_same]


def _whole() -> bool:
    """Tell whether what is looked up is what is kept; PostgreSQL sees to it itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO blog_search(blog_search, rank) VALUES('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True
