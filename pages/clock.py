"""The next moment at which the clock alone changes what any reader page says."""

from datetime import datetime, timedelta

from django.db.models import Min, Model, QuerySet, Value
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import Correction
from disclosures.models import NoticeVersion
from events.models import Event, EventDay, TicketOffer

# A page may know more precisely when it changes (`delivery.cache_headers`); these are for pages that
# do not show the row yet: a list does not know the piece that goes live next.
_MOMENTS: tuple[tuple[type[Model], str], ...] = (
    (Edition, "starts_at"),
    (Edition, "ends_at"),
    (Correction, "published_at"),
    (NoticeVersion, "valid_from"),
    (Event, "starts_at"),
    (Event, "ends_at"),
    (EventDay, "ends_at"),
    (TicketOffer, "sales_start"),
    (TicketOffer, "sales_end"),
)


def next_moment(now: datetime) -> datetime:
    """Return the first such moment after `now`, the next midnight at the latest, in one query.

    Midnight of the site, because ties are dated by days (`starts_on`, `ends_on`).
    """
    first, *others = [_first(model, column, now) for model, column in _MOMENTS]
    found = first.union(*others, all=True).order_by()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return min([moment for moment in found if moment] + [midnight + timedelta(days=1)])


def _first(model: type[Model], column: str, now: datetime) -> QuerySet:
    later = model._default_manager.filter(**{f"{column}__gt": now}).order_by()
    if model is Edition:  # so that the indexes of editions in force serve
        later = later.filter(retired=False)
    return later.values(one=Value(1)).annotate(first=Min(column)).values_list("first", flat=True)
