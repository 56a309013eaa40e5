"""The cache that processes share: there, and unable to take all of the machine's memory."""

import secrets
from collections.abc import Iterator

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

from running.doctor.finding import Finding, ok, warn, wrong

_SECONDS = 3
_EXAMPLE = "as deploy/redis.conf does"


def is_redis() -> bool:
    """Tell whether CACHE_URL names a Redis or Valkey."""
    return str(settings.CACHES["default"]["BACKEND"]).endswith("RedisCache")


def in_this_database() -> Iterator[Finding]:
    """Write and read something, where the cache is a table or memory."""
    if is_redis():
        return
    value = secrets.token_hex(4)
    try:
        cache.set("podium-doctor", value, 10)
        same = cache.get("podium-doctor") == value
    except DatabaseError as error:
        yield wrong("cache", f"cannot be written to: {error}", "manage.py migrate")
        return
    if same:
        yield ok("cache", "answers (for several machines: Redis or Valkey in CACHE_URL)")
    else:
        yield wrong("cache", "forgets what was just written.", "Mend CACHE_URL (docs/settings.md).")


def redis_limits() -> Iterator[Finding]:
    """Ask Redis whether it is there, and whether it has a limit and forgets what is oldest."""
    if not is_redis():
        return
    addresses = settings.CACHES["default"]["LOCATION"]
    for address in [addresses] if isinstance(addresses, str) else addresses:
        patience = {"socket_timeout": _SECONDS, "socket_connect_timeout": _SECONDS}
        with redis.Redis.from_url(address, **patience) as server:
            yield from _of(server)


def _of(server: redis.Redis) -> Iterator[Finding]:
    try:
        server.ping()
        memory = server.info("memory")
    except redis.RedisError as error:
        yield wrong("cache", f"does not answer: {error}", "Start Redis, or mend CACHE_URL.")
        return
    limit, policy = int(memory.get("maxmemory", 0)), str(memory.get("maxmemory_policy", ""))
    if not limit:
        said = "has no limit (maxmemory): it grows until the machine has no memory left."
        yield wrong("cache", said, f"Set maxmemory, {_EXAMPLE}.")
    elif not policy.startswith("allkeys-"):
        said = f"refuses to write when it is full (maxmemory-policy {policy})."
        yield warn("cache", said, f"Set maxmemory-policy allkeys-lru, {_EXAMPLE}.")
    else:
        yield ok("cache", f"answers, takes {limit >> 20} MB at most, {policy}")
