"""How long a page may be kept by anybody: never beyond the moment at which it stops being true."""

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import http_date

BROWSER = 60  # seconds; what editors change is seen by a returning reader after this time
SHARED = 10  # seconds; … by those behind nginx or a CDN
REVALIDATE = 30  # seconds more in which a kept page may be shown while a new one is fetched
MOVED = 3600  # seconds; an address may come back, and must not lead in a circle for ever
ERROR = 86_400  # seconds more in which a kept page may stand in for a site that fails


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], now: datetime
) -> HttpResponse:
    """Render a reader page as it is at `now`, to be kept until the first of its parts changes."""
    return lasting(render(request, template, dict(context)), now, *context.values())


def lasting[Response: HttpResponseBase](response: Response, now: datetime, *parts: Any) -> Response:
    """Let a response be kept until the first of its parts changes.

    Parts are things, or lists of them, that know their `changes_at`.
    """
    return expires(response, now, *(moment for part in parts for moment in _of(part)))


def expires[Response: HttpResponseBase](
    response: Response, now: datetime, *moments: datetime | None
) -> Response:
    """Let a response be kept until the first of these moments (aware), shortly without any."""
    known = [moment for moment in moments if moment is not None]
    left = (min(known) - now).total_seconds() if known else math.inf
    response.headers["Cache-Control"] = cache_control(left)
    if known:
        response.headers["Expires"] = http_date(math.floor(min(known).timestamp()))
    return response


def moved(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """Lead on to the address that a page has now, with the parameters that it was asked for with."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    response.headers["Cache-Control"] = f"public, max-age={MOVED}, s-maxage={SHARED}"
    return response


def cache_control(left: float) -> str:
    """Return the header for a page that stays true for `left` more seconds (RFC 9111, RFC 5861).

    `stale-if-error` alone reaches further: rather an old page than none.
    """
    browser = max(0, int(min(BROWSER, left)))
    shared = min(SHARED, browser)
    revalidate = max(0, int(min(REVALIDATE, left - browser)))
    return (
        f"public, max-age={browser}, s-maxage={shared}, "
        f"stale-while-revalidate={revalidate}, stale-if-error={ERROR}"
    )


def _of(part: Any) -> Iterator[datetime | None]:
    if isinstance(part, list):
        for item in part:
            yield from _of(item)
    elif hasattr(part, "items") and not isinstance(part, Mapping):  # a page of a list
        yield from _of(part.items)
    elif part is not None:
        yield getattr(part, "changes_at", None)
        yield getattr(getattr(part, "call", None), "changes_at", None)
