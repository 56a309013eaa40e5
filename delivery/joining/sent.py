"""Joined files as they are sent: packed once, kept by browsers for ever, new at once when a part of them changes."""

import gzip
from functools import cache, cached_property
from hashlib import sha256

import brotli
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from delivery.cache_headers import expires
from delivery.joining.scripts import module, scripts
from delivery.joining.sheets import sheet
from delivery.stored_page import preferred

FOR_EVER = "public, max-age=31536000, immutable"
# A file of this name is a list of classic scripts; of any other, a module.
LIST = "scripts.js"


class Packed:
    """A text under a name that follows from it; packed when somebody asks for it, and then once."""

    def __init__(self, text: str) -> None:
        """Take the text and name it."""
        self.plain = text.encode()
        self.digest = sha256(self.plain).hexdigest()[:16]

    @cached_property
    def br(self) -> bytes:
        """The text for whom takes Brotli."""
        return brotli.compress(self.plain)

    @cached_property
    def gzip(self) -> bytes:
        """The text for whom takes gzip."""
        return gzip.compress(self.plain, mtime=0)


def answer(request: HttpRequest, digest: str, present: Packed, kind: str) -> HttpResponse:
    """Send it; who comes with a former address gets the present one, and not for long."""
    encoding = preferred(request.headers.get("Accept-Encoding", ""))
    body = getattr(present, encoding or "plain")
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if digest == present.digest:
        response.headers["Cache-Control"] = FOR_EVER
        return response
    return expires(response, timezone.now())


def address(name: str) -> str:
    """Return the address of a static file of `JOINED_FILES` together with those that it names."""
    return reverse("joined", args=[whole(name).digest, name])


@require_safe
def joined(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """A static file together with those that it names."""
    if name not in settings.JOINED_FILES:
        raise Http404
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return answer(request, digest, whole(name), kind)


def whole(name: str) -> Packed:
    """Return a file with those that it names; in development as they are at this moment."""
    if name not in settings.JOINED_FILES:
        raise ImproperlyConfigured(f"{name} is none of JOINED_FILES")
    return _read(name) if settings.DEBUG else _kept(name)


def read_all() -> None:
    """Read them while they belong to this release: an update lays down others before processes end."""
    for name in settings.JOINED_FILES:
        whole(name)


@cache
def _kept(name: str) -> Packed:
    return _read(name)


def _read(name: str) -> Packed:
    if name.endswith(".css"):
        return Packed(sheet(name))
    return Packed(scripts(name) if name.endswith(LIST) else module(name))
