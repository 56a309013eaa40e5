"""A name for each request, by which the lines of a log that belong together are found."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
KEPT = "podium.request_id"
# What a proxy of ours sends. Whatever else arrives could be anything, another line of the log included.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)
current: ContextVar[str] = ContextVar("podium_request", default="")
_log = logging.getLogger("podium.request")


def id_of(request: HttpRequest) -> str:
    """Return the name that a proxy of ours gave a request, if it has a safe shape; else a new one."""
    told = request.headers.get(HEADER, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return told if _SAFE.fullmatch(told) else secrets.token_hex(16)


def route_of(request: HttpRequest) -> str:
    """Return the pattern of an address: a path itself may hold a personal link."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "-"


class RequestIdMiddleware:
    """Names each request for as long as it is worked on; with LOG_FORMAT=json it leaves a line, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the stack."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let all that is logged meanwhile say to which request it belongs."""
        began = time.monotonic()
        name = request.META[KEPT] = id_of(
            request
        )  # Django logs a failure after the last middleware
        named = current.set(name)
        try:
            response = self.get_response(request)
            if settings.LOG_FORMAT == "json" and request.resolver_match:  # probes have none
                told = {
                    "request": name,
                    "method": request.method,
                    "route": route_of(request),
                    "status": response.status_code,
                    "ms": round((time.monotonic() - began) * 1000),
                }
                _log.info("answered", extra={"podium": told})
            return response
        finally:
            current.reset(named)
