"""Publishing, scheduling, withdrawing: the only places where editions are made or ended.

Each runs in one transaction that first locks the post's row, so that two editors who press the
button at the same moment come one after the other (SQLite: IMMEDIATE transactions do the same).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.disclosing.waiving import close_stale
from blog.editions.content import Content, write
from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.freezing import Freezing
from blog.publishing.intervals import end_at, retire, take_back_scheduled
from blog.publishing.issuing import CorrectionNote, Terms, issue
from blog.publishing.requirements import Requirement
from disclosures.trail import Action, record

__all__ = [
    "CorrectionNote",
    "locked",
    "publish",
    "publish_again",
    "publish_content",
    "unschedule",
    "withdraw",
]


@transaction.atomic
def publish(
    post: Post,
    *,
    by: User | None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    correction: CorrectionNote | None = None,
    substantial: bool = True,
    now: datetime | None = None,
    freezing: Freezing | None = None,
) -> Edition:
    """Freeze `post` as it is stored into a new edition, live from `starts_at` (default: now) to `ends_at`.

    The edition before ends at that moment; one that was only scheduled is taken back.
    `substantial=False` (a typo) leaves the date of the last change as it is.
    `now` is only for bringing in pieces that were published elsewhere before: the edition starts
    at that moment in the past, while its `created_at` still says when it was frozen here.
    `freezing`: what somebody who has made or `locked` the piece in this transaction has read of it; else it is
    read now. If it is one of many, what leads on from them is worked out by whoever brings them in, at the end.
    Raises ValidationError naming what is missing, or if nothing has changed.
    """
    present = now or timezone.now()
    start = max(starts_at or present, present)
    read = freezing or Freezing(locked(post), at=start)
    terms = Terms(by, present, start, ends_at, correction, substantial, read.bulk is not None)
    _refuse_incomplete(read.requirements)
    if not read.rows.all_known:
        close_stale(read.post, read.told, present)
    edition = issue(read.post, write(read.frozen), terms)
    read.post.keep_anchors(read.rows)
    return edition


@transaction.atomic
def publish_again(edition: Edition, *, by: User | None) -> Edition:
    """Publish the exact content of an older edition as a new one; the working copy stays."""
    post = locked(edition.post)
    now = timezone.now()
    return issue(post, edition.content, Terms(by, now, now))


@transaction.atomic
def publish_content(
    edition: Edition,
    content: Content,
    *,
    by: User | None,
    reason: str,
    notice: dict[str, Any] | None = None,
) -> Edition:
    """Put other content in the place of a live edition's without touching the working copy.

    For notices around a text: the date of its last change stays (docs/standards/texts.md#dates).
    `notice`, if one only got new words, is named in the trail.
    Raises ValidationError if the edition is no longer live, or if the next one is scheduled.
    """
    post = locked(edition.post)
    now = timezone.now()
    if not Edition.objects.live().filter(pk=edition.pk).exists():
        raise ValidationError(_("Meanwhile another edition is live."), code="superseded")
    if Edition.objects.filter(post=post).scheduled().exists():
        raise ValidationError(
            _("The next edition is scheduled; another one now would take it back."),
            code="scheduled",
        )
    terms = Terms(by, now, now, edition.ends_at, substantial=False)
    new = issue(post, write(content), terms)
    record(post, Action.APPLY, actor=by, reason=reason, edition=new.number, notice=notice)
    return new


@transaction.atomic
def withdraw(post: Post, *, at: datetime | None = None, by: User | None = None) -> None:
    """Take the piece off the site at a moment (default: now); readers then get a 410 page.

    Editions that are only scheduled after that moment are taken back.
    """
    locked(post)
    now = timezone.now()
    moment = max(at or now, now)
    end_at(post, moment)
    retire(post, now)
    record(post, Action.WITHDRAW, actor=by, facts={"at": moment.isoformat()})


@transaction.atomic
def unschedule(post: Post, *, by: User | None = None) -> None:
    """Take back what is scheduled; what is live stays live without an end."""
    locked(post)
    take_back_scheduled(post, timezone.now(), by)


def locked[Piece: Post](post: Piece) -> Piece:
    """Lock a post's row until the transaction ends, and return it as it is stored now."""
    return cast(Piece, type(post)._default_manager.select_for_update().get(pk=post.pk))


def _refuse_incomplete(found: Iterable[Requirement]) -> None:
    blocking = [one for one in found if one.blocking]
    if blocking:
        raise ValidationError(
            [ValidationError(str(one.message), code=one.code) for one in blocking]
        )
