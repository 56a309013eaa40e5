"""Lists and places: home, streams, people, events, topics, series and the site's own texts."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions import Edition, EditionPerson
from blog.models import Series, Tag
from events.models import Ambassadorship, Event, Sponsorship
from pages.article import event_box
from pages.models import LegalPage
from pages.pagination import Page, page_of
from people.models import Person

CURSOR = "vor"
_BY_TAG = ("tag_rows__published_at", "tag_rows__edition_id")
_BY_PERSON = ("person_rows__published_at", "person_rows__edition_id")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: the newest pieces, the coming event."""
    now = timezone.now()
    pieces = list(Edition.objects.live().listed()[:13])
    upcoming = Event.objects.upcoming(now).prefetch_related("offers").select_related("image")
    event = upcoming.exclude(status=Event.Status.CANCELLED).first()
    of_series = Edition.objects.live(now).filter(series=OuterRef("pk"), retired=False)
    series = list(Series.objects.filter(Exists(of_series))[:3])
    context = {
        "lead": pieces[0] if pieces else None,
        "pieces": pieces[1:],
        "event_box": event_box(event, now) if event else None,
        "series": series,
    }
    return render(request, "pages/home.html", context)


@require_safe
def stream(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Every piece, or every interview, newest first."""
    pieces = Edition.objects.live().listed()
    page = _page(request, pieces.filter(kind=kind) if kind else pieces)
    return render(request, "pages/stream.html", {"page": page, "kind": kind})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces on a topic."""
    topic = get_object_or_404(Tag, slug=slug)
    pieces = Edition.objects.live().listed().filter(tag_rows__tag=topic)
    page = _page(request, pieces, _BY_TAG)
    _nothing_unpublished(page.items)
    return render(request, "pages/tag.html", {"tag": topic, "page": page})


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of a series and the event it belongs to."""
    row = get_object_or_404(Series.objects.select_related("event"), slug=slug)
    page = _page(request, Edition.objects.live().listed().filter(series=row))
    _nothing_unpublished(page.items)
    box = event_box(row.event, timezone.now()) if row.event else None
    context = {"series": row, "page": page, "event_box": box}
    return render(request, "pages/series.html", context)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who has a live piece, in phonebook order (DIN 5007-2)."""
    rows = EditionPerson.objects.filter(person=OuterRef("pk"), edition__in=Edition.objects.live())
    everyone = Person.objects.filter(Exists(rows)).select_related("portrait", "affiliation")
    return render(request, "pages/people.html", {"people": everyone})


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person: who they are, what they stand for, their pieces."""
    people_with_all = Person.objects.select_related("portrait", "affiliation").prefetch_related(
        "links", Prefetch("ambassadorships", Ambassadorship.objects.select_related("event"))
    )
    someone = get_object_or_404(people_with_all, slug=slug)
    pieces = Edition.objects.live().listed().filter(person_rows__person=someone)
    page = _page(request, pieces, _BY_PERSON)
    _nothing_unpublished(page.items, someone.ambassadorships.all())
    return render(request, "pages/person.html", {"person": someone, "page": page})


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Coming events with their tickets, and past ones."""
    now = timezone.now()
    coming = Event.objects.upcoming(now).prefetch_related("offers").select_related("image")
    boxes = [event_box(event, now) for event in coming]
    context = {"boxes": boxes, "past": Event.objects.past(now)[:40]}
    return render(request, "pages/events.html", context)


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """An event with its tickets, the people and organisations behind it, and its pieces."""
    one = get_object_or_404(
        Event.objects.public()
        .select_related("image", "organiser", "series")
        .prefetch_related(
            "offers",
            Prefetch("ambassadorships", Ambassadorship.objects.select_related("person__portrait")),
            Prefetch("sponsorships", Sponsorship.objects.select_related("organisation__logo")),
        ),
        slug=slug,
    )
    page = _page(request, Edition.objects.live().listed().filter(event=one))
    context = {"event": one, "event_box": event_box(one, timezone.now()), "page": page}
    return render(request, "pages/event.html", context)


@require_safe
def legal(request: HttpRequest, kind: str) -> HttpResponse:
    """A text of the site itself: imprint, privacy, accessibility."""
    page = LegalPage.objects.filter(kind=kind).first()
    title = page.title if page else LegalPage.Kind(kind).label
    return render(request, "pages/legal.html", {"page": page, "title": title, "kind": kind})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that the server answers, for whoever watches it."""
    return HttpResponse("ok", content_type="text/plain")


def _nothing_unpublished(*shown: Iterable[object]) -> None:
    """Answer 404 where there is nothing to show: a draft's topic or guest stays a secret."""
    if not any(rows for rows in shown):
        raise Http404


def _page(
    request: HttpRequest,
    pieces: QuerySet[Edition],
    along: tuple[str, str] = ("published_at", "pk"),
) -> Page:
    ordered = pieces.order_by(*(f"-{column}" for column in along))
    return page_of(ordered, request.GET.get(CURSOR, ""), along=along)
