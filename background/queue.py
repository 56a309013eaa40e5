"""What waits to be done, for how long, and whether anybody is there to do it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from background.leases import LEASE
from background.models import Worker

LATE = timedelta(minutes=10)
RECENT = timedelta(days=1)


@dataclass(frozen=True)
class Queue:
    """The tasks of this moment."""

    waiting: int  # due and not begun
    oldest: timedelta  # how long the one that has waited longest is due
    running: int
    failed: int  # within a day
    workers: int

    def __str__(self) -> str:
        return (
            f"{self.waiting} waiting, the oldest for {self.oldest.total_seconds():.0f} s; "
            f"{self.running} running; {self.failed} failed within a day; {self.workers} workers."
        )

    @property
    def late(self) -> bool:
        """Tell whether something has waited for so long that somebody should look."""
        return self.oldest > LATE


def queue(now: datetime | None = None) -> Queue:
    """Return the queue as it is now."""
    now = now or timezone.now()
    ready = DBTaskResult.objects.ready()
    first = ready.order_by().filter(_at_once()).order_by("enqueued_at").first()
    put_off = ready.exclude(_at_once()).order_by("run_after").first()
    since = [one.enqueued_at for one in (first,) if one]
    since += [one.run_after for one in (put_off,) if one]
    return Queue(
        waiting=ready.count(),
        oldest=max((now - moment for moment in since), default=timedelta()),
        running=DBTaskResult.objects.running().count(),
        failed=DBTaskResult.objects.failed().filter(finished_at__gt=now - RECENT).count(),
        workers=Worker.objects.filter(seen_at__gt=now - LEASE).count(),
    )


def _at_once() -> Q:
    return Q(run_after=get_date_max())
