"""What machines that watch the site ask: is it there, is anybody at work."""

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from background.queue import queue

_PLAIN = "text/plain; charset=utf-8"


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the server answers; it asks nothing else."""
    return HttpResponse("ok", content_type=_PLAIN)


@require_safe
def at_work(request: HttpRequest) -> HttpResponse:
    """Say how long background tasks wait; 503 if that is too long, or the database does not say."""
    try:
        now = queue()
    except (DatabaseError, InterfaceError):
        return HttpResponse("The database does not answer.", content_type=_PLAIN, status=503)
    return HttpResponse(str(now), content_type=_PLAIN, status=503 if now.late else 200)
