"""Generations of the site: what was rendered in one may be shown until the next begins.

Whoever changes a table that readers see leaves a name in the database, in the same transaction; the
database sees to it (`delivery.triggers`), so nobody has to remember it. The names that are there are
the token of the generation. Every server process looks at them twice a second while it is asked for
pages: a change shows everywhere within a second, and in the process that made it at once.
"""

import math
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.module_loading import import_string

from delivery import postgresql
from delivery.models import Generation

LOOK_EVERY = 0.5  # seconds
PROBE_EVERY = 1.0  # seconds, while the database is away
AWAY = (OperationalError, InterfaceError)

_WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@dataclass
class KnownGeneration:
    """What this process knows: the generation's token, how long it may hold, and since when."""

    token: str = ""
    moment: float = 0.0  # timestamp of the next moment that the clock alone brings
    looked: float = -math.inf  # monotonic
    away: bool = False  # the database does not answer


known = KnownGeneration()
_looking = threading.Lock()


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Watch what a new connection writes, so that this process looks again at once."""
    if _watched not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watched)


def begin() -> None:
    """Begin a new generation, for what changed outside of the database."""
    with transaction.atomic():
        former = Generation.objects.all()
        if connection.features.has_select_for_update_skip_locked:
            former = former.select_for_update(skip_locked=True)
        Generation.objects.filter(pk__in=list(former.values_list("pk", flat=True))).delete()
        Generation.objects.create()
        transaction.on_commit(_look_again, robust=True)
    _look_again()


def resume(**_: Any) -> None:
    """Begin one for whatever migrations changed."""
    begin()


def look() -> None:
    """Bring `known` up to date if it is older than half a second or its moment has passed.

    One thread looks; the others go on with what is known. Never raises.
    """
    due = time.monotonic() - known.looked >= LOOK_EVERY or time.time() >= known.moment
    if not due or known.away or not _looking.acquire(blocking=not known.token):
        return
    postgresql.leave_broken()
    try:
        _read()
    except AWAY:
        connection.close()  # it is of no use any more
        known.away = True
        threading.Thread(target=_probe, name="podium-probe", daemon=True).start()
    finally:
        _looking.release()


def name() -> str:
    """Return a name of the present generation, for fragments that are kept as long as it lasts.

    Within a transaction it is another each time, for what that sees may never be committed; in
    development, too: templates may have been edited.
    """
    if connection.in_atomic_block or settings.DEBUG:
        return uuid.uuid4().hex
    look()
    return f"{known.token} {known.moment}"


def once[Found](read: Callable[[], Found]) -> Callable[[], Found]:
    """Have what the whole site shares read once for each generation and process; nobody may change it.

    Within a transaction it is read each time, for what that sees may never be committed.
    """
    kept: tuple[str, Found] | None = None

    @wraps(read)
    def present() -> Found:
        nonlocal kept
        if connection.in_atomic_block:
            return read()
        token, found = name(), kept  # one value, replaced whole: threads see the old one or the new
        if found is None or found[0] != token:
            found = kept = (token, read())
        return found[1]

    return present


def _read() -> None:
    looked, now = time.monotonic(), timezone.now()
    token = " ".join(sorted(map(str, Generation.objects.values_list("pk", flat=True)))) or "none"
    if token != known.token or now.timestamp() >= known.moment:
        next_moment = import_string(settings.DELIVERY_NEXT_MOMENT)
        known.moment = next_moment(now).timestamp()
    known.token, known.looked = token, looked


def _probe() -> None:
    """Ask until the database answers again."""
    while known.away:
        time.sleep(PROBE_EVERY)
        try:
            _read()
        except AWAY:
            continue
        finally:
            connection.close()
        known.away = False


def _look_again() -> None:
    known.looked = -math.inf


def _watched(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    result = execute(sql, params, many, context)
    written = _WRITE.match(sql)
    if written and written[1] not in settings.DELIVERY_UNSEEN_TABLES:
        _at_commit(context["connection"])
    return result


def _at_commit(connection: BaseDatabaseWrapper) -> None:
    if all(waiting[1] is not _look_again for waiting in connection.run_on_commit):
        transaction.on_commit(_look_again, using=connection.alias, robust=True)
