"""Keyset pagination: the cost of a page does not grow with its depth.

The cursor is the signed (published_at, id) of the last piece shown; the range is a row value,
which both databases walk along the index.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import Http404, HttpRequest
from django.utils import timezone

from blog.editions.edition import EditionQuerySet, live_now
from blog.prepared import A_MOMENT, A_NUMBER, ANOTHER_MOMENT, Prepared
from blog.publishing.rendering import renew
from events.models import Event
from pages.events.event_now import attach_coming

PAGE_SIZE = 12
CURSOR = "vor"
# Without a moment of signing: the same place in a list has the same address for ever.
_SIGNER = signing.Signer(salt="podium.pages.cursor")


@dataclass(frozen=True)
class Page:
    """The pieces of one page and the cursor of the next, or ""."""

    items: list[Any]
    older: str = ""


# What a ready teaser needs, its structured data and its place in a list.
_NEEDED = (
    *("pk", "post_id", "event_id", "language", "published_at"),
    *("teaser", "listing", "rendered_by"),
)


def listed_now(
    now: datetime, live: Callable[[datetime], EditionQuerySet] = live_now
) -> EditionQuerySet:
    """Return what readers see now, as plain rows with what a list needs."""
    return live(now).values(*_NEEDED)


class Rows:
    """The pieces of one kind of list, newest first: its first page, and any further one.

    `build` makes the queryset for a moment, the place in the list it shall be `beyond` (a Q) and, by
    the names of the examples, whatever else the list is of; `along` names the two columns of its
    order. Where they are columns of many rows, `beyond` belongs into the filter that picks one.
    """

    def __init__(
        self,
        build: Callable[..., EditionQuerySet],
        along: tuple[str, str] = ("published_at", "pk"),
        **examples: Any,
    ) -> None:
        """Prepare both queries."""
        latest_first = [f"-{column}" for column in along]

        def newest(**values: Any) -> EditionQuerySet:
            return build(beyond=Q(), **values).order_by(*latest_first)[: PAGE_SIZE + 1]

        def older(than: datetime, pk: int, **values: Any) -> EditionQuerySet:
            beyond = Q(TupleLessThan(along, (than, pk)))
            return build(beyond=beyond, **values).order_by(*latest_first)[: PAGE_SIZE + 1]

        self._newest = Prepared(newest, now=A_MOMENT, **examples)
        at = {"than": ANOTHER_MOMENT, "pk": A_NUMBER - 1}
        self._older = Prepared(older, now=A_MOMENT, **at, **examples)

    def page(self, cursor: str, **values: Any) -> Page:
        """Return the page after `cursor` ("" for the first).

        A cursor that was tampered with raises Http404.
        """
        now = timezone.now()
        if cursor:
            moment, pk = _position(cursor)
            items = self._older(than=moment, pk=pk, now=now, **values)
        else:
            items = self._newest(now=now, **values)
        more = len(items) > PAGE_SIZE
        items = items[:PAGE_SIZE]
        renew(items)
        return Page(items, _cursor(items[-1]) if more else "")


def page_for(
    request: HttpRequest,
    rows: Rows,
    *,
    with_calls: bool = True,
    besides: Event | None = None,
    **values: Any,
) -> Page:
    """Return the page of pieces that a reader asks for, newest first, by the cursor in the address.

    Their teasers call for what their events still offer, unless the page itself does: for all of
    them (without `with_calls`), or for one event (`besides`).
    """
    page = rows.page(request.GET.get(CURSOR, ""), **values)
    if with_calls:
        attach_coming(page.items, besides=besides)
    return page


def beyond(request: HttpRequest) -> Q:
    """Return what is true of every piece from the page that a reader asks for on, in its order."""
    cursor = request.GET.get(CURSOR, "")
    return Q(TupleLessThan(("published_at", "pk"), _position(cursor))) if cursor else Q()


def _cursor(edition: Any) -> str:
    return _SIGNER.sign_object((edition.published_at.isoformat(), edition.pk))


def _position(cursor: str) -> tuple[datetime, int]:
    try:
        moment, pk = _SIGNER.unsign_object(cursor)
        return datetime.fromisoformat(moment), int(pk)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
