"""The intervals of a piece's editions: ending them, taking back what is scheduled, retiring what is over."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import F, Q

from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.indexing import drop
from disclosures.trail import Action, record


def end_at(post: Post, moment: datetime) -> None:
    """End what would still be valid at `moment`, and take back what was to start later."""
    editions = Edition.objects.filter(post_id=post.pk)
    editions.filter(starts_at__gte=moment).update(ends_at=F("starts_at"))
    editions.filter(starts_at__lt=moment).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
    ).update(ends_at=moment)


def take_back_scheduled(post: Post, now: datetime, by: User | None) -> None:
    """Let what was to start later never start, and what is live go on without an end."""
    editions = Edition.objects.filter(post_id=post.pk)
    scheduled = editions.scheduled(now).order_by("starts_at").first()
    if scheduled is None:
        return
    editions.filter(pk=scheduled.pk).update(ends_at=F("starts_at"))
    editions.filter(ends_at=scheduled.starts_at).live_at(now).update(ends_at=None)
    record(post, Action.UNSCHEDULE, actor=by, edition=scheduled.number)


def retire(post: Post, now: datetime) -> None:
    """Take editions that are surely over out of the indexes of live ones."""
    over = Edition.objects.filter(post_id=post.pk, retired=False, ends_at__lte=now)
    if ids := list(over.values_list("pk", flat=True)):
        drop(ids)
        Edition.objects.filter(pk__in=ids).update(retired=True)
