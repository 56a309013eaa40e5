"""The icon of the site, and uploaded images."""

from collections.abc import Iterable
from contextlib import suppress

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from media.renditions import originals_of, stand_in
from pages.house.logo import icon

_MINUTE, _DAY = 60, 86_400  # seconds


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The way to the icon, for who asks at the address that browsers guess."""
    return HttpResponseRedirect(icon().url)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Uploaded images; while a file of a picture is being written, another stands in for it.

    A web server in front sends what is there itself, and asks here for the rest (deploy/nginx.conf).
    """
    response = _first_of(request, [path])
    if response:
        kept = _DAY
    else:
        response, kept = _first_of(request, [stand_in(path), *originals_of(path)]), _MINUTE
    if response is None:
        raise Http404
    response.headers["Cache-Control"] = f"public, max-age={kept}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _first_of(request: HttpRequest, names: Iterable[str]) -> HttpResponseBase | None:
    """Return the first of these files that is there."""
    for name in names:
        # OSError: a name longer than file systems allow.
        with suppress(Http404, OSError):
            return serve(request, name, document_root=str(settings.MEDIA_ROOT))
    return None
