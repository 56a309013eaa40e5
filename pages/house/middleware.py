"""Headers of reader pages, and the language of the newsroom."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from pages.discovery import mining
from pages.house import probes

_NEWSROOM = ("/admin/", "/konto/")
_PROBES = {"/healthz": probes.alive, "/healthz/queue": probes.at_work}
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
