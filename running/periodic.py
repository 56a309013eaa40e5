"""The one list of what has to be done again and again, and doing it: once, however many machines ask.

A timer of systemd (`deploy/systemd/`), a container or cron calls `manage.py periodic` with a name or without.
Whoever comes first claims the turn in the database; the others find it taken.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from running.models import Run

_log = logging.getLogger(__name__)
# A timer does not come at the same second every time: what is due in a moment is due.
EARLY = 0.15


@dataclass(frozen=True)
class Periodic:
    """A command that is called again and again."""

    name: str
    command: tuple[str, ...]
    every: timedelta
    why: str
    wanted: Callable[[], bool] = lambda: True

    @property
    def says(self) -> str:
        """What somebody would type."""
        return f"manage.py {' '.join(self.command)}"


def _sources_are_checked() -> bool:
    return bool(settings.CHECK_SOURCES)


_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
PERIODIC = (
    Periodic("shops", ("sync_shops",), 5 * _MINUTE, "takes up comparisons that a worker left"),
    Periodic("announce", ("announce",), 10 * _MINUTE, "takes up announcements that a worker left"),
    Periodic("anchor", ("anchor",), _DAY, "signs what is on record"),
    Periodic("verify-quick", ("verify_editions", "--quick"), _DAY, "proves what is on record"),
    Periodic("verify", ("verify_editions",), 7 * _DAY, "proves it by reading all of it"),
    Periodic(
        "sources",
        ("check_sources", "--background"),
        _DAY,
        "asks whether sources still answer, if CHECK_SOURCES is on",
        _sources_are_checked,
    ),
    Periodic("tasks", ("prune_db_task_results",), _DAY, "forgets tasks done two weeks ago"),
    Periodic("sessions", ("clearsessions",), _DAY, "forgets sign-ins that are over"),
)


def wanted() -> list[Periodic]:
    """Return what this installation does again and again."""
    return [one for one in PERIODIC if one.wanted()]


def claimed(one: Periodic, now: datetime, *, anyway: bool = False) -> bool:
    """Take the turn of a command, if it is due and nobody else has; `anyway` asks not for the time."""
    last = now if anyway else now - one.every * (1 - EARLY)
    started = {"begun_at": now, "ended_at": None, "failed": False}
    if Run.objects.filter(name=one.name, begun_at__lte=last).update(**started):
        return True
    try:
        with transaction.atomic():
            _run, made = Run.objects.get_or_create(name=one.name, defaults=started)
    except IntegrityError:  # another machine was faster
        return False
    return made


def run(one: Periodic) -> bool:
    """Do what somebody has claimed, note how it ended, and return whether it ended well."""
    try:
        call_command(*one.command)
    except Exception:  # noqa: BLE001  # whatever ended it, the next one has its turn
        _log.exception("%s failed", one.says)
        failed = True
    else:
        failed = False
    Run.objects.filter(name=one.name).update(ended_at=timezone.now(), failed=failed)
    return not failed


def overdue(now: datetime) -> Iterator[tuple[Periodic, Run | None]]:
    """Yield what has not been begun for two of its turns (an hour at least), with its last run."""
    known = Run.objects.in_bulk([one.name for one in PERIODIC])
    for one in wanted():
        last = known.get(one.name)
        patience = max(2 * one.every, timedelta(hours=1))
        if last is None or last.begun_at < now - patience:
            yield one, last
