"""Pieces: the list, narrowed down as the search is, and one of them."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from django.db.models import FETCH_RAISE, Q
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.editions.edition import Edition, EditionQuerySet
from blog.publishing.rendering import renew
from blog.search.query import LONGEST_QUERY
from blog.search.search import IndexHit, find, newest
from delivery.cache_headers import moved
from pages.api import shapes
from pages.api.answers import Mistaken, NotSo, reading, told
from pages.api.cursors import CURSOR, LIMIT, Way, limit
from pages.api.pieces import shorts, whole
from pages.feeds.items import COLUMNS
from pages.house.rendered import plain
from pages.pieces.article import Article, live_at
from pages.pieces.views import whereabouts
from pages.search.filters import PARAMETERS, narrowing

_ORDER = ("published_at", "pk")
_LARGEST = 2**31  # beyond it there is no row, and the database would not be asked for one
type Page = tuple[list[Edition], str | None]


@reading("q", CURSOR, LIMIT, *PARAMETERS)
def pieces(request: HttpRequest) -> HttpResponse:
    """The newest pieces, or those that match `q` best, with all that must stand with them."""
    asked = request.GET.dict()
    most, way = limit(asked), Way(request.path, asked, "q", *PARAMETERS)
    narrowed = any(asked.get(name) for name in ("q", *PARAMETERS))
    found, further = (_sought if narrowed else _all)(asked, way, most)
    renew(found)
    return told(request, shapes.PieceList(shorts(found), further), timezone.now())


@reading()
def piece(request: HttpRequest, slug: str) -> HttpResponse:
    """The live piece at an address; a former address leads to it."""
    edition = live_at(slug)
    if edition is None:
        return _former(request, *whereabouts(slug=slug))
    return _one(request, edition)


@reading()
def piece_by_id(request: HttpRequest, post: int) -> HttpResponse:
    """The live piece with an id, which it keeps when it moves."""
    if post >= _LARGEST:
        raise Http404
    known, live = whereabouts(post=post)
    edition = live_at(live.slug) if live else None
    return _one(request, edition) if edition else _former(request, known, None)


@reading()
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead to the address with its slash; the API has no other addresses than those named."""
    if rest.endswith("/") or not rest:
        raise Http404
    return moved(request, f"{request.path}/")


def _one(request: HttpRequest, edition: Edition) -> HttpResponse:
    renew([edition])
    article = Article(edition, timezone.now())
    return told(request, whole(article), article.now, article)


def _former(request: HttpRequest, known: Edition | None, live: Edition | None) -> HttpResponse:
    if known is None:
        raise Http404
    if live is not None:
        return moved(request, reverse("api_piece", args=[live.slug]))
    words = _("“%(title)s” was published here and has been withdrawn by the newsroom.")
    raise NotSo(HTTPStatus.GONE, words % {"title": plain(known.piece.title)})


def _all(asked: Mapping[str, str], way: Way, most: int) -> Page:
    """Return a page of everything, newest first."""
    place = way.behind(lambda place: (datetime.fromisoformat(place[0]), int(place[1])))
    where = Q(TupleLessThan(_ORDER, place)) if place else Q()
    rows = _shown(Edition.objects.live().in_streams().filter(where))
    found = list(rows.order_by(*(f"-{column}" for column in _ORDER))[: most + 1])
    more, found = len(found) > most, found[:most]
    last = found[-1] if more else None
    return found, way.on(last.published_at.isoformat(), last.pk) if last else None


def _sought(asked: Mapping[str, str], way: Way, most: int) -> Page:
    """Return a page of what the search finds."""
    query = " ".join(asked.get("q", "").replace("\x00", " ").split())
    if len(query) > LONGEST_QUERY:
        words = _("“q” has at most %(most)s characters.")
        raise Mistaken(words % {"most": LONGEST_QUERY})
    narrow = narrowing(query, asked)
    for name in PARAMETERS:
        if asked.get(name) and name not in narrow.chosen:
            words = _("“%(name)s” names something that does not exist here.")
            raise Mistaken(words % {"name": name})
    place = way.behind(lambda place: IndexHit(int(place[0]), str(place[1])))
    if query:
        hits = [one for one in find(query, narrow.facets).places if not place or one.after(place)]
    else:
        hits = newest(narrow.facets, place)
    more, hits = len(hits) > most, hits[:most]
    by_id = _shown(Edition.objects.live()).in_bulk([one.edition for one in hits])
    found = [by_id[one.edition] for one in hits if one.edition in by_id]
    return found, way.on(hits[-1].key, hits[-1].column) if more else None


def _shown(rows: EditionQuerySet) -> EditionQuerySet:
    """Let rows be read with all that is told of them, and nothing else."""
    event = ("event__name", "event__slug", "event__public")
    shown = rows.select_related("event").only(*COLUMNS, *event)
    return shown.fetch_mode(FETCH_RAISE)
