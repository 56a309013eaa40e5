"""How the API answers: JSON that caches keep and other sites may read, or why it cannot (RFC 9457)."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from delivery.cache_headers import lasting
from delivery.keeping import View, kept
from pages.api.shapes import Trouble

_METHODS = ("GET", "HEAD")


class NotSo(Exception):
    """The question cannot be answered; `detail` says why, for who reads the answer."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class Mistaken(NotSo):
    """A parameter holds what it cannot hold."""

    def __init__(self, detail: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, detail)


def reading(*parameters: str) -> Callable[[Callable[..., HttpResponse]], View]:
    """Decorate a view of the API: it is only read, by anybody, kept by these parameters, its troubles are JSON."""

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @csrf_exempt  # whatever is no question is refused, in JSON
        @kept(*parameters)
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _for_everybody(_answer(view, request, args, kwargs))

        return answering

    return decorate


def told(request: HttpRequest, value: Any, now: datetime, *parts: Any) -> HttpResponse:
    """Answer with a value as it is at `now`, to be kept until the first of the parts changes (`lasting`)."""
    body = encoded(value)
    response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = quote_etag(sha256(body).hexdigest()[:24])
    return lasting(response, now, *parts)


def encoded(value: Any) -> bytes:
    """Return values as JSON."""
    return msgspec.json.encode(value, enc_hook=_words)


def _words(value: Any) -> str:
    """Return what templates hold for safe as the text that it is; nothing else gets out unasked."""
    if isinstance(value, SafeString):
        return value + ""
    raise TypeError(f"No value of the API: {type(value)}")


def _answer(
    view: Callable[..., HttpResponse], request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponseBase:
    if request.method not in _METHODS:
        only = NotSo(HTTPStatus.METHOD_NOT_ALLOWED, _("The API is only read, by GET or HEAD."))
        return _trouble(request, only)
    try:
        response = view(request, *args, **kwargs)
    except NotSo as trouble:
        return _trouble(request, trouble)
    except Http404:
        missing = NotSo(HTTPStatus.NOT_FOUND, _("There is nothing at this address."))
        return _trouble(request, missing)
    etag = response.headers.get("ETag")
    known = get_conditional_response(request, etag, None, response) if etag else None
    return known or response


def _trouble(request: HttpRequest, trouble: NotSo) -> HttpResponse:
    status = trouble.status
    told = Trouble("about:blank", status.phrase, status, trouble.detail, request.path)
    response = HttpResponse(
        msgspec.json.encode(told), status=status, content_type="application/problem+json"
    )
    response.headers["Content-Language"] = translation.get_language() or ""
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(_METHODS)
    return response


def _for_everybody(response: HttpResponseBase) -> HttpResponseBase:
    """Let pages of other sites read the answer, never with a reader's cookies (Fetch, CORS)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
