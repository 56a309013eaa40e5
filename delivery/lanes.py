"""Threads of their own for what must be worked out, so that kept pages are answered whatever the rest does.

The server gives each request a thread. Log-ins, imports and pages that nobody has asked for yet may take seconds;
were they to work in the server's own threads, a few of them would hold up every page that is kept.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication as Application

type Environ = dict[str, Any]


class Lane:
    """A few threads, and room for some requests to wait for them."""

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        """Work on `threads` requests at once, each with its connection to the database."""
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=f"podium-{name}")
        self._room = threading.BoundedSemaphore(threads + waiting)

    def run(
        self, application: Application, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        """Answer a request in one of the lane's threads; None, and nothing said, where it is full."""
        if not self._room.acquire(blocking=False):
            return None
        try:
            status, headers, body = self._threads.submit(_answer, application, environ).result()
        finally:
            self._room.release()
        start_response(status, headers)
        return [body]


class Lanes:
    """One lane for the newsroom, one for readers; who comes to a full one is asked to come again."""

    # Together they leave seven of the 64 threads that the server has (bin/serve, deploy/podium.service)
    # to kept pages.
    def __init__(self, newsroom: tuple[str, ...], busy: Application) -> None:
        """Send paths that begin so to the newsroom's lane; `busy` answers for a full one."""
        self._beginnings = newsroom
        self._busy = busy
        self._newsroom = Lane("newsroom", threads=2, waiting=12)
        self._readers = Lane("readers", threads=3, waiting=40)

    def run(
        self, application: Application, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a request in the lane that it belongs to."""
        in_newsroom = environ.get("PATH_INFO", "").startswith(self._beginnings)
        lane = self._newsroom if in_newsroom else self._readers
        answer = lane.run(application, environ, start_response)
        return self._busy(environ, start_response) if answer is None else answer


def _answer(application: Application, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return what an application answers, whole, so that its thread is free again."""
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: Any, exc_info: Any = None) -> Callable[[bytes], object]:
        said[:] = [(status, headers)]
        return bytearray().extend

    parts = application(environ, start)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    return *said[0], body
