"""What to read next: pieces before and after in the series, and related ones, in one query."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext as _

from blog.editions import Edition, live_now
from blog.prepared import A_MOMENT, A_NUMBER, ANOTHER_MOMENT, Prepared
from blog.related import Related

SHOWN = 4
LOOKED_AT = 10  # some may be withdrawn, or stand beside the piece in its series
MOST_ALIKE = 2  # of one person, event or topic


class LeadingOn(NamedTuple):
    """A related piece and why it is one, in words."""

    edition: Edition
    why: str


def leading_on(here: Edition, now: datetime) -> list[Any]:
    """Return the live pieces that lead on, those that are related with `score` and `reason`."""
    if here.series_id is None:
        return _related(now=now, post=here.post_id)
    place = {"published_at": here.published_at, "pk": here.pk or 0}
    return _beside_too(now=now, post=here.post_id, series=here.series_id, **place)


def _leading_on(now: datetime, post: int, beside: Q | None = None) -> QuerySet[Any]:
    rows = Related.objects.filter(post=post)
    strongest = rows.order_by("-score", "-other")
    # Not by a join over the working copies, whose changes begin no epoch (`pages.epoch`).
    row = rows.filter(other=OuterRef("post_id"))
    wanted = Q(post__in=strongest.values("other")[:LOOKED_AT])
    return (
        live_now(now)
        .filter(wanted if beside is None else wanted | beside)
        .annotate(
            score=Subquery(row.values("score")),
            reason=Subquery(row.values("kind")),
            subject=Subquery(row.values("subject")),
        )
        .listed()
    )


def neighbours(here: Edition, found: Iterable[Any]) -> dict[str, Edition | None]:
    """Return the nearest before and after in the series of all pieces found."""
    place = (here.published_at, here.pk or 0)
    row = {
        (edition.published_at, edition.pk): edition
        for edition in found
        if here.series_id and (edition.teaser["series"] or {}).get("id") == here.series_id
    }
    before = max((key for key in row if key < place), default=None)
    after = min((key for key in row if key > place), default=None)
    return {
        "before": row[before] if before else None,
        "after": row[after] if after else None,
    }


def chosen(here: Edition, found: Iterable[Any]) -> list[LeadingOn]:
    """Return the strongest of the pieces found, but not too many of the same."""
    related = [edition for edition in found if edition.score is not None]
    order = sorted(related, key=lambda one: (-one.score, -one.published_at.timestamp(), -one.pk))
    same: Counter[tuple[str, int | None]] = Counter()
    rows = []
    for edition in order:
        reason = (edition.reason, edition.subject)
        same[reason] += 1
        if same[reason] <= MOST_ALIKE:
            rows.append(LeadingOn(edition, why(here, *reason)))
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


def _beside(now: datetime, post: int, series: int, published_at: datetime, pk: int) -> Q:
    others = live_now(now).filter(series_id=series).exclude(post_id=post)
    place = (published_at, pk)
    along = ("published_at", "pk")
    before = others.filter(TupleLessThan(along, place)).order_by("-published_at", "-pk")
    after = others.filter(TupleGreaterThan(along, place)).order_by(*along)
    return Q(pk=Subquery(before.values("pk")[:1])) | Q(pk=Subquery(after.values("pk")[:1]))


def _with_neighbours(
    now: datetime, post: int, series: int, published_at: datetime, pk: int
) -> QuerySet[Any]:
    return _leading_on(now, post, _beside(now, post, series, published_at, pk))


_related = Prepared(_leading_on, now=A_MOMENT, post=A_NUMBER)
_beside_too = Prepared(
    _with_neighbours,
    now=A_MOMENT,
    post=A_NUMBER,
    series=A_NUMBER - 1,
    published_at=ANOTHER_MOMENT,
    pk=A_NUMBER - 2,
)
