"""What to read next: related pieces, and those before and after in the series.

All of it comes in the query that loads the piece, as text: a row for each, its fields apart.
"""

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.aggregates import StringAgg
from django.db.models.fields.json import KT
from django.db.models.fields.tuple_lookups import Tuple
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.editions.edition import Edition, live_now
from blog.gathered import joined
from blog.search.related import Related

SHOWN = 4
MOST_ALIKE = 2  # of one person, event or topic
_FIELD, _ROW = (
    "\x1f",
    "\x1e",
)  # what is ready for a list holds neither (`blog.publishing.rendering`)


class Around(NamedTuple):
    """What leads on from an edition, as rows of text."""

    related: str | None
    before: str | None
    after: str | None


class Neighbour(NamedTuple):
    """A piece beside another in its series; `headline` is HTML."""

    kind: str
    slug: str
    headline: str

    @property
    def path(self) -> str:
        """Its address."""
        return reverse(self.kind, args=[self.slug])


class Relative(NamedTuple):
    """A related piece, with its teaser ready for a list."""

    score: int
    published_at: str  # as the database writes it, to sort by
    slug: str
    reason: str
    subject: int | None
    listing: str


class LeadingOn(NamedTuple):
    """A related piece, and why it is one, in words."""

    piece: Relative
    why: str


def with_leading_on(editions: QuerySet[Edition], now: datetime) -> QuerySet[Edition]:
    """Annotate what leads on from an edition."""
    each = _related(now, OuterRef(OuterRef("post"))).annotate(all=Value(1)).values("all")
    outer = [OuterRef(name) for name in ("series", "published_at", "pk")]
    before, after = _beside(now, *outer)
    return editions.annotate(
        related=Subquery(each.annotate(rows=StringAgg("told", Value(_ROW))).values("rows")),
        before=Subquery(before[:1]),
        after=Subquery(after[:1]),
    )


def around(edition: Edition, now: datetime) -> Around:
    """Return what was found `with_leading_on`; ask for it if the edition was not, or never saved."""
    found: Any = edition
    if hasattr(found, "related"):
        return Around(found.related, found.before, found.after)
    related = (row.told for row in _related(now, edition.post_id))
    here = (edition.series_id, edition.published_at, edition.pk or 0)
    before, after = (rows.exclude(post=edition.post_id).first() for rows in _beside(now, *here))
    return Around(_ROW.join(related), before, after)


def neighbours(around: Around) -> dict[str, Neighbour | None]:
    """Return the pieces before and after in the series."""
    told = {"before": around.before, "after": around.after}
    return {place: Neighbour(*row.split(_FIELD, 2)) if row else None for place, row in told.items()}


def chosen(edition: Edition, around: Around) -> list[LeadingOn]:
    """Return the strongest of an edition's relatives, but not too many for the same reason.

    Those beside it in its series are named as such already.
    """
    rows = around.related.split(_ROW) if around.related else []
    beside = {one.slug for one in neighbours(around).values() if one}
    same: Counter[tuple[str, int | None]] = Counter()
    found: list[LeadingOn] = []
    for piece in sorted(map(_relative, rows), reverse=True):
        reason = (piece.reason, piece.subject)
        if piece.slug in beside or same[reason] == MOST_ALIKE:
            continue
        same[reason] += 1
        found.append(LeadingOn(piece, why(edition, *reason)))
        if len(found) == SHOWN:
            break
    return found


def why(here: Edition, kind: str, subject: int | None) -> str:
    """Say what a piece has in common with this one, in words of this one.

    What this one no longer names is no reason to readers.
    """
    piece = here.teaser
    if kind == Related.Kind.PERSON:
        names = [one["name"] for one in piece["people"] if one["person"] == subject]
        if names:
            return _("More from %(name)s") % {"name": names[0]}
    if kind == Related.Kind.EVENT and piece["event"]:
        event = piece["event"]
        return _("On %(event)s") % {"event": event["hashtag"] or event["name"]}
    if kind == Related.Kind.TAG:
        tags = [tag["name"] for tag in piece["tags"] if tag["id"] == subject]
        if tags:
            return _("On the topic %(topic)s") % {"topic": tags[0]}
    return _("Similar in content")


def _related(now: datetime, post: Any) -> QuerySet[Any]:
    """Return the live relatives of a post, each `told` as a row of text."""
    rows = Related.objects.filter(post=post)
    # Not by a join over the working copies, whose changes begin no generation (`delivery.generation`).
    this = rows.filter(other=OuterRef("post"))
    why = Subquery(
        this.values(told=_row(_text("score"), "kind", Coalesce(_text("subject"), Value(""))))
    )
    return (
        live_now(now)
        .filter(post__in=rows.values("other"))
        .order_by()
        .annotate(told=_row(why, _text("published_at"), "slug", "listing"))
    )


def _beside(
    now: datetime, series: Any, published_at: Any, pk: Any
) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return the rows of all before a piece in its series and of all after it, the nearest first."""
    others = live_now(now).filter(series=series)
    told = _row("kind", "slug", KT("teaser__title"))
    place, here = Tuple("published_at", "pk"), Tuple(published_at, pk)
    before = others.filter(_compared(place, "<", here)).order_by("-published_at", "-pk")
    after = others.filter(_compared(place, ">", here)).order_by("published_at", "pk")
    return before.values_list(told, flat=True), after.values_list(told, flat=True)


def _row(*fields: Any) -> Func:
    return joined(*fields, by=_FIELD)


def _compared(one: Tuple, how: str, other: Tuple) -> Func:
    """Compare row values, as lookups of tuples cannot with those of an outer query."""
    written = {"template": "%(expressions)s", "arg_joiner": f" {how} "}
    return Func(one, other, **written, output_field=BooleanField())


def _text(name: str) -> Cast:
    return Cast(name, TextField())


def _relative(row: str) -> Relative:
    score, reason, subject, published_at, slug, listing = row.split(_FIELD)
    about = int(subject) if subject else None
    return Relative(int(score), published_at, slug, reason, about, listing)
