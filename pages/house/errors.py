"""The pages for what is not there, for what failed, and for a site without its database."""

import json
import sys
import threading
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.core.handlers.wsgi import WSGIRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

RETRY_AFTER, SOON = "30", "3"  # seconds
CSRF_FIELD = "csrfmiddlewaretoken"
# How many forms are read at once where there is too much to do: a slow sender takes a thread that
# kept pages need.
_READ_AT_ONCE = threading.BoundedSemaphore(4)
_LEFT_OUT = "podium.files"
SHORT = 20  # letters up to which a value of a form is not shown: a choice, a number, a moment


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address, and where to go on."""
    return told_to_programs(request.path, 404) or render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke; asks neither the database nor who it was.

    What an editor sent is on the page, to be sent again. A database that does not answer is a matter of time: 503, and when to come again.
    """
    away = isinstance(sys.exception(), (OperationalError, InterfaceError))
    status = 503 if away else 500
    response = told_to_programs(request.path, status) or HttpResponse(
        unsaved(request, status) or _page(f"{status}.html"), status=status
    )
    if away:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def told_to_programs(path: str, status: int) -> HttpResponse | None:
    """Return the trouble with an address of the API as the API tells it (RFC 9457), None elsewhere.

    It stands for itself: who asks for more may be what has failed.
    """
    if not path.lower().startswith("/api/"):
        return None
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status, "detail": title + "."}
    body = json.dumps(told | {"instance": path})
    response = HttpResponse(body, status=status, content_type="application/problem+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def unsaved(request: HttpRequest, status: int) -> str:
    """Return a page that holds all that was typed in the newsroom, to be sent again; or "".

    Only of forms that are the sender's own: they came with their token, or from a page of ours.
    """
    newsroom = request.path.startswith("/admin/") and request.method == "POST"
    if not newsroom or not (getattr(request, "csrf_processing_done", False) or _is_ours(request)):
        return ""
    typed = [
        (name, value, len(value) > SHORT)
        for name, values in request.POST.lists()
        for value in values
        if "password" not in name and name != CSRF_FIELD
    ]
    if not typed:
        return ""
    files = bool(request.FILES) or _LEFT_OUT in request.META
    context = {"typed": typed, "action": request.get_full_path(), "files": files}
    # After a new sign-in only a new token counts; of a server that fails nothing more is asked.
    token = get_token(request) if status in {401, 403, 409} else request.POST.get(CSRF_FIELD, "")
    return render_to_string("unsaved.html", context | {"status": status, "token": token})


def _is_ours(request: HttpRequest) -> bool:
    """Tell whether a page of this site sent the form; browsers let no other page say so."""
    own = f"{request.scheme}://{request.get_host()}"
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site == "same-origin" if site else origin == own


def unavailable(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer 503 as a WSGI application, without asking Django's stack or the database."""
    return _come_again(environ, start_response, RETRY_AFTER)


def busy(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer 503 in the same way where there is only too much to do at this moment.

    What an editor sent is on the page, to be sent again.
    """
    return _come_again(environ, start_response, SOON, _sent(environ))


class _NoFiles(FileUploadHandler):
    """Reads past files: they have to be chosen again anyway."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Remember that there was one."""
        if self.request:
            self.request.META[_LEFT_OUT] = True
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never asked: every file is left out."""

    def file_complete(self, file_size: int) -> None:
        """Never asked, either."""


def _sent(environ: dict[str, Any]) -> str:
    """Return the page that holds what was sent in the newsroom; "" if it was none, or no form of ours."""
    request = WSGIRequest(environ)
    request.upload_handlers = [_NoFiles(request)]
    newsroom = (
        request.path.startswith("/admin/") and settings.SESSION_COOKIE_NAME in request.COOKIES
    )
    if not newsroom or not _READ_AT_ONCE.acquire(blocking=False):
        return ""
    try:
        forms = CsrfViewMiddleware(not_found)
        forms.process_request(request)
        forms.process_view(request, not_found, (), {})
        with translation.override(translation.get_language_from_request(request)):
            return unsaved(request, 503)
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        return ""
    finally:
        _READ_AT_ONCE.release()


def _come_again(
    environ: dict[str, Any], start_response: StartResponse, seconds: str, page: str = ""
) -> Iterable[bytes]:
    told = told_to_programs(environ.get("PATH_INFO", ""), 503)
    body = told.content if told else (page or _page("503.html")).encode()
    headers = [
        *(told.items() if told else [("Content-Type", "text/html; charset=utf-8")]),
        ("Content-Length", str(len(body))),
        ("Retry-After", seconds),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'"),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


@cache
def _page(template: str) -> str:
    return render_to_string(template)
