"""Search for readers: one field, hits with the passage that matches, ways to narrow them down."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import FETCH_RAISE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.editions.teaser import Teaser
from blog.search.passages import AnswerHit, Sought, answers, passage, quotable, spelt
from blog.search.query import LONGEST_QUERY
from blog.search.search import Found, IndexHit, find
from blog.search.stems import stem
from delivery.cache_headers import shown
from delivery.keeping import kept
from pages.lists.replied import attach_replies
from pages.search.filters import PARAMETERS, Narrowing, narrowing

PAGE_SIZE = 12
LAST_PAGE = 20
MORE_ANSWERS = 3


@dataclass(frozen=True)
class Hit:
    """A live edition with the passage that matches.

    Where the words stand in an answer, and not around the piece, that answer is the hit (`answer`).
    """

    edition: Edition
    passage: SafeString
    answer: AnswerHit | None
    more_answers: list[AnswerHit]

    @property
    def teaser(self) -> Teaser:
        """What lists show of the piece."""
        return self.edition.teaser


@kept("q", "seite", *PARAMETERS)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pieces that match `q`, best first; `seite` counts pages from 1."""
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    if len(query) > LONGEST_QUERY:
        context = {"query": query[:LONGEST_QUERY], "too_long": True}
        return render(request, "pages/search.html", context, status=400)
    narrow = narrowing(query, request.GET.dict())
    found = find(query, narrow.facets)
    page = _page_number(request.GET.get("seite", ""))
    context = {"query": query, "narrow": narrow} | _results(found, narrow, page)
    return shown(request, "pages/search.html", context, timezone.now())


def _results(found: Found, narrow: Narrowing, page: int) -> dict[str, Any]:
    most = LAST_PAGE * PAGE_SIZE
    places = found.places[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    hits = _hits(places, found)
    more = len(found.places) > page * PAGE_SIZE and page < LAST_PAGE
    return {
        "hits": hits,
        "count": min(len(found.places), most),
        "more": len(found.places) > most,
        "next_page": narrow.address(seite=str(page + 1)) if more else "",
        "offers": narrow.offers(
            found.places, [hit.edition for hit in hits], more=len(found.places) > PAGE_SIZE
        ),
        "meant": _meant(found, hits),
        "left_out": found.left_out if hits else [],
        "lacking": found.lacking,
        "one_by_one": _one_by_one(found, narrow),
    }


def _hits(places: list[IndexHit], found: Found) -> list[Hit]:
    wanted = Edition.objects.only(
        "teaser", "search_text", "language", "published_at", "kind", "slug", "post"
    )
    editions = wanted.fetch_mode(FETCH_RAISE).in_bulk([place.edition for place in places])
    attach_replies(editions.values())
    sought = Sought(found.asked)
    # An index restored from elsewhere may know pieces that are not here.
    known = (place for place in places if place.edition in editions)
    return [_hit(editions[place.edition], place, sought) for place in known]


def _hit(edition: Edition, place: IndexHit, sought: Sought) -> Hit:
    said = answers(edition, sought)
    first = said.pop(0) if said and place.column == "body" else None
    quoted = sought.asked and first is None
    return Hit(
        edition=edition,
        passage=passage(quotable(edition.search_text), sought) if quoted else SafeString(),
        answer=first,
        more_answers=said[:MORE_ANSWERS],
    )


def _meant(found: Found, hits: list[Hit]) -> list[tuple[str, list[str]]]:
    """Return what misspelt words were taken for, as the hits spell it: readers see live words only."""
    texts = [hit.edition.search_text for hit in hits]
    return [
        (word, spelt(texts, frozenset(map(stem, others)))) for word, others in found.meant.items()
    ]


def _one_by_one(found: Found, narrow: Narrowing) -> list[tuple[str, str]]:
    """Return each word with the address of a search for it alone, where there are several."""
    words = [part.typed for part in found.asked if part.alone]
    return [(word, narrow.address(q=word)) for word in words] if len(found.asked) > 1 else []


def _page_number(text: str) -> int:
    return min(int(text), LAST_PAGE) if re.fullmatch("[1-9][0-9]{0,2}", text) else 1
