"""Lists and places: home, streams, a person, events, topics, series and the site's own texts."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions import Edition, live_now
from blog.models import Series, Tag
from blog.prepared import A_NUMBER, A_TEXT, Prepared
from blog.rendering import renew
from events.models import Ambassadorship, Event, ProgrammeItem
from pages.asked_again import questions_of
from pages.calls import call
from pages.event_now import attach_coming, event_now
from pages.events import event_of_topic
from pages.freshness import shown
from pages.models import LegalPage
from pages.pagination import Rows, beyond, listed_now, page_for
from people.models import Person

ALL = Rows(listed_now)
OF_KIND = Rows(lambda now, kind: listed_now(now).filter(kind=kind), kind=A_TEXT)
OF_TAG = Rows(
    lambda now, tag: listed_now(now).filter(tag_rows__tag=tag),
    along=("tag_rows__published_at", "tag_rows__edition_id"),
    tag=A_NUMBER,
)
OF_PERSON = Rows(
    lambda now, person: listed_now(now).filter(person_rows__person=person),
    along=("person_rows__published_at", "person_rows__edition_id"),
    person=A_NUMBER,
)
OF_SERIES = Rows(lambda now, series: listed_now(now).filter(series=series), series=A_NUMBER)
_tag_at = Prepared(lambda slug: Tag.objects.filter(slug=slug), slug=A_TEXT)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: the newest pieces, the coming event."""
    now = timezone.now()
    pieces = list(Edition.objects.live().listed()[:13])
    renew(pieces)
    upcoming = Event.objects.upcoming(now).select_related("image")
    event = upcoming.exclude(status=Event.Status.CANCELLED).first()
    of_series = Edition.objects.live(now).filter(series=OuterRef("pk"), retired=False)
    attach_coming(pieces, besides=event)
    series = list(Series.objects.filter(Exists(of_series))[:3])
    context = {
        "lead": pieces[0] if pieces else None,
        "pieces": pieces[1:],
        "call": call(event, now) if event else None,
        "series": [(row, _newest_of(row, pieces)) for row in series],
    }
    return shown(request, "pages/home.html", context, now)


def _newest_of(row: Series, pieces: list[Edition]) -> list[Edition]:
    """Return those of the newest pieces that belong to a series; no query."""
    rows = [(piece, piece.teaser["series"] or {}) for piece in pieces]
    return [piece for piece, its_series in rows if its_series.get("id") == row.pk][:4]


@require_safe
def stream(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Every piece, or every interview, newest first."""
    page = page_for(request, OF_KIND, kind=kind) if kind else page_for(request, ALL)
    return shown(request, "pages/stream.html", {"page": page, "kind": kind}, timezone.now())


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces on a topic; that of an event's hashtag leads across its editions."""
    found = _tag_at(slug=slug)
    if not found:
        raise Http404
    topic = found[0]
    now = timezone.now()
    about = event_of_topic(topic.name)
    page = page_for(request, OF_TAG, besides=about.event, tag=topic.pk)
    _nothing_unpublished(page.items)
    context = {
        "tag": topic,
        "page": page,
        "call": about.call,
        "event": about.event,
        "editions": about.editions,
    }
    return shown(request, "pages/tag.html", context, now)


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbered pieces of a series and the event it belongs to."""
    now = timezone.now()
    row = get_object_or_404(_counted(Series.objects.all(), beyond(request), now), slug=slug)
    about = event_now(row.event_id, 0)
    box = about.call if about else None
    page = page_for(request, OF_SERIES, besides=box.event if box else None, series=row.pk)
    _nothing_unpublished(page.items)
    for place, piece in zip(count(row.pieces, -1), page.items, strict=False):
        piece.place = place  # 1 for the first that was published
    questions = questions_of(row, now)
    context = {"series": row, "page": page, "call": box, "questions": questions}
    return shown(request, "pages/series.html", context, now)


def _counted(series: QuerySet[Series], beyond: Q, now: datetime) -> QuerySet[Series]:
    """Annotate how many live pieces of a series there are from a page on."""
    pieces = live_now(now).filter(beyond, series=OuterRef("pk")).order_by()
    number = pieces.values("series").annotate(number=Count("pk")).values("number")
    return series.annotate(pieces=Subquery(number))


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person: who they are, what they stand for, their pieces."""
    public = {"event__public": True}
    standing = Ambassadorship.objects.filter(**public).select_related("event")
    talks = ProgrammeItem.objects.filter(**public).select_related("event")
    people_with_all = Person.objects.select_related("portrait", "affiliation").prefetch_related(
        "links",
        Prefetch("ambassadorships", standing),
        Prefetch("talks", talks.order_by("-event__starts_at", "starts_at", "pk")),
    )
    someone = get_object_or_404(people_with_all, slug=slug)
    page = page_for(request, OF_PERSON, person=someone.pk)
    _nothing_unpublished(page.items, someone.ambassadorships.all(), someone.talks.all())
    context = {"person": someone, "page": page}
    return shown(request, "pages/person.html", context, timezone.now())


@require_safe
def legal(request: HttpRequest, kind: str) -> HttpResponse:
    """A text of the site itself: imprint, privacy, accessibility."""
    page = LegalPage.objects.filter(kind=kind).first()
    title = page.title if page else LegalPage.Kind(kind).label
    context = {"page": page, "title": title, "kind": kind}
    return shown(request, "pages/legal.html", context, timezone.now())


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that the server answers, for whoever watches it."""
    return HttpResponse("ok", content_type="text/plain")


def _nothing_unpublished(*shown: Iterable[object]) -> None:
    """Answer 404 where there is nothing to show: a draft's topic or guest stays a secret."""
    if not any(rows for rows in shown):
        raise Http404
