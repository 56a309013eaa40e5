"""Whole pages kept for everyone, answered before Django is asked.

Which pages may be kept, and by which parameters, their views say (`delivery.keeping`).
A page is kept under its address, for the generation it was rendered in (`delivery.generation`), until
the next moment that changes it. In the process's own memory first; a cache that processes share (Redis,
Valkey) lets one of them render for all. While the database is away, or rendering fails, the page
that was last true is shown, and says so in its Cache-Status (RFC 9211).
"""

import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse

from delivery import generation
from delivery.keeping import kept_parameters
from delivery.lanes import Lanes
from delivery.shared_pages import SharedPages
from delivery.stored_page import Headers, StoredPage, keep, keepable

type Environ = dict[str, Any]
type Application = Callable[[Environ, StartResponse], Iterable[bytes]]
type Key = tuple[str, str, str, str]

LONGEST_KEY = 1000  # characters; nobody asks for a longer address twice
_PORT = re.compile(r":\d*\Z")
# What would let an answer depend on who asks.
_PERSONAL = (
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_AUTHORIZATION",
    "HTTP_COOKIE",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE",
)


class Pages:
    """The pages in this process's memory; the least recently used go when it is full."""

    def __init__(self, most: int) -> None:
        """Hold `most` bytes, keys and all."""
        self._kept: OrderedDict[Key, tuple[StoredPage, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._left = most

    def get(self, key: Key) -> StoredPage | None:
        """Return a page, however old."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def set(self, key: Key, page: StoredPage) -> None:
        """Keep a page in place of the one before, or weigh it anew: it grows as it is compressed."""
        size = page.size + sum(map(len, key))
        with self._lock:
            _before, weight = self._kept.pop(key, (None, 0))
            self._kept[key] = page, size
            self._left += weight - size
            while self._left < 0:
                _key, (_page, weight) = self._kept.popitem(last=False)
                self._left += weight


class PageCache:
    """A WSGI application around Django's: answers from kept pages what it can."""

    def __init__(
        self,
        application: Application,
        *,
        most: int,
        shared: SharedPages | None,
        unavailable: Application,
        lanes: Lanes | None = None,
    ) -> None:
        """Keep up to `most` bytes here, and pages for other processes in `shared`.

        `unavailable` answers while the database is away and no page can stand in. What is not kept is worked out
        in `lanes`, or in the thread that asks.
        """
        self._application = application
        self._pages = Pages(most)
        self._shared = shared
        self._unavailable = unavailable
        self._lanes = lanes
        self._turns: dict[Key, threading.Lock] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        reading = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        parameters = kept_parameters(path_of(environ)) if reading else None
        if parameters is None:
            return self._work_out(self._application, environ, start_response)
        generation.look()
        key = key_of(environ, parameters)
        if sum(map(len, key)) > LONGEST_KEY:
            return self._work_out(self._application, environ, start_response)
        page = self._pages.get(key)
        if page and page.fresh(generation.known.token, time.time()):
            return self._hit(key, page, environ, start_response)
        if generation.known.away:
            page = page or (self._shared.get(key) if self._shared else None)
            return self._stand_in(page, environ, start_response)
        return self._work_out(partial(self._in_turn, key), environ, start_response)

    def _work_out(
        self, answer: Application, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        if self._lanes:
            return self._lanes.run(answer, environ, start_response)
        return answer(environ, start_response)

    def _in_turn(
        self, key: Key, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let one thread render a page; whoever asked meanwhile gets the same."""
        turn = self._turns.setdefault(key, threading.Lock())
        try:
            with turn:
                if page := self._found(key):
                    return self._hit(key, page, environ, start_response)
                if self._shared is None:
                    return self._render(key, environ, start_response)
                with self._shared.turn(key) as first:
                    if not first and (page := self._found(key)):
                        return self._hit(key, page, environ, start_response)
                    return self._render(key, environ, start_response)
        finally:
            self._turns.pop(key, None)

    def _hit(
        self, key: Key, page: StoredPage, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        encodings = len(page.bodies)
        answer = page.answer(environ, start_response, "hit")
        if len(page.bodies) > encodings:
            self._pages.set(key, page)  # it has grown
        return answer

    def _found(self, key: Key) -> StoredPage | None:
        token, now = generation.known.token, time.time()
        page = self._pages.get(key)
        if page and page.fresh(token, now):
            return page
        page = self._shared.get(key) if self._shared else None
        if page and page.fresh(token, now):
            self._pages.set(key, page)
            return page
        return None

    def _render(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        known, made = (generation.known.token, generation.known.moment), time.time()
        answered: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            answered[:] = [(status, headers)]
            return bytearray().extend

        parts = self._application(anonymous(environ, key), note)
        status, headers = answered[0]
        if keepable(status, headers):
            body = _whole(parts)
            page = keep(headers, body, token=known[0], made=made, moment=known[1])
            self._pages.set(key, page)
            if self._shared:
                self._shared.set(key, page)
            return page.answer(environ, start_response, "fwd=miss; stored", in_passing=True)
        before = self._pages.get(key) if status.startswith("5") else None
        if before and before.usable(time.time()):
            _whole(parts)
            return self._stand_in(before, environ, start_response)
        start_response(status, headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            _close(parts)
            return []
        return parts

    def _stand_in(
        self, page: StoredPage | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Show the page that was last true, marked as such, or say that there is none."""
        now = time.time()
        if page is None or not page.usable(now):
            return self._unavailable(environ, start_response)
        age = int(now - page.made)
        return page.answer(environ, start_response, f"hit; ttl=-{age}; detail=stale")


def path_of(environ: Environ) -> str:
    """Return the path of a request as Django reads it (PEP 3333 gives its bytes as Latin-1)."""
    path: str = environ.get("PATH_INFO", "") or "/"
    return path.encode("latin-1", "replace").decode("utf-8", "replace")


def key_of(environ: Environ, parameters: frozenset[str]) -> Key:
    """Return what tells one page from another: scheme, host, path and these parameters.

    What visitors can say in a thousand ways (the port of a host, any scheme) gives the same key.
    """
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"]
    host = _PORT.sub("", environ.get("HTTP_HOST", "").lower())
    query = environ.get("QUERY_STRING", "")
    if query:
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
        query = urlencode(sorted(pair for pair in pairs if pair[0] in parameters))
    return "https" if forwarded == "https" else "http", host, environ.get("PATH_INFO", ""), query


def anonymous(environ: Environ, key: Key) -> Environ:
    """Return the request as anyone might have made it: a whole page, no cookie, no language."""
    plain = {name: value for name, value in environ.items() if name not in _PERSONAL}
    return plain | {"REQUEST_METHOD": "GET", "QUERY_STRING": key[3]}


def name_of(key: Key) -> str:
    """Return a short name for a key, for caches that want one."""
    return hashlib.sha256("\n".join(key).encode("utf-8", "surrogateescape")).hexdigest()


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        _close(parts)


def _close(parts: Iterable[bytes]) -> None:
    if close := getattr(parts, "close", None):
        close()
