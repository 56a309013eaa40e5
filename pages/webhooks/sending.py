"""Telling webhooks what is due: by a task, after the commit, again after pauses that grow.

Whoever takes something up has somebody come again should he die with it: a receiver may hear the same message
twice, by the same id, and never not at all.
"""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min
from django.tasks import task
from django.utils import timezone

from outbound.fetching import Fetcher, NoAnswer
from pages.webhooks.messages import Message, message_of, signed
from pages.webhooks.webhook import MOST_TRIES, PAUSES, Attempt, Delivery, Webhook

MOST = 20  # deliveries taken up at once
LEASE = timedelta(minutes=10)  # longer than these can take
REMEMBERED = timedelta(days=30)
KIND = "application/json"


@task()
def send() -> None:
    """Tell what is due, and come back for what was put off."""
    enqueue(send_due(Fetcher()))


def enqueue(due: datetime | None) -> None:
    """Have a worker send at a moment; a backend that cannot wait does nothing."""
    if due and send.get_backend().supports_defer:
        send.using(run_after=due).enqueue()


def send_due(fetcher: Fetcher) -> datetime | None:
    """Tell every webhook what is due, the oldest first; return when to come again, if at all."""
    rows = _taken()
    for row in rows:
        _send(fetcher, row)
    Delivery.objects.filter(done_at__lt=timezone.now() - REMEMBERED).delete()
    return timezone.now() if len(rows) == MOST else _first_due(row.pk for row in rows)


def again(hook: Webhook) -> None:
    """Tell a webhook that was switched on again what it has missed meanwhile, with all its tries anew."""
    waiting, now = hook.deliveries.filter(done_at=None), timezone.now()
    waiting.filter(tries__gt=0).update(due_at=now, tries=0)
    enqueue(waiting.aggregate(first=Min("due_at"))["first"])


@transaction.atomic
def _taken() -> list[Delivery]:
    """Take up what is due, and have somebody come again should we die with it."""
    now = timezone.now()
    due = Delivery.objects.filter(
        done_at=None, due_at__lte=now, hook__in=Webhook.objects.listening()
    )
    skips = connection.features.has_select_for_update_skip_locked
    locked = due.order_by("due_at", "pk").select_for_update(of=("self",), skip_locked=skips)
    rows = list(locked[:MOST])
    if rows:
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=now + LEASE)
        enqueue(now + LEASE)
    whole = Delivery.objects.select_related("hook", "edition").in_bulk([row.pk for row in rows])
    return [whole[row.pk] for row in rows]


def _send(fetcher: Fetcher, row: Delivery) -> None:
    now = timezone.now()
    message = message_of(row, now)
    if message is None or not row.hook.wants(message.event):
        row.delete()
        return
    headers = signed(row.hook.secret, row.name, now, message.body)
    began = time.perf_counter()
    try:
        status, trouble = fetcher.post(row.hook.address, message.body, KIND, headers), ""
    except NoAnswer as error:
        status, trouble = 0, error.trouble.value
    milliseconds = round((time.perf_counter() - began) * 1000)
    _note(row, message, Attempt(at=now, status=status, trouble=trouble, milliseconds=milliseconds))


@transaction.atomic
def _note(row: Delivery, message: Message, made: Attempt) -> None:
    """Write down how it went, and what follows from it."""
    now, test = timezone.now(), row.edition_id is None
    made.hook, made.message, made.number = row.hook, row.message, row.tries + 1
    made.event, made.piece = message.event, message.title[:300]
    made.save()
    row.tries += 1
    if made.reached:
        row.hook.answered()
        row.done_at = now
    elif test or (not row.hook.failed(now) and row.tries > len(PAUSES)):
        row.done_at = now
    else:  # also of one that was just switched off: it is told when it is switched on again
        row.due_at = now + PAUSES[min(row.tries, len(PAUSES)) - 1]
    row.save(update_fields=["tries", "done_at", "due_at"])
    kept = row.hook.attempts.order_by("-pk").values_list("pk", flat=True)[:MOST_TRIES]
    row.hook.attempts.exclude(pk__in=list(kept)).delete()


def _first_due(rows: Iterable[int]) -> datetime | None:
    """Return when the first of those that were taken up is due again."""
    waiting = Delivery.objects.filter(pk__in=list(rows), done_at=None, hook__active=True)
    return waiting.aggregate(first=Min("due_at"))["first"]
