"""Many pieces out of a few, set-based: what generating them one by one would take too long for.

Every generated piece is copied with its editions and their lists: new ids, new addresses, other
dates. What no statement can copy is left out – working copies of questions, hashes that fit, the
search index – because no page that measures depth asks for it.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max, Min

from blog.editions.edition import Edition
from blog.editions.indexes import EditionNotice, EditionPerson, EditionTag
from blog.models import Post

CLONED: tuple[type[models.Model], ...] = (Post, Edition, EditionTag, EditionPerson, EditionNotice)
APART = 37  # minutes between a copy and the next; generated pieces are three days apart
_SHIFTED = {
    "sqlite": "datetime(source.{column}, '-' || (copy.nth * {minutes}) || ' minutes')",
    "postgresql": "source.{column} - copy.nth * interval '{minutes} minutes'",
}
_INSERT = """
INSERT INTO {table} ({columns})
WITH RECURSIVE copy(nth) AS (SELECT 1 UNION ALL SELECT nth + 1 FROM copy WHERE nth < {copies})
SELECT {values} FROM {table} AS source CROSS JOIN copy
WHERE {piece} IN (SELECT id FROM {owners} WHERE {of_post} >= {first})
"""


def measure(copies: str) -> int:
    """Copy every generated piece so many times; return how many there are then."""
    pieces = Post.objects.exclude(editions__kind="page")
    generated = pieces.filter(editions__isnull=False, created_by=None)
    first = generated.aggregate(Min("pk"))["pk__min"]
    steps = {model: model._base_manager.aggregate(Max("pk"))["pk__max"] for model in CLONED}
    with connection.cursor() as cursor:
        for model in CLONED:
            cursor.execute(_statement(model, first, steps, int(copies)))
        for statement in connection.ops.sequence_reset_sql(no_style(), CLONED):
            cursor.execute(statement)
    return Post.objects.filter(pk__gte=first).count()


def _statement(model: type[models.Model], first: int, steps: dict[Any, int], copies: int) -> str:
    fields = model._meta.concrete_fields
    by_post = {Post: ("id", "blog_post", "id"), Edition: ("post_id", "blog_post", "id")}
    piece, owners, of_post = by_post.get(model, ("edition_id", "blog_edition", "post_id"))
    return _INSERT.format(
        table=model._meta.db_table,
        columns=", ".join(connection.ops.quote_name(field.column) for field in fields),
        values=", ".join(_copied(field, model, steps) for field in fields),
        copies=copies,
        piece=f"source.{piece}",
        owners=owners,
        of_post=of_post,
        first=first,
    )


def _copied(field: models.Field, model: type[models.Model], steps: dict[Any, int]) -> str:
    """Return the expression for a column of the copy."""
    column = connection.ops.quote_name(field.column)
    kin = model if field.primary_key else field.related_model
    if kin in steps:
        return f"source.{column} + copy.nth * {steps[kin]}"
    if isinstance(field, models.SlugField):
        return f"source.{column} || '-' || copy.nth"
    if isinstance(field, models.DateTimeField):
        return _SHIFTED[connection.vendor].format(column=column, minutes=APART)
    return f"source.{column}"
