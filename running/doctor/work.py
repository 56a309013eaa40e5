"""Work that nobody waits for: the worker, its queue, mails given up, and what is done again and again."""

from collections.abc import Iterator

from django.utils import timezone

from background.queue import LATE, queue
from outbound.models import Letter
from running.doctor.finding import Finding, ok, warn, wrong
from running.models import Run
from running.periodic import overdue, wanted

_EVERY_MINUTE = "Let cron call manage.py periodic every minute, or enable the timers of systemd."


def at_work() -> Iterator[Finding]:
    """Tell whether a worker lives, how old the queue is, and whether tasks failed."""
    now = queue()
    if not now.workers:
        yield wrong("worker", "none gave a sign of life within a minute.", "manage.py db_worker")
    else:
        yield ok("worker", f"{now.workers} at work")
    if now.late:
        waited = f"{now.oldest.total_seconds() / 60:.0f} minutes"
        more = "manage.py queue; start a worker, or one more"
        yield wrong("queue", f"{now.waiting} wait, the oldest for {waited}.", more)
    else:
        yield ok("queue", f"{now.waiting} wait, none for more than {LATE.seconds // 60} minutes")
    if now.failed:
        look = "Read the worker's log."
        yield warn("queue", f"{now.failed} tasks failed within a day.", look)


def letters() -> Iterator[Finding]:
    """Tell how many mails were given up and never looked at."""
    given_up = Letter.objects.exclude(trouble="")
    if number := given_up.count():
        last = given_up.order_by("-created").values_list("trouble", flat=True)[0]
        said = f"{number} could not be sent. The last: {' '.join(last.split())[:120]}"
        yield warn(
            "letters", said, "See the table outbound_letter; delete the rows that are dealt with."
        )
    else:
        yield ok("letters", "none was given up")


def periodic() -> Iterator[Finding]:
    """Tell which periodic commands did not run lately, or failed."""
    known = Run.objects.in_bulk([one.name for one in wanted()])
    if not known:
        yield warn("periodic", "nothing of `manage.py periodic --list` ever ran.", _EVERY_MINUTE)
        return
    late = list(overdue(timezone.now()))
    for one, last in late:
        since = f"since {last.begun_at:%Y-%m-%d %H:%M}" if last else "ever"
        mend = f"Enable podium-{one.name}.timer, or {_EVERY_MINUTE[0].lower()}{_EVERY_MINUTE[1:]}"
        yield warn("periodic", f"{one.says} did not run {since}.", mend)
    failed = [one for one in wanted() if one.name in known and known[one.name].failed]
    for one in failed:
        yield wrong("periodic", f"{one.says} failed when it ran last.", f"{one.says}, and read it")
    if not late and not failed:
        yield ok("periodic", f"{len(wanted())} commands ran lately")
