"""Headers of reader pages, the language of the newsroom, and what is sent to it that is no number."""

import logging
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.csp import CSP
from django.views.defaults import bad_request

from blog.models.account_language import language_of
from pages.discovery import mining
from pages.house import probes
from pages.house.german import catalogue

logger = logging.getLogger(__name__)
_NEWSROOM = ("/admin/", "/konto/")
# What a form shows above itself when its session is over.
_SIGN_IN = ("/konto/login/", "/konto/2fa/authenticate/")
_PROBES = {"/healthz": probes.alive, "/healthz/queue": probes.at_work, "/readyz": probes.ready}
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
        if request.path.startswith(_SIGN_IN):
            _let_frame(response)
        mining.reserve(response)
        return response


def _let_frame(response: HttpResponse) -> None:
    """Let pages of this site, and no others, show a page in a frame."""
    policy = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
    response._csp_config = policy  # type: ignore[attr-defined]  # noqa: SLF001  # as csp_override does
    response.headers["X-Frame-Options"] = "SAMEORIGIN"


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
    """Let staff have the language of their account or browser; readers get the site's own.

    Reader pages must be the same for everyone, so that they can be cached.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave the thread, which may answer a reader next, in the language that it had."""
        catalogue.speak()
        with translation.override(translation.get_language()):
            return cast("HttpResponse", super().__call__(request))

    def process_request(self, request: HttpRequest) -> None:
        """Ask browser and account only in the newsroom."""
        if not request.path.startswith(_NEWSROOM):
            return
        super().process_request(request)
        if chosen := language_of(request.user):
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Vary by language only in the newsroom."""
        if request.path.startswith(_NEWSROOM):
            return super().process_response(request, response)
        return response
