"""Search for readers: one field, hits with the passage that matches."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from blog import search as index
from blog.editions import Edition

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
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())
    too_long = len(query) > index.LONGEST_QUERY
    page = _page_number(request.GET.get("seite", ""))
    found = [] if too_long or not query else _live(index.ranked(query))
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    texts = Edition.objects.in_bulk(shown)
    hits = [Hit(texts[pk], index.passage(texts[pk].search_text, query)) for pk in shown]
    context = {
        "query": query[: index.LONGEST_QUERY],
        "too_long": too_long,
        "hits": hits,
        "count": len(found),
        "next_page": page + 1 if len(found) > page * PAGE_SIZE and page < LAST_PAGE else None,
    }
    return render(request, "pages/search.html", context, status=400 if too_long else 200)


def _live(ranked: list[int]) -> list[int]:
    """Keep the live editions, in the order of their rank."""
    live = set(Edition.objects.live().filter(pk__in=ranked).values_list("pk", flat=True))
    return [pk for pk in ranked if pk in live]


def _page_number(text: str) -> int:
    return min(int(text), LAST_PAGE) if text.isdecimal() and len(text) < 4 and int(text) else 1
