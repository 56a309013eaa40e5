"""Leases: a worker keeps its task as long as it gives signs of life.

django-tasks-db marks a task as running and leaves it so if the worker dies. Here every worker says
every few seconds that it lives; the task of one that has been silent for a minute is taken up again
by the next, at most three times in all: a task that ends every process it meets would do so for ever.
So a task may run twice, and what may not be done twice claims itself first (`outbound.mail`).
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import Worker

BEAT = 10.0  # seconds
LEASE = timedelta(minutes=1)
TRIES = 3
LOST = "background.leases.WorkerDied"
_log = logging.getLogger(__name__)


@contextmanager
def alive(name: str) -> Iterator[None]:
    """Say that the worker of this name lives, as long as the block lasts or the process does."""
    _beat(name)
    done = threading.Event()
    beating = threading.Thread(target=_beats, args=(name, done), name="podium-lease", daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()
        Worker.objects.filter(name=name).delete()


def take_up_again(now: datetime) -> int:
    """Make what dead workers left ready again, or failed after too many of them; return how many."""
    living = set(Worker.objects.filter(seen_at__gt=now - LEASE).values_list("name", flat=True))
    Worker.objects.filter(seen_at__lt=now - 60 * LEASE).delete()
    taken = 0
    with transaction.atomic():
        running = DBTaskResult.objects.running().filter(started_at__lte=now - LEASE)
        for task in running.select_for_update(skip_locked=_skips()):
            if not living & {*task.worker_ids[-1:]}:
                _again(task, now)
                taken += 1
    return taken


def _again(task: DBTaskResult, now: datetime) -> None:
    tries = len(task.worker_ids)
    _log.warning("A worker died with %s (%s), try %s", task.task_path, task.pk, tries)
    if tries < TRIES:
        task.status = TaskResultStatus.READY
    else:
        task.status, task.finished_at = TaskResultStatus.FAILED, now
        task.exception_class_path = LOST
        task.traceback = f"{tries} workers died with it."
    task.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])


def _beats(name: str, done: threading.Event) -> None:
    try:
        while not done.wait(BEAT):
            try:
                _beat(name)
            except (DatabaseError, InterfaceError):  # it may be back at the next beat
                connection.close()
    finally:
        connection.close()


def _beat(name: str) -> None:
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    take_up_again(now)


def _skips() -> bool:
    return bool(connection.features.has_select_for_update_skip_locked)
