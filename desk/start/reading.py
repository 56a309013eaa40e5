"""What is being read: five pieces of the last four weeks, and how often they led to the ticket shop."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import caches
from django.db.models import Sum
from django.utils import timezone

from blog.counts.clicks import ClickOut
from blog.counts.readings import LATELY, Reading
from desk.pieces.listed import Piece
from desk.pieces.rows import form_of

MOST = 5
_KEPT = 10 * 60  # seconds: what is counted by the day need not be added up at every look


@dataclass(frozen=True)
class Read:
    """A piece, how often it was read, and how many went on to the shop."""

    title: str
    address: str
    read: int
    clicks: int
    post: int


def most_read() -> list[Read]:
    """Return the pieces read most in the last 28 days."""
    key = f"desk-most-read-{timezone.localdate()}"
    return caches["fragments"].get_or_set(key, _count, _KEPT) or []


def _count() -> list[Read]:
    first = timezone.localdate() - timedelta(days=LATELY - 1)
    sums = Reading.objects.filter(day__gte=first).order_by().values("post_id")
    top = sums.annotate(read=Sum("number")).filter(read__gt=0).order_by("-read", "post_id")[:MOST]
    read = {row["post_id"]: row["read"] for row in top}
    counted = ClickOut.objects.filter(post_id__in=read, day__gte=first).order_by()
    clicks = dict(counted.values("post_id").annotate(n=Sum("number")).values_list("post_id", "n"))
    pieces = Piece.objects.in_bulk(read)
    return [
        Read(pieces[pk].title, form_of(pieces[pk]), number, clicks.get(pk, 0), pk)
        for pk, number in read.items()
        if pk in pieces
    ]
