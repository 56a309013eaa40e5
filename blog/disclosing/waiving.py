"""Leaving out what the rules decided: for a reason, for a while, on the facts as they are.

Labels that the law demands are left out only once a second person, an editor-in-chief, agrees.
Other facts, or the end of the time, bring the notice back.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.accounts import has_a_hand_in
from blog.disclosing.disclose import Disclosed
from blog.models.post import Post
from blog.models.waiver import Waiver
from disclosures.decisions import Decision
from disclosures.trail import Action, record

CONFIRM_PERMISSION = "blog.confirm_waiver"


@transaction.atomic
def waive(
    post: Post, decision: Decision, *, says: str, reason: str, expires_at: datetime, by: User
) -> Waiver:
    """Leave a decision out until a moment; raise ValidationError without a reason that says why."""
    if expires_at <= timezone.now():
        raise ValidationError({"expires_at": _("This moment has passed already.")})
    waiver = Waiver(
        post_id=post.pk,
        rule=decision.rule,
        about=decision.about,
        fingerprint=decision.fingerprint,
        legal=decision.legal,
        says=says,
        reason=reason.strip(),
        expires_at=expires_at,
        waived_by=by,
    )
    waiver.full_clean()
    waiver.save()
    _record(waiver, Action.WAIVE, actor=by, facts=dict(decision.facts))
    return waiver


@transaction.atomic
def confirm(waiver: Waiver, *, by: User) -> None:
    """Agree as the second person; raise PermissionDenied for whoever may not (`no_second`)."""
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    refused = waiver.confirmed_at or not by.has_perm(CONFIRM_PERMISSION) or no_second(waiver, by)
    if refused:
        raise PermissionDenied
    waiver.confirmed_by, waiver.confirmed_at = by, timezone.now()
    waiver.save(update_fields=["confirmed_by", "confirmed_at"])
    _record(waiver, Action.CONFIRM, actor=waiver.waived_by, second=by)


def no_second(waiver: Waiver, by: User) -> str:
    """Say why somebody cannot be the second person, or "".

    Two accounts are two persons only if the one who asks could not have made the other for it.
    """
    asker = waiver.waived_by
    if asker is None:
        return _("It is not known any more who left it out, so nobody can be the second person.")
    if by.pk == asker.pk:
        return _("You left it out yourself: a second person has to agree.")
    if by.date_joined >= waiver.waived_at:
        return _("Your account is younger than this request: an older one has to agree.")
    if has_a_hand_in(asker, by):
        return _(
            "Whoever left it out has made your account, or its role, mail address or activity:"
            " somebody else has to agree."
        )
    return ""


@transaction.atomic
def take_back(waiver: Waiver, *, by: User) -> None:
    """Tell readers again from the next edition on; of two who do so at once the second has nothing to do."""
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.withdrawn_at is None:
        _close(waiver, Action.UNWAIVE, by=by)


def close_stale(post: Post, told: Disclosed, now: datetime) -> None:
    """End waivers whose time is over, or whose facts are not what they were."""
    decided = {(d.rule, d.about): d.fingerprint for d in told.decisions}
    for waiver in post.waivers.filter(withdrawn_at=None):
        if waiver.expires_at <= now:
            _close(waiver, Action.EXPIRE)
        elif decided.get((waiver.rule, waiver.about), "") != waiver.fingerprint:
            _close(waiver, Action.REOPEN)


def _close(waiver: Waiver, action: Action, *, by: User | None = None) -> None:
    waiver.withdrawn_at = timezone.now()
    waiver.save(update_fields=["withdrawn_at"])
    _record(waiver, action, actor=by)


def _record(
    waiver: Waiver,
    action: Action,
    *,
    actor: User | None,
    second: User | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    notice = {"rule": waiver.rule, "about": waiver.about, "text": waiver.says}
    known = {**(facts or {}), "until": waiver.expires_at.isoformat()}
    record(
        waiver.post,
        action,
        actor=actor,
        second=second,
        reason=waiver.reason,
        notice=notice,
        facts=known,
    )
