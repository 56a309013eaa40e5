"""Kept pages that several processes share, in Redis or Valkey, through Django's cache."""

import contextlib
import time
import uuid
from collections.abc import Callable, Iterator

import redis
from django.core.cache.backends.base import BaseCache

from delivery.cache_headers import ERROR
from delivery.stored_page import LONGEST, StoredPage

RENDERING = 1  # second after which another process may render what one has begun: it may have died
WAIT = 0.02  # seconds between two looks for a page that another process renders
PAUSE = 5.0  # seconds without it after it failed
_FAILURES = (OSError, redis.RedisError)


class SharedPages[Key]:
    """Pages by key in a shared cache; without it, each process goes on alone."""

    def __init__(self, cache: BaseCache, release: str, name_of: Callable[[Key], str]) -> None:
        """Keep pages of this `release` of the code apart from those of others."""
        self._cache = cache
        self._release = release
        self._name_of = name_of
        self._away_until = 0.0

    def get(self, key: Key) -> StoredPage | None:
        """Return a page, however old."""
        return self._try(lambda: self._cache.get(self._address(key)))

    def set(self, key: Key, page: StoredPage) -> None:
        """Keep a page for all processes, as long as it may stand in for a failing site."""
        self._try(lambda: self._cache.set(self._address(key), page, LONGEST + ERROR))

    @contextlib.contextmanager
    def turn(self, key: Key) -> Iterator[bool]:
        """Yield True to the one process that shall render, False to others once it has."""
        lock, mine = self._address(key) + ":turn", uuid.uuid4().hex
        taken = self._try(lambda: self._cache.add(lock, mine, RENDERING))
        if taken is False:
            end = time.monotonic() + RENDERING
            while time.monotonic() < end and self._try(lambda: self._cache.get(lock)):
                time.sleep(WAIT)
        try:
            yield taken is not False
        finally:
            if taken and self._try(lambda: self._cache.get(lock)) == mine:
                self._try(lambda: self._cache.delete(lock))

    def _address(self, key: Key) -> str:
        return f"page:{self._release}:{self._name_of(key)}"

    def _try[Answer](self, ask: Callable[[], Answer]) -> Answer | None:
        if time.monotonic() < self._away_until:
            return None
        try:
            return ask()
        except _FAILURES:
            self._away_until = time.monotonic() + PAUSE
            return None
