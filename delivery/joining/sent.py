"""Joined files as they are sent: packed once, kept by browsers for ever, new at once when a part of them changes."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
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


@dataclass(frozen=True)
class Packed:
    """A text under a name that follows from it, by encoding."""

    digest: str
    bodies: Mapping[str, bytes]


def packed(text: str) -> Packed:
    """Pack a text as small as it gets."""
    plain = text.encode()
    bodies = {"": plain, "br": brotli.compress(plain), "gzip": gzip.compress(plain, mtime=0)}
    return Packed(sha256(plain).hexdigest()[:16], bodies)


def answer(request: HttpRequest, digest: str, present: Packed, kind: str) -> HttpResponse:
    """Send it; who comes with a former address gets the present one, and not for long."""
    encoding = preferred(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(present.bodies[encoding], content_type=f"{kind}; charset=utf-8")
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if digest == present.digest:
        response.headers["Cache-Control"] = FOR_EVER
        return response
    return expires(response, timezone.now())


def address(name: str) -> str:
    """Return the address of a static file together with those that it names."""
    return reverse("joined", args=[_present(name).digest, name])


@require_safe
def joined(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """A static file together with those that it names."""
    if not name.endswith((".css", ".js")) or not finders.find(name):
        raise Http404
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return answer(request, digest, _present(name), kind)


def _present(name: str) -> Packed:
    """Return it; in development as its files are at this moment."""
    return (_joined.__wrapped__ if settings.DEBUG else _joined)(name)


@lru_cache(maxsize=32)
def _joined(name: str) -> Packed:
    if name.endswith(".css"):
        return packed(sheet(name))
    return packed(scripts(name) if name.endswith(LIST) else module(name))
