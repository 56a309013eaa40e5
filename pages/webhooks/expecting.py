"""What webhooks will have to be told, written down in the transaction that publishes or withdraws.

The trail knows of every publishing, withdrawing and taking back, as for search engines
(`pages.discovery.announcing`). What is planned is due at its moment; whether it is true then, is asked then.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q

from blog.editions.edition import Edition
from blog.models import Post
from disclosures.trail import Action, TrailEntry
from pages.webhooks.sending import enqueue
from pages.webhooks.webhook import Delivery, Webhook

_TELLING = {Action.PUBLISH, Action.WITHDRAW, Action.UNSCHEDULE}
# Publishing writes its moment down a little later than it takes it.
MARGIN = timedelta(minutes=1)


def watch(instance: TrailEntry, created: bool, **_: Any) -> None:
    """Write down what follows from an entry of the trail; a site on this machine tells nobody."""
    if created and instance.subject == Post._meta.label_lower and instance.action in _TELLING:
        hooks = [] if settings.SITE_IS_LOCAL else list(Webhook.objects.listening())
        if hooks:
            expect(hooks, instance.object_id, instance.occurred_at - MARGIN)


def expect(hooks: list[Webhook], post_id: int, since: datetime) -> None:
    """Write down, once for each webhook, which editions of a piece begin or end after `since`."""
    due = [
        _delivery(hook, edition, moment, ending=ending).due_at
        for edition, moment, ending in _moments(post_id, since)
        for hook in hooks
    ]
    enqueue(min(due, default=None))


def _moments(post_id: int, since: datetime) -> Iterator[tuple[Edition, datetime, bool]]:
    """Yield the editions that begin, and those that end with none after them."""
    seen = Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
    editions = list(Edition.objects.filter(seen, post=post_id).only("starts_at", "ends_at"))
    starts = {edition.starts_at for edition in editions}
    for edition in editions:
        if edition.starts_at >= since:
            yield edition, edition.starts_at, False
        if edition.ends_at and edition.ends_at >= since and edition.ends_at not in starts:
            yield edition, edition.ends_at, True


def _delivery(hook: Webhook, edition: Edition, moment: datetime, *, ending: bool) -> Delivery:
    row, new = Delivery.objects.get_or_create(
        hook=hook, edition=edition, ending=ending, defaults={"due_at": moment}
    )
    if not new and row.done_at is None and not row.tries and row.due_at != moment:
        row.due_at = moment  # it was put off, or brought forward
        row.save(update_fields=["due_at"])
    return row
