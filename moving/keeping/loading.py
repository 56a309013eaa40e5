"""Bringing a whole site into an empty installation: all of it, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched

from django.core.management import call_command
from django.db import connection, transaction

from blog.editions.edition import Edition
from blog.publishing.rendering import rendered_by
from blog.publishing.sealing import is_sealed
from blog.renewing.rebuilding import rebuild
from media.storage import files
from moving.keeping import rows, sequences, shape
from moving.keeping.files import refuse_outside

# What `migrate` itself lays down; it gives way to what is brought in.
_LAID_DOWN = frozenset(
    {
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "disclosures_notice",
        "disclosures_noticeversion",
        "django_content_type",
    }
)
_INDEXES = ("blog_search", "desk_words")  # no models: `migrate` makes them, and fills them
_AT_ONCE = 200  # editions

type Opened = Callable[[], Iterator[bytes]]


class NotEmpty(ValueError):
    """There is something already where a site is to be brought in."""


class Unreadable(ValueError):
    """What is to be brought in is not whole."""


@dataclass(frozen=True)
class Kept:
    """A whole site as it was kept: rows by table, files by their names in the storage, as streams."""

    migrations: list[str]
    last_numbers: Mapping[str, int]
    tables: Mapping[str, Opened]  # lines
    files: Mapping[str, Opened]  # chunks


def refuse_unless_empty() -> None:
    """Raise NotEmpty, with what is there, unless the database holds only what `migrate` lays down."""
    counted = (
        (name, model._base_manager.count())
        for name, model in rows.tables().items()
        if name not in _LAID_DOWN
    )
    if there := [f"{name} ({count})" for name, count in counted if count]:
        raise NotEmpty(
            f"The database {connection.settings_dict['NAME']} is not empty: {', '.join(there)}."
            " Bring a site in where manage.py migrate has just made the tables."
        )


def bring_in(kept: Kept) -> int:
    """Write files, then all rows in one transaction, then what follows from them; return how many rows.

    Raises NotEmpty, shape.OtherRelease, Unreadable, OSError, or what the database refuses; the database is
    then as it was.
    """
    shape.refuse_other(kept.migrations)
    refuse_unless_empty()
    refuse_other_tables(kept.tables)
    _refuse_other_files(kept)
    for name, opened in kept.files.items():
        files().put(name, opened())
    total = _bring_in_rows(kept)
    call_command("migrate", verbosity=0)  # which lays down the indexes, and fills them
    _derive()
    return total


def refuse_other_tables(named: Iterable[str]) -> None:
    """Raise Unreadable unless these are the names of all tables, and of nothing else."""
    if differing := {*named} ^ rows.tables().keys():
        raise Unreadable(f"Tables are missing or unknown: {', '.join(sorted(differing))}.")


def _refuse_other_files(kept: Kept) -> None:
    """Files of an attempt before this one may lie there; one of the same name that differs may not."""
    for name, opened in kept.files.items():
        refuse_outside(name)
        if files().entry(name) and b"".join(files().chunks(name)) != b"".join(opened()):
            raise NotEmpty(f"Among the site's files there is another of that name: {name}")


def _bring_in_rows(kept: Kept) -> int:
    total = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            for name in _cleared_first():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 - our own names
            for name in _INDEXES:
                cursor.execute(f"DROP TABLE IF EXISTS {name}")
        for name, model in rows.tables().items():
            total += rows.load(model, kept.tables[name]())
        sequences.go_on_after(kept.last_numbers)
    return total


def _cleared_first() -> Iterable[str]:
    """Return the tables to empty, those that refer to others before them."""
    return sorted(_LAID_DOWN, key=lambda name: (name not in _REFERRING, name))


_REFERRING = ("auth_group_permissions", "disclosures_noticeversion", "auth_permission")


def _derive() -> None:
    """Render anew what another address, key or release rendered."""
    present = rendered_by()
    ids = Edition.objects.order_by("pk").values_list("pk", flat=True)
    for some in batched(ids, _AT_ONCE, strict=False):
        editions = Edition.objects.filter(pk__in=some)
        stale = [one.pk for one in editions if one.rendered_by != present or not is_sealed(one)]
        for _done in rebuild(stale):
            pass
