"""Compare with shops every few minutes, and less often the longer one cannot be reached.

`Connection.next_try_at` says when; whoever runs first after that moment claims the turn, so that
neither two workers nor a task and the command `sync_shops` ask twice. Whoever moves that moment
enqueues a turn for it in the same transaction, where the backend can wait (`supports_defer`): a
worker that dies in the midst of a turn breaks no chain.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from shops.asking import ask, trouble
from shops.models import Connection
from shops.reading import ShopFailure
from shops.sync_apply import arrive
from shops.sync_plan import Thing

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
# After the first, second … failure in a row; then once a day.
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720)]
LONGEST = timedelta(days=1)
# A shop that calls is asked at once, but no more often than this.
HOOK_PAUSE = timedelta(seconds=30)


@task()
def sync(pk: int) -> None:
    """Compare one connection if it is its turn, and see to it that there is a next one."""
    now = timezone.now()
    Connection.objects.filter(pk=pk).outlived(now).update(active=False)
    with transaction.atomic():
        turn = Connection.objects.filter(pk=pk).due(now)
        if not turn.update(next_try_at=now + EVERY, asked_at=now):
            return
        connection = Connection.objects.get(pk=pk)
        later(connection)
    _ask(connection, now)


@transaction.atomic
def want(connection: Connection, now: datetime) -> None:
    """Have it compared as soon as can be, once for however many who want that at the same time."""
    turn = Connection.objects.filter(pk=connection.pk).unwanted(now)
    if turn.update(wanted_at=now):
        compare_wanted.enqueue(connection.pk)


@task()
def compare_wanted(pk: int) -> None:
    """Compare what somebody waits for. It may be done twice."""
    if connection := Connection.objects.filter(pk=pk).first():
        try:
            compare(connection, timezone.now())
        finally:
            _update(connection, wanted_at=None)


def compare(connection: Connection, now: datetime) -> bool:
    """Ask now and keep the answer, or write down why there is none; tell whether there is one."""
    with transaction.atomic():
        _update(connection, asked_at=now, next_try_at=now + EVERY)
        later(connection)
    return _ask(connection, now)


def _ask(connection: Connection, now: datetime) -> bool:
    try:
        said = ask(connection)
    except ShopFailure as failure:
        _failed(connection, failure, now)
        return False
    return answered(connection, said, now)


@transaction.atomic
def answered(connection: Connection, said: Iterable[Thing], now: datetime) -> bool:
    """Keep an answer and forget earlier trouble, unless it is one to a question of before."""
    if not _same(connection):  # somebody changed it while we asked; its own turn comes
        return False
    arrive(connection, said, now)
    _update(connection, seen_at=now, trouble="", trouble_since=None, failures=0)
    return True


@transaction.atomic
def hurry(connection: Connection, now: datetime) -> bool:
    """Bring the next turn forward because the shop called; tell whether that was done.

    A shop that asked for a pause gets it, and no shop is asked more often than every 30 seconds.
    """
    if connection.trouble == Connection.Trouble.TOO_MANY:
        return False
    when = max(now, (connection.asked_at or now - HOOK_PAUSE) + HOOK_PAUSE)
    turn = Connection.objects.filter(pk=connection.pk, active=True, next_try_at__gt=when)
    if not turn.update(next_try_at=when):
        return False
    connection.next_try_at = when
    later(connection)
    return True


def later(connection: Connection) -> None:
    """Enqueue the next turn for its moment; without a worker that waits, `sync_shops` has to."""
    connection.refresh_from_db(fields=["next_try_at", "active"])
    waits = sync.get_backend().supports_defer
    due = connection.next_try_at <= timezone.now()
    if connection.active and (waits or due):
        turn = sync.using(run_after=connection.next_try_at) if waits and not due else sync
        turn.enqueue(connection.pk)


def pause(failures: int, asked_for: float | None = None) -> timedelta:
    """Return how long to wait after so many failures, in seconds at least as long as asked for."""
    usual = PAUSES[failures - 1] if failures <= len(PAUSES) else LONGEST
    return min(max(usual, timedelta(seconds=asked_for or 0)), LONGEST)


@transaction.atomic
def _failed(connection: Connection, failure: ShopFailure, now: datetime) -> None:
    connection.refresh_from_db(fields=["failures", "trouble_since"])
    failures = connection.failures + 1
    logger.warning("Connection %s: %s", connection.pk, failure)
    _update(
        connection,
        trouble=trouble(failure),
        trouble_since=connection.trouble_since or now,
        failures=failures,
        next_try_at=now + pause(failures, getattr(failure, "retry_after", None)),
    )
    if connection.next_try_at != now + EVERY:  # for which there is a turn already
        later(connection)


def _same(connection: Connection) -> bool:
    """Tell whether it still leads to where we asked; holds it until the transaction ends."""
    where = ("kind", "address", "organizer", "slug", "token")
    rows = Connection.objects.select_for_update().filter(pk=connection.pk).values_list(*where)
    return rows.first() == tuple(getattr(connection, name) for name in where)


def _update(connection: Connection, **values: object) -> None:
    """Set columns of a row that others may be saving meanwhile."""
    for name, value in values.items():
        setattr(connection, name, value)
    Connection.objects.filter(pk=connection.pk).update(**values)
