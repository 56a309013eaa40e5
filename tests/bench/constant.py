"""The least that an answer can cost in this server: a WSGI application that always says the same."""

import os
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse

SIZE = "CONSTANT_BYTES"  # the environment says how much


def body() -> bytes:
    """Return as many bytes as the environment asks for."""
    return b"x" * int(os.environ.get(SIZE, "0"))


BODY = body()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer anything."""
    start_response("200 OK", HEADERS)
    return [BODY]
