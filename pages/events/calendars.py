"""Calendar files of events, to subscribe to or to take into one's own calendar."""

from hashlib import sha256

from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from delivery.cache_headers import expires
from delivery.keeping import kept
from events.calendar import (
    entered,
    event_calendar as calendar_of_event,
    series_calendar as calendar_of_series,
    whole_calendar,
)
from events.models import Event, EventSeries
from pages.house.site import current


@kept()
@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """All announced events as a calendar to subscribe to."""
    return _calendar(
        request, whole_calendar(current().title, current().home), "events", Event.objects.all()
    )


@kept()
@require_safe
def series_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All announced editions of a series as a calendar to subscribe to."""
    series = get_object_or_404(EventSeries, slug=slug)
    file = calendar_of_series(series, current().home)
    return _calendar(request, file, slug, Event.objects.all())


@kept()
@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One event for the reader's own calendar."""
    event = get_object_or_404(entered(Event.objects.public()), slug=slug)
    file = calendar_of_event(event, current().home)
    return _calendar(request, file, slug, Event.objects.filter(pk=event.pk))


def _calendar(
    request: HttpRequest, file: bytes, name: str, events: QuerySet[Event]
) -> HttpResponseBase:
    """Return a calendar, or 304 to who has it.

    Its date is that of the last change to any of `events`: one that was taken back, or left the
    series, is not in the file, and yet is what changed.
    """
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.headers["ETag"] = etag = quote_etag(sha256(file).hexdigest()[:32])
    latest = events.aggregate(latest=Max("updated_at"))["latest"]
    if latest:
        response.headers["Last-Modified"] = http_date(latest.timestamp())
    expires(response, timezone.now())
    modified = int(latest.timestamp()) if latest else None
    return get_conditional_response(request, etag, modified, response) or response
