"""What many pages have in common – the frame, the box of an event – made once per generation.

Kept in this process's memory, under the token of the generation it was made in (`delivery.generation`), until
the next moment that changes it. Within a transaction nothing is remembered: what it sees may never
be committed; and in development neither: templates may have been edited since.
"""

import math
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from delivery import generation

MOST = 2000  # things; a site has a few dozen


@dataclass(frozen=True, slots=True)
class _Made:
    token: str
    at: float  # timestamp
    until: float
    value: Any


_made: dict[Hashable, _Made] = {}


def remembered[Value](key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what `make` made under this key, in this generation, or let it make it.

    A value that knows its `changes_at` is made anew from that moment on.
    """
    if connection.in_atomic_block or settings.DEBUG:
        return make()
    generation.look()
    begun = _Begun(generation.known.token, generation.known.moment, time.time())
    found = begun.known(key)
    return found.value if found else begun.keep(key, make())


def remembered_each[Key: Hashable, Value](
    keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Value]]
) -> dict[Key, Value]:
    """Return the same for several keys; `make` makes all that is not remembered at once."""
    wanted = dict.fromkeys(keys)
    if connection.in_atomic_block or settings.DEBUG:
        return dict(make(list(wanted))) if wanted else {}
    generation.look()
    begun = _Begun(generation.known.token, generation.known.moment, time.time())
    known = {key: begun.known(key) for key in wanted}
    found = {key: one.value for key, one in known.items() if one}
    missing = [key for key in wanted if key not in found]
    made = make(missing) if missing else {}
    return found | {key: begun.keep(key, value) for key, value in made.items()}


class _Begun(NamedTuple):
    """The generation, its next moment and the time when somebody asked: what is made holds for these."""

    token: str
    moment: float
    now: float

    def known(self, key: Hashable) -> _Made | None:
        """Return what was made under a key, if it still holds."""
        known = _made.get(key)
        if known and known.token == self.token and known.at <= self.now < known.until:
            return known
        return None

    def keep[Value](self, key: Hashable, value: Value) -> Value:
        """Keep what was made meanwhile."""
        changes = getattr(value, "changes_at", None)
        until = min(self.moment, changes.timestamp() if changes else math.inf)
        if len(_made) >= MOST:
            _made.clear()
        _made[key] = _Made(self.token, self.now, until, value)
        return value
