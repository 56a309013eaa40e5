"""What many pages have in common – the frame, the box of an event – made once per epoch.

Kept in this process's memory, under the token of the epoch it was made in (`pages.epoch`), until
the next moment that changes it. Within a transaction nothing is remembered: what it sees may never
be committed.
"""

import math
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from pages import epoch

MOST = 2000  # things; a site has a few dozen


@dataclass(frozen=True, slots=True)
class _Made:
    token: str
    at: float  # timestamp
    until: float
    value: Any


_made: dict[Hashable, _Made] = {}


def remembered[Value](key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what `make` made under this key, in this epoch, or let it make it.

    A value that knows its `changes_at` is made anew from that moment on.
    """
    return remembered_each([key], lambda _missing: {key: make()})[key]


def remembered_each[Key: Hashable, Value](
    keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Value]]
) -> dict[Key, Value]:
    """Return the same for several keys; `make` makes all that is not remembered at once."""
    wanted = dict.fromkeys(keys)
    if connection.in_atomic_block:
        return dict(make(list(wanted))) if wanted else {}
    epoch.look()
    token, moment, now = epoch.known.token, epoch.known.moment, time.time()
    found: dict[Key, Value] = {}
    for key in wanted:
        known = _made.get(key)
        if known and known.token == token and known.at <= now < known.until:
            found[key] = known.value
    missing = [key for key in wanted if key not in found]
    for key, value in make(missing).items() if missing else ():
        changes = getattr(value, "changes_at", None)
        until = min(moment, changes.timestamp() if changes else math.inf)
        if len(_made) >= MOST:
            _made.clear()
        _made[key] = _Made(token, now, until, value)
        found[key] = value
    return found
