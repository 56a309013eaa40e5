"""Keyset pagination: the cost of a page does not grow with its depth.

The cursor is the signed (published_at, id) of the last piece shown; the range is a row value,
which both databases walk along the index.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import Http404, HttpRequest
from django.utils import timezone

from blog.rendering import renew
from events.models import Event
from pages.calls import attach

PAGE_SIZE = 12
CURSOR = "vor"
_SALT = "podium.pages.cursor"


@dataclass(frozen=True)
class Page:
    """The pieces of one page and the cursor of the next, or ""."""

    items: list[Any]
    older: str = ""


def page_for(
    request: HttpRequest,
    pieces: QuerySet[Any],
    along: tuple[str, str] = ("published_at", "pk"),
    *,
    with_calls: bool = True,
    besides: Event | None = None,
) -> Page:
    """Return the page of pieces that a reader asks for, newest first, by the cursor in the address.

    Their teasers call for what their events still offer, unless the page itself does: for all of
    them (without `with_calls`), or for one event (`besides`).
    """
    ordered = pieces.order_by(*(f"-{column}" for column in along))
    page = page_of(ordered, request.GET.get(CURSOR, ""), along=along)
    if with_calls:
        attach(page.items, timezone.now(), only_coming=True, besides=besides)
    return page


def page_of(
    pieces: QuerySet[Any], cursor: str, *, along: tuple[str, str] = ("published_at", "pk")
) -> Page:
    """Return the page after `cursor` ("" for the first) of pieces ordered newest first.

    `along` names the two ordered columns. A cursor that was tampered with raises Http404.
    """
    if cursor:
        pieces = pieces.filter(TupleLessThan(along, _position(cursor)))
    items = list(pieces[: PAGE_SIZE + 1])
    more = len(items) > PAGE_SIZE
    items = items[:PAGE_SIZE]
    renew(items)
    return Page(items, _cursor(items[-1]) if more else "")


def _cursor(edition: Any) -> str:
    return signing.dumps((edition.published_at.isoformat(), edition.pk), salt=_SALT)


def _position(cursor: str) -> tuple[datetime, int]:
    try:
        moment, pk = signing.loads(cursor, salt=_SALT)
        return datetime.fromisoformat(moment), int(pk)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
