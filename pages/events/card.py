"""The card of an event for other sites: plain HTML in a frame, no script, cookie or third party."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from delivery.cache_headers import shown
from delivery.keeping import kept
from events.models import Event
from pages.events.click_out import CODE
from pages.events.ticket_call import call

FRAMED: dict[str, Any] = settings.SECURE_CSP | {"script-src": [CSP.NONE], "frame-ancestors": ["*"]}


@kept(CODE)
@require_safe
@xframe_options_exempt
@csp_override(FRAMED)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the event's call to action alone; any site may put it into a frame."""
    now = timezone.now()
    event = get_object_or_404(Event.objects.public(), slug=slug)
    response = shown(request, "pages/card.html", {"call": call(event, now)}, now)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
