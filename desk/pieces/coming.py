"""What happens on which day: planned and scheduled pieces, events, tickets that begin or end to be sold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from desk.pieces.listed import Piece
from desk.pieces.rows import form_of
from events.models import Event, TicketOffer


@dataclass(frozen=True)
class Entry:
    """Something on a day: of which kind, in which words, with the way to it; a piece may be moved."""

    day: date
    kind: str  # planned, scheduled, published, event, price
    words: str
    address: str
    hour: str = ""
    piece: int = 0  # of one that can be moved to another day


def between(first: date, last: date, pieces: QuerySet[Piece]) -> list[Entry]:
    """Return what is on the days from `first` to `last`, both included, by day and hour; in four queries."""
    found = [
        *_planned(first, last, pieces),
        *_editions(first, last, pieces),
        *_events(first, last),
        *_prices(first, last),
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.hour, entry.words))


def gaps(entries: list[Entry], first: date, last: date) -> list[tuple[date, date]]:
    """Return the weeks that begin on these days and for which nothing new is planned or scheduled."""
    taken = {e.day for e in entries if e.kind in ("planned", "scheduled")}
    monday = first + timedelta(days=-first.weekday() % 7)
    empty = []
    while monday + timedelta(days=6) <= last:
        week = {monday + timedelta(days=number) for number in range(7)}
        if not week & taken:
            empty.append((monday, monday + timedelta(days=6)))
        monday += timedelta(days=7)
    return empty


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """Return when the first day begins and the last one is over, on the clock of the site."""
    zone = timezone.get_current_timezone()
    after = last + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


def _planned(first: date, last: date, pieces: QuerySet[Piece]) -> Iterator[Entry]:
    meant = pieces.filter(post__plan__day__range=(first, last)).select_related("post__plan")
    live = Edition.objects.live().filter(post_id__in=meant.order_by().values("post_id"))
    published = set(live.values_list("post_id", flat=True))
    for piece in meant:
        if (day := piece.post.plan.day) and piece.post_id not in published:
            yield Entry(day, "planned", piece.title, form_of(piece), piece=piece.post_id)


def _editions(first: date, last: date, pieces: QuerySet[Piece]) -> Iterator[Entry]:
    """Tell of what goes live on these days, and of what first did."""
    starts, ends = moments(first, last)
    now = timezone.now()
    rows = Edition.objects.filter(retired=False, starts_at__gte=starts, starts_at__lt=ends)
    rows = rows.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))
    found = list(rows.order_by("starts_at").values_list("post_id", "starts_at", "published_at"))
    listed = pieces.filter(post_id__in=[post for post, _starts, _first in found])
    known = {piece.post_id: piece for piece in listed}
    for post, start, first_published in found:
        piece, scheduled = known.get(post), start > now
        if piece is None or not (scheduled or first_published == start):
            continue
        moment = timezone.localtime(start)
        yield Entry(
            moment.date(),
            "scheduled" if scheduled else "published",
            piece.title,
            form_of(piece),
            time_format(moment, "H:i"),
            piece.post_id if scheduled else 0,
        )


def _events(first: date, last: date) -> Iterator[Entry]:
    starts, ends = moments(first, last)
    events = Event.objects.filter(starts_at__lt=ends, ends_at__gt=starts)
    for event in events.exclude(status=Event.Status.CANCELLED):
        address = reverse("admin:events_event_change", args=[event.pk])
        day = event.starts_at.astimezone(event.zone).date()
        while day <= (event.ends_at - timedelta(seconds=1)).astimezone(event.zone).date():
            if first <= day <= last:
                yield Entry(day, "event", event.hashtag or event.name, address)
            day += timedelta(days=1)


def _prices(first: date, last: date) -> Iterator[Entry]:
    """Tell on which days a tier begins or ends to be sold: what readers pay changes then."""
    starts, ends = moments(first, last)
    offers = TicketOffer.objects.filter(
        Q(sales_start__gte=starts, sales_start__lt=ends)
        | Q(sales_end__gte=starts, sales_end__lt=ends),
        draft=False,
    ).select_related("event")
    for offer in offers:
        event = offer.event
        tier = {"tier": offer.name, "event": event.hashtag or event.name}
        address = f"{reverse('admin:events_event_change', args=[event.pk])}#offers-group"
        said = (
            (offer.sales_start, _("%(event)s: “%(tier)s” goes on sale")),
            (offer.sales_end, _("%(event)s: “%(tier)s” ends")),
        )
        for moment, words in said:
            if moment and starts <= moment < ends:
                local = timezone.localtime(moment)
                yield Entry(local.date(), "price", words % tier, address, time_format(local, "H:i"))
