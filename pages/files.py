"""Files for machines: robots.txt, security.txt, calendars, uploaded images."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from django.views.static import serve

from events.calendar import (
    entered,
    event_calendar as calendar_of_event,
    series_calendar as calendar_of_series,
    whole_calendar,
)
from events.models import Event, EventSeries
from media.renditions import stand_in
from pages.absolute import absolute
from pages.freshness import expires
from pages.marks import icon
from pages.mining import robots_groups
from pages.site import current

_MINUTE, _DAY = 60, 86_400  # seconds


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309)."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /konto/",
        "Disallow: /suche/?",
        "Disallow: /gast/",
        "Disallow: /weiter/",
        "Disallow: /gelesen/",
        "Disallow: /botschafter/",
        *robots_groups(),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return _text("\n".join(lines) + "\n")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116); it never expires later than in a year."""
    expires = (timezone.now() + timedelta(days=180)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    return _text("\n".join(lines) + "\n")


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """All announced events as a calendar to subscribe to."""
    return _calendar(request, whole_calendar(current().title), "events", Event.objects.all())


@require_safe
def series_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All announced editions of a series as a calendar to subscribe to."""
    series = get_object_or_404(EventSeries, slug=slug)
    return _calendar(request, calendar_of_series(series), slug, Event.objects.all())


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One event for the reader's own calendar."""
    event = get_object_or_404(entered(Event.objects.public()), slug=slug)
    return _calendar(request, calendar_of_event(event), slug, Event.objects.filter(pk=event.pk))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The way to the icon, for who asks at the address that browsers guess."""
    return HttpResponseRedirect(icon(current())["url"])


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Uploaded images; a picture whose AVIF is still being written is served as WebP meanwhile.

    A web server in front sends what is there itself, and asks here for the rest (deploy/nginx.conf).
    """
    kept = _DAY
    try:
        try:
            response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
        except Http404:
            if (meanwhile := stand_in(path)) == path:
                raise
            response = serve(request, meanwhile, document_root=str(settings.MEDIA_ROOT))
            kept = _MINUTE
    except OSError as error:  # a name longer than file systems allow
        raise Http404 from error
    response.headers["Cache-Control"] = f"public, max-age={kept}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


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


def _text(body: str) -> HttpResponse:
    response = HttpResponse(body, content_type="text/plain; charset=utf-8")
    return expires(response, timezone.now())
