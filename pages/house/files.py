"""The icon of the site, and uploaded images."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from mimetypes import guess_type

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.static import serve

from media.renditions import originals_of, stand_in
from media.storage import files, on_disk, promptly
from pages.house.logo import icon

_MINUTE, _DAY = 60, 86_400  # seconds
# How files of ours are named; nobody asks a bucket for anything else.
_SAFE = re.compile(r"[a-z]+/[0-9A-Za-z_.-]{1,200}")


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
    response.headers["Cache-Control"] = (
        f"public, max-age={kept}" if response.status_code < 500 else "no-store"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _first_of(request: HttpRequest, names: Iterable[str]) -> HttpResponseBase | None:
    """Return the first of these files that is there."""
    for name in names:
        if on_disk():
            # OSError: a name longer than file systems allow.
            with suppress(Http404, OSError):
                return serve(request, name, document_root=str(settings.MEDIA_ROOT))
        elif found := _from_bucket(request, name):
            return found
    return None


def _from_bucket(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Return a file as it lies in a bucket, which readers never ask themselves: it may be private."""
    if not _SAFE.fullmatch(name):
        return None
    try:
        with promptly():
            there = files().entry(name)
            if there is None:
                return None
            kind = guess_type(name)[0] or "application/octet-stream"
            known = get_conditional_response(request, str(there.changed))
            response = known or StreamingHttpResponse(
                _begun(files().chunks(name)), content_type=kind
            )
    except FileNotFoundError:  # it was taken away just now
        return None
    except OSError:  # the bucket does not answer, which says nothing of the file
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    if known is None:
        response.headers["Content-Length"] = str(there.size)
    response.headers["ETag"] = str(there.changed)
    return response


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Take the first piece now: once an answer has begun, nobody can say that there is none."""
    first = next(chunks, b"")
    return chain([first], chunks)
