"""Headers of reader pages, the language of the newsroom, and what is sent to it that is no number."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.views.defaults import bad_request

from pages.discovery import mining
from pages.house import probes

logger = logging.getLogger(__name__)
_NEWSROOM = ("/admin/", "/konto/")
_PROBES = {"/healthz": probes.alive, "/healthz/queue": probes.at_work}
_OUT_OF_RANGE = "22003"  # PostgreSQL's numeric_value_out_of_range
_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ProbesMiddleware:
    """Answer who watches the server, whatever name or address he calls it by (an IP, without TLS)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the stack."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe without asking the rest of the stack."""
        probe = _PROBES.get(request.path_info)
        return probe(request) if probe else self.get_response(request)


class ReaderHeadersMiddleware:
    """Add the headers that Django has no setting for (docs/standards/security.md#headers)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the stack."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Deny device features; never let newsroom pages be stored; reserve mining."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(_NEWSROOM):
            response.headers["Cache-Control"] = "no-store, private"
        mining.reserve(response)
        return response


class OddNumbersMiddleware:
    """Answer 400 in the newsroom where a row is asked for by what no number of a row can be.

    Django's own forms and lists hand on what was sent, and the database refuses to be asked for it:
    a digit that is none (“²”), a number beyond its columns, a NUL. No form of a browser sends that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the stack."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing as long as nothing fails."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Tell what was sent wrongly from what is wrong with us."""
        if not (request.path.startswith("/admin/") and _is_odd_number(exception)):
            return None
        logger.warning("Odd number in %s: %s", request.path, exception)
        return bad_request(request, exception)


def _is_odd_number(exception: Exception) -> bool:
    """Tell whether Django, SQLite or PostgreSQL refused to look for a value of a wrong kind."""
    if isinstance(exception, DataError):
        return getattr(exception.__cause__, "sqlstate", "") == _OUT_OF_RANGE or "NUL" in str(
            exception
        )
    refused = ("expected a number but got", "cannot contain NUL")
    return isinstance(exception, OverflowError) or (
        isinstance(exception, ValueError) and any(words in str(exception) for words in refused)
    )


class StaffLocaleMiddleware(LocaleMiddleware):
    """Let staff have the language of their browser; readers get the site's own.

    Reader pages must be the same for everyone, so that they can be cached.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Ask the browser only in the newsroom."""
        if request.path.startswith(_NEWSROOM):
            super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Vary by language only in the newsroom."""
        if request.path.startswith(_NEWSROOM):
            return super().process_response(request, response)
        return response
