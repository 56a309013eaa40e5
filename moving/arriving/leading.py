"""Leading readers on from addresses of the site that was here before.

Only where there is nothing else: at a 404, and at the front page (of the site, of the blog) with a parameter
that WordPress reads (`/?p=123`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase

from delivery import generation
from delivery.cache_headers import MOVED, SHARED
from delivery.keeping import kept
from moving.arriving.addresses import PARAMETERS, leads_to

_NEWSROOM = ("/admin/", "/konto/")


class OldAddressesMiddleware:
    """Leads on from an old address where nothing was found, with 301."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look for it only at a 404."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path_info.startswith(_NEWSROOM) or generation.known.away:
            return response  # while the database is away, nothing is found
        query = request.META.get("QUERY_STRING", "")
        path = leads_to(f"{request.path_info}?{query}" if query else request.path_info)
        return led_on(path) if path and path != request.path_info else response


def led_on(path: str) -> HttpResponsePermanentRedirect:
    """Return the way to where something is now, to be kept for an hour: it may move again."""
    response = HttpResponsePermanentRedirect(path)
    response.headers["Cache-Control"] = f"public, max-age={MOVED}, s-maxage={SHARED}"
    return response


def with_old_queries(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a front page: with a parameter of WordPress it is an old address, and never the page.

    What such an address meant and is not known is not shown as something else: it leads to the page itself, for
    the time being. So nobody can make many kept pages of one.
    """
    known: frozenset[str] = getattr(view, "kept_parameters", frozenset())

    @wraps(view)
    def leading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = {name: request.GET[name] for name in PARAMETERS if name in request.GET}
        if not asked or request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        path = leads_to(f"{request.path_info}?{urlencode(asked)}")
        return led_on(path) if path else HttpResponseRedirect(request.path_info)

    return kept(*known, *PARAMETERS)(leading)
