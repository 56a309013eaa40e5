"""What to read next: related pieces, and those before and after in the series."""

from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext as _

from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.editions.works import once, work_of
from blog.search.related import Reason, Related

SHOWN = 3  # a row
MOST_ALIKE = 2  # of one person, event or topic


class Neighbours(NamedTuple):
    """The live pieces beside one in its series."""

    before: Edition | None = None
    after: Edition | None = None


class LeadingOn(NamedTuple):
    """A related piece, and why it is one, in words."""

    piece: Edition
    why: str


def neighbours(edition: Edition) -> Neighbours:
    """Return the live pieces before and after an edition in its series, in one query."""
    if edition.series_id is None:
        return Neighbours()
    live = Edition.objects.live().filter(series=edition.series_id).exclude(post=edition.post_id)
    place, here = ("published_at", "pk"), (edition.published_at, edition.pk or 0)
    before = live.filter(TupleLessThan(place, here)).order_by("-published_at", "-pk")
    after = live.filter(TupleGreaterThan(place, here)).order_by("published_at", "pk")
    nearest = [Q(pk=Subquery(rows.values("pk")[:1])) for rows in (before, after)]
    found = Edition.objects.filter(nearest[0] | nearest[1]).listed()
    beside = {(one.published_at, one.pk) < here: one for one in found}
    return Neighbours(before=beside.get(True), after=beside.get(False))


def leading_on(edition: Edition, besides: Collection[Edition | None]) -> list[LeadingOn]:
    """Return the strongest of an edition's live relatives, but not too many for the same reason.

    Of equally strong ones the newest comes first. `besides` are pieces that the page names anyway, as it
    does its own translations; of one in another language a translation may still lead on.
    """
    there = [one for one in (edition, *besides) if one]
    named = {work_of(one) for one in there if one.language == edition.language}
    shown = {one.post_id for one in there}
    same: Counter[Reason] = Counter()
    found: list[LeadingOn] = []
    for piece in once(sorted(_related(edition), key=_strength), edition.language):
        reason = piece.tie, piece.subject
        if work_of(piece) in named or piece.post_id in shown or same[reason] == MOST_ALIKE:
            continue
        same[reason] += 1
        found.append(LeadingOn(piece, why(edition.piece, *reason)))
    return found[:SHOWN]


def why(here: Content, kind: str, subject: int | None) -> str:
    """Say what a piece has in common with this one, in words of this one.

    What this one no longer names is no reason to readers.
    """
    if kind == Related.Kind.PERSON:
        names = [credit.name for credit in here.credits if credit.person == subject]
        if names:
            return _("More from %(name)s") % {"name": names[0]}
    if kind == Related.Kind.EVENT and here.event:
        return _("On %(event)s") % {"event": here.event.hashtag or here.event.name}
    if kind == Related.Kind.TAG:
        topics = [topic.name for topic in here.tags if topic.id == subject]
        if topics:
            return _("On the topic %(topic)s") % {"topic": topics[0]}
    return _("Similar in content")


def _strength(piece: Any) -> int:
    return -piece.score


def _related(edition: Edition) -> QuerySet[Any]:
    """Return the live relatives of a piece, newest first, each with `score`, `tie` and `subject`.

    In one query, and not by a join over the working copies, which readers' pages never touch.
    """
    ties = Related.objects.filter(post=edition.post_id)
    its_own = ties.filter(other=OuterRef("post"))
    live = Edition.objects.live().filter(post__in=ties.values("other"))
    return live.annotate(
        score=Subquery(its_own.values("score")),
        tie=Subquery(its_own.values("kind")),
        subject=Subquery(its_own.values("subject")),
    ).listed()
