"""Rendering editions anew, after a release that renders them otherwise.

Every migrate ends with it, so that no reader has to wait for what publishing would have rendered.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections, transaction

from blog.editions.edition import Edition
from blog.publishing.deriving import DERIVED, derive
from blog.publishing.indexing import index_again
from blog.publishing.rendering import RENDERED, rendered_by

BATCH = 200


def rebuild(ids: Sequence[int]) -> Iterator[int]:
    """Derive again what follows from the frozen content of editions; yield how many are done.

    In batches, so that readers and editors are never held up for long.
    """
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            editions = list(Edition.objects.filter(pk__in=ids[start : start + BATCH]))
            for edition in editions:
                derive(edition)
            Edition.objects.bulk_update(editions, DERIVED)
            index_again([edition for edition in editions if not edition.retired])
        yield start + len(editions)


def outdated() -> list[int]:
    """Return the editions in force, or yet to come, that another release rendered."""
    rows = Edition.objects.filter(retired=False).exclude(rendered_by=rendered_by())
    return list(rows.order_by("-pk").values_list("pk", flat=True))


def bring_up_to_date(using: str = "default", verbosity: int = 1, **kwargs: Any) -> None:
    """Render anew what another release rendered; connected to post_migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if "blog_edition" not in connection.introspection.table_names(cursor):
            return
        columns = connection.introspection.get_table_description(cursor, "blog_edition")
    if not {column.name for column in columns}.issuperset(RENDERED):
        return  # migrated back to before there were such parts
    ids = outdated()
    if ids and verbosity:
        print(f"Rendering {len(ids)} editions anew.")  # noqa: T201 - as migrate itself reports
    for _done in rebuild(ids):
        pass
