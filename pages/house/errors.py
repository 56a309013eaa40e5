"""The pages for what is not there, for what failed, and for a site without its database."""

import sys
from collections.abc import Iterable
from functools import cache
from typing import Any
from wsgiref.types import StartResponse

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_AFTER, SOON = "30", "3"  # seconds
SHORT = 20  # letters up to which a value of a form is not shown: a choice, a number, a moment


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address, and where to go on."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke; asks neither the database nor who it was.

    What an editor sent is on the page, to be sent again. A database that does not answer is a matter of time: 503, and when to come again.
    """
    away = isinstance(sys.exception(), (OperationalError, InterfaceError))
    status = 503 if away else 500
    page = unsaved(request, status) or _page(f"{status}.html")
    response = HttpResponse(page, status=status)
    if away:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def unsaved(request: HttpRequest, status: int) -> str:
    """Return a page that holds all that was typed in the newsroom, to be sent again; or "".

    Only of forms that came with their token: they are the sender's own.
    """
    newsroom = request.path.startswith("/admin/") and request.method == "POST"
    if not newsroom or not getattr(request, "csrf_processing_done", False):
        return ""
    typed = [
        (name, value, len(value) > SHORT and name != "csrfmiddlewaretoken")
        for name, values in request.POST.lists()
        for value in values
        if "password" not in name
    ]
    context = {"typed": typed, "action": request.get_full_path(), "files": bool(request.FILES)}
    return render_to_string("unsaved.html", context | {"away": status == 503})


def unavailable(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer 503 as a WSGI application, without asking Django's stack or the database."""
    return _come_again(environ, start_response, RETRY_AFTER)


def busy(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer 503 in the same way where there is only too much to do at this moment."""
    return _come_again(environ, start_response, SOON)


def _come_again(
    environ: dict[str, Any], start_response: StartResponse, seconds: str
) -> Iterable[bytes]:
    body = _page("503.html").encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
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
