"""Search for readers: one field, hits with the passage that matches."""

import re
from dataclasses import dataclass

from django.db.models import FETCH_RAISE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from blog import search as index
from blog.editions import Edition
from pages.freshness import shown

PAGE_SIZE = 12
LAST_PAGE = 20


@dataclass(frozen=True)
class Hit:
    """A live edition with the passage that matches."""

    edition: Edition
    passage: SafeString

    @property
    def teaser(self) -> dict:
        """What lists show of the piece."""
        return self.edition.teaser


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pieces that match `q`, best first; `seite` counts pages from 1."""
    query = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    too_long = len(query) > index.LONGEST_QUERY
    page = _page_number(request.GET.get("seite", ""))
    found = [] if too_long else _live(index.ranked(query))
    context = {
        "query": query[: index.LONGEST_QUERY],
        "too_long": too_long,
        "hits": _hits(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], query),
        "count": min(len(found), LAST_PAGE * PAGE_SIZE),
        "more": len(found) > LAST_PAGE * PAGE_SIZE,
        "next_page": page + 1 if len(found) > page * PAGE_SIZE and page < LAST_PAGE else None,
    }
    if too_long:
        return render(request, "pages/search.html", context, status=400)
    return shown(request, "pages/search.html", context, timezone.now())


def _live(ranked: list[int]) -> list[int]:
    """Keep the live editions, in the order of their rank."""
    live = set(Edition.objects.live().filter(pk__in=ranked).values_list("pk", flat=True))
    return [pk for pk in ranked if pk in live]


def _hits(ranked: list[int], query: str) -> list[Hit]:
    wanted = Edition.objects.only("teaser", "search_text", "published_at", "kind", "slug")
    editions = wanted.fetch_mode(FETCH_RAISE).in_bulk(ranked)
    return [
        Hit(edition, index.passage(_below_the_title(edition.search_text), query))
        for edition in map(editions.__getitem__, ranked)
    ]


def _below_the_title(text: str) -> str:
    """Return the text without its first line, which the hit shows anyway."""
    return text.partition("\n")[2]


def _page_number(text: str) -> int:
    return min(int(text), LAST_PAGE) if re.fullmatch("[1-9][0-9]{0,2}", text) else 1
