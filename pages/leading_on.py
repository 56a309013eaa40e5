"""What to read next: pieces before and after in the series, and related ones, in one query."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.editions import Edition, live_now
from blog.prepared import A_MOMENT, A_NUMBER, ANOTHER_MOMENT, Prepared
from blog.related import Related

SHOWN = 4
LOOKED_AT = 10  # some may be withdrawn, or stand beside the piece in its series
MOST_ALIKE = 2  # of one person, event or topic
_NONE = Value("")
_NEEDED = ("pk", "kind", "slug", "series", "published_at", "listing")


class LeadingOn(NamedTuple):
    """A related piece, with its ready teaser, and why it is one, in words."""

    piece: Any
    why: str


def leading_on(here: Edition, now: datetime) -> list[Any]:
    """Return the live pieces that lead on, those that are related with `score` and `reason`."""
    if here.series_id is None:
        return _related(now=now, post=here.post_id)
    place = {"published_at": here.published_at, "pk": here.pk or 0}
    return _beside_too(now=now, post=here.post_id, series=here.series_id, **place)


def _leading_on(
    now: datetime, post: int, *beside: QuerySet[Edition], headline: Any = _NONE
) -> QuerySet[Any]:
    rows = Related.objects.filter(post=post)
    strongest = rows.order_by("-score", "-other")
    # Not by a join over the working copies, whose changes begin no epoch (`pages.epoch`).
    row = rows.filter(other=OuterRef("post_id"))
    wanted = live_now(now).filter(post__in=strongest.values("other")[:LOOKED_AT]).values("pk")
    if beside:  # a union of keys, which PostgreSQL looks up; for an OR it would read every edition
        wanted = wanted.union(*(Edition.objects.filter(pk__in=one).values("pk") for one in beside))
    return (
        live_now(now)
        .filter(pk__in=wanted)
        .annotate(
            score=Subquery(row.values("score")),
            reason=Subquery(row.values("kind")),
            subject=Subquery(row.values("subject")),
            headline=headline,
        )
        .values(*_NEEDED, "score", "reason", "subject", "headline")
        .order_by()
    )


def neighbours(here: Edition, found: Iterable[Any]) -> dict[str, Any]:
    """Return the nearest before and after in the series of all pieces found, with their `path`."""
    place = (here.published_at, here.pk or 0)
    row = {
        (piece.published_at, piece.pk): piece
        for piece in found
        if here.series_id and piece.series == here.series_id
    }
    before = max((key for key in row if key < place), default=None)
    after = min((key for key in row if key > place), default=None)
    beside = {"before": before and row[before], "after": after and row[after]}
    for piece in filter(None, beside.values()):
        piece.path = reverse(piece.kind, args=[piece.slug])
    return beside


def chosen(here: Edition, found: Iterable[Any]) -> list[LeadingOn]:
    """Return the strongest of the pieces found, but not too many of the same."""
    related = [piece for piece in found if piece.score is not None]
    order = sorted(related, key=lambda one: (-one.score, -one.published_at.timestamp(), -one.pk))
    same: Counter[tuple[str, int | None]] = Counter()
    rows = []
    for piece in order:
        reason = (piece.reason, piece.subject)
        same[reason] += 1
        if same[reason] <= MOST_ALIKE:
            rows.append(LeadingOn(piece, why(here, *reason)))
    return rows[:SHOWN]


def why(here: Edition, kind: str, subject: int | None) -> str:
    """Say what a piece has in common with this one, in words of this one."""
    piece = here.teaser
    if kind == Related.Kind.PERSON:
        names = [one["name"] for one in piece["people"] if one["person"] == subject]
        return _("More from %(name)s") % {"name": names[0]} if names else ""
    if kind == Related.Kind.EVENT and piece["event"]:
        event = piece["event"]
        return _("On %(event)s") % {"event": event["hashtag"] or event["name"]}
    if kind == Related.Kind.TAG:
        tags = [tag["name"] for tag in piece["tags"] if tag["id"] == subject]
        return _("On the topic %(topic)s") % {"topic": tags[0]} if tags else ""
    return _("Similar in content") if kind == Related.Kind.TEXT else ""


def _beside(
    now: datetime, post: int, series: int, published_at: datetime, pk: int
) -> tuple[QuerySet[Any], QuerySet[Any]]:
    others = live_now(now).filter(series_id=series).exclude(post_id=post)
    place = (published_at, pk)
    along = ("published_at", "pk")
    before = others.filter(TupleLessThan(along, place)).order_by("-published_at", "-pk")
    after = others.filter(TupleGreaterThan(along, place)).order_by(*along)
    return before.values("pk")[:1], after.values("pk")[:1]


def _with_neighbours(
    now: datetime, post: int, series: int, published_at: datetime, pk: int
) -> QuerySet[Any]:
    # Only those beside it are named by their headline, the others by their ready teaser.
    headline = Case(
        When(series=series, then=KT("teaser__title")), default=_NONE, output_field=TextField()
    )
    beside = _beside(now, post, series, published_at, pk)
    return _leading_on(now, post, *beside, headline=headline)


_related = Prepared(_leading_on, now=A_MOMENT, post=A_NUMBER)
_beside_too = Prepared(
    _with_neighbours,
    now=A_MOMENT,
    post=A_NUMBER,
    series=A_NUMBER - 1,
    published_at=ANOTHER_MOMENT,
    pk=A_NUMBER - 2,
)
