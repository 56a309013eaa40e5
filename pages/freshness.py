"""How long a page may be kept by anybody: never beyond the moment at which it stops being true."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

LONGEST = 300  # seconds; what editors change is seen after this time at the latest


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], now: datetime
) -> HttpResponse:
    """Render a reader page as it is at `now`, to be kept until the first of its parts changes.

    Parts are values of the context, or items of lists in it, that know their `changes_at`.
    """
    response = render(request, template, dict(context))
    return expires(response, now, *(moment for part in context.values() for moment in _of(part)))


def expires[Response: HttpResponseBase](
    response: Response, now: datetime, *moments: datetime | None
) -> Response:
    """Let a response be cached until the first of these moments (aware), five minutes at most."""
    left = [(moment - now).total_seconds() for moment in moments if moment is not None]
    patch_cache_control(response, public=True, max_age=max(0, int(min([LONGEST, *left]))))
    return response


def _of(part: Any) -> Iterator[datetime | None]:
    if isinstance(part, list):
        for item in part:
            yield from _of(item)
    elif hasattr(part, "items") and not isinstance(part, Mapping):  # a page of a list
        yield from _of(part.items)
    elif part is not None:
        yield getattr(part, "changes_at", None)
        yield getattr(getattr(part, "call", None), "changes_at", None)
