"""Where a page is now: asked of addresses at which there is nothing.

Each kind of thing knows the addresses that it had (`names.addresses`); what lies below its page – feeds,
calendars, the card, answers to a question – moves with it. Pieces know their way themselves
(`pages.pieces.views.former`).
"""

from collections.abc import Callable
from copy import copy

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from blog.models import Series, Tag
from delivery.cache_headers import moved
from delivery.keeping import kept_parameters
from events.models import Event, EventSeries
from names.addresses import Lasting
from names.slugs import slug_of
from people.models import Person

# Whose address the slug of a route is; the longer beginnings first.
_KINDS: dict[str, type[Lasting]] = {
    "events/reihe/": EventSeries,
    "events/": Event,
    "personen/": Person,
    "serien/": Series,
    "thema/": Tag,
}


class MovedMiddleware:
    """Leads from an address that was, or is written otherwise, to the one that is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look for a way on only where nothing was found."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        path = _present(request)
        if not path:
            return response
        way = moved(request, path)
        if path.startswith("/api/"):  # programs of other sites follow it there, too
            way.headers["Access-Control-Allow-Origin"] = "*"
        return way


def _present(request: HttpRequest) -> str:
    """Return the address at which readers find what they asked for, or ""."""
    asked = request.path_info
    written = "/".join(map(_as_written_here, asked.split("/")))
    if kept_parameters(written) is None and not written.endswith("/"):
        written += "/"
    if kept_parameters(written) is None:
        return ""
    match = resolve(written)
    path = _of_today(match) or written
    return path if path != asked and _answers(request, path) else ""


def _as_written_here(part: str) -> str:
    """Return part of an address in small letters, without umlauts."""
    return part.lower() if part.isascii() else slug_of(part)


def _of_today(match: ResolverMatch) -> str:
    """Return the path of a page whose thing had this address and has another now, or ""."""
    slug = match.kwargs.get("slug")
    kind = next((kind for way, kind in _KINDS.items() if match.route.startswith(way)), None)
    if slug is None or kind is None:
        return ""
    known = kind.known_addresses().filter(slug=slug).values_list("of__slug", flat=True).first()
    return reverse(match.view_name, kwargs=match.kwargs | {"slug": known}) if known else ""


def _answers(request: HttpRequest, path: str) -> bool:
    """Tell whether readers get something there: what is not announced must not be given away."""
    asked = copy(request)
    asked.META = dict(request.META)  # `kept` takes parameters away, which the way on must keep
    try:
        match = resolve(path)
        return match.func(asked, *match.args, **match.kwargs).status_code != 404
    except (Http404, Resolver404):
        return False
