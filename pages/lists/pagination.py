"""Keyset pagination: the cost of a page does not grow with its depth.

The cursor is the signed (published_at, id) of the last piece shown; the range is a row value,
which both databases walk along the index.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import Http404, HttpRequest
from django.utils import timezone

from blog.editions.edition import Edition, EditionQuerySet
from blog.publishing.rendering import renew
from events.models import Event
from pages.events.coming import attach_coming
from pages.lists.replied import attach_replies

PAGE_SIZE = 12
CURSOR = "vor"
# Without a moment of signing: the same place in a list has the same address for ever.
_SIGNER = signing.Signer(salt="podium.pages.cursor")


@dataclass(frozen=True)
class ListPage:
    """The pieces of one page and the cursor of the next, or ""."""

    items: list[Edition]
    older: str = ""


def teasers_for(
    request: HttpRequest,
    *,
    through: str = "",
    calls: bool = True,
    besides: Event | None = None,
    **of: Any,
) -> ListPage:
    """Return the page of live pieces that a reader asks for, with what their teasers show.

    Their teasers call for what their events still offer, unless the page itself does: for all of
    them (no `calls`), or for one event (`besides`). For `through` and `of` see `page_for`.
    """
    live = live_pieces(through).listed()
    page = page_for(request, live, through=through, **of)
    renew(page.items)
    attach_replies(page.items)
    if calls:
        attach_coming(page.items, besides=besides)
    return page


def live_pieces(through: str = "") -> EditionQuerySet:
    """Return what readers see now: all of it, or what is found `through` the rows of an index."""
    live = Edition.objects.live_at(timezone.now()) if through else Edition.objects.live()
    return live.in_streams()


def page_for(
    request: HttpRequest, pieces: EditionQuerySet, *, through: str = "", **of: Any
) -> ListPage:
    """Return the page of pieces that a reader asks for, newest first, by the cursor in the address.

    `of` says which of the pieces (`series=row`); `through` names the rows of an index that has them in
    order, and then `of` is about these rows (`through="tag_rows", tag=topic`). A cursor that was tampered
    with raises Http404.
    """
    row = f"{through}__" if through else ""
    order = (f"{row}published_at", f"{row}edition" if through else "pk")
    # All in one filter: of the rows of an index, one has to be of the topic and beyond the cursor.
    wanted = pieces.filter(beyond(request, order), **{f"{row}{name}": of[name] for name in of})
    items = list(wanted.order_by(*(f"-{column}" for column in order))[: PAGE_SIZE + 1])
    more = len(items) > PAGE_SIZE
    items = items[:PAGE_SIZE]
    return ListPage(items, _cursor(items[-1]) if more else "")


def beyond(request: HttpRequest, order: tuple[str, str] = ("published_at", "pk")) -> Q:
    """Return what is true of every piece from the page that a reader asks for on, in this order."""
    cursor = request.GET.get(CURSOR, "")
    return Q(TupleLessThan(order, _position(cursor))) if cursor else Q()


def _cursor(edition: Edition) -> str:
    return _SIGNER.sign_object((edition.published_at.isoformat(), edition.pk))


def _position(cursor: str) -> tuple[datetime, int]:
    try:
        moment, pk = _SIGNER.unsign_object(cursor)
        return datetime.fromisoformat(moment), int(pk)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
