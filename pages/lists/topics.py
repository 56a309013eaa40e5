"""The index of topics: all that there is something to read on, by name, page by page."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.models import Tag
from delivery.cache_headers import shown
from delivery.keeping import kept

PAGE_SIZE = 120
AFTER = "nach"  # parameter: a cursor behind which
_ORDER = ("found_by", "pk")  # folded, so that both databases have ä with a
_SIGNER = signing.Signer(salt="podium.pages.topics")


@dataclass(frozen=True)
class TopicsPage:
    """Some topics with how many `pieces` each has, and the cursor of those behind them, or ""."""

    items: list[Any]
    further: str = ""


@kept(AFTER)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """A page of the index."""
    page = _page(request.GET.get(AFTER, ""))
    return shown(request, "pages/topics.html", {"page": page}, timezone.now())


def _page(cursor: str) -> TopicsPage:
    live = Edition.objects.live().filter(tag_rows__tag=OuterRef("pk")).order_by()
    number = live.values("tag_rows__tag").annotate(number=Count("pk")).values("number")
    counted = Tag.objects.annotate(pieces=Coalesce(Subquery(number), 0)).filter(pieces__gt=0)
    where = Q(TupleGreaterThan(_ORDER, _position(cursor))) if cursor else Q()
    found = list(counted.filter(where).order_by(*map(F, _ORDER))[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    last = (found[-1].found_by, found[-1].pk) if more else None
    return TopicsPage(found, _SIGNER.sign_object(last) if last else "")


def _position(cursor: str) -> tuple[str, int]:
    try:
        name, pk = _SIGNER.unsign_object(cursor)
        return str(name), int(pk)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
