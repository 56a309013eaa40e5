"""An ambassador's own page behind a personal link: what they share, and what came of it.

No account, no cookie. The link is the secret: it is sent on to nobody (no referrer), kept by no
cache, found by no search engine and written into no log (`guests/unlogged.py`).
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Ambassadorship
from guests.badge import badge_of, png_of
from guests.counts import counts_of
from guests.kits import closes_on, kit_of, pieces_of, silence
from guests.links import private
from guests.share_texts import link_to, share_texts

SHOWN = 50  # pieces


def _by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the ambassadorship that the link opens, or answer that it opens nothing."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        stands = kit_of(token, timezone.now())
        if stands is None:
            response = render(request, "guests/gone.html", status=404)
        else:
            response = view(request, stands, token)
        return private(response)

    return require_safe(opened)


@_by_link
def kit(request: HttpRequest, stands: Ambassadorship, token: str) -> HttpResponse:
    """Show links, texts, badge, pieces and counts of an ambassador."""
    now = timezone.now()
    counts, quiet = counts_of(stands, now), silence(stands, now)
    pieces = [
        (
            edition,
            link_to(edition.get_absolute_url(), stands.code),
            counts.by_piece.get(edition.post_id, 0),
        )
        for edition in pieces_of(stands, now)[:SHOWN]
    ]
    context = {
        "stands": stands,
        "event": stands.event,
        "link": link_to(stands.event.get_absolute_url(), stands.code),
        "silence": quiet,
        "texts": [] if quiet else share_texts(stands),
        "pieces": pieces,
        "counts": counts,
        "closes_on": closes_on(stands),
        "today": timezone.localtime(now).date(),
        "badge": reverse("kit_badge", args=[token]),
    }
    return render(request, "guests/kit.html", context)


@_by_link
def badge(request: HttpRequest, stands: Ambassadorship, token: str) -> HttpResponse:
    """Serve the badge as a PNG to keep."""
    response = HttpResponse(png_of(badge_of(stands)), content_type="image/png")
    name = f"{stands.person.slug}-{stands.event.slug}.png"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
