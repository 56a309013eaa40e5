"""The trail: who attached, waived, released or published what, when, why, and on which facts.

Append-only and chained by hashes, one chain for each piece, notice, picture or account; the database refuses UPDATE
and DELETE (`blog.editions.guards`). It keeps ids of users, not names (docs/disclosure.md#trail).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from disclosures.canonical import canonical_json, sha256

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SYSTEM = "system"
# What an entry takes from the notice that it is about.
_OF_NOTICE = ("notice", "text", "language", "position", "level", "ruleset", "rule", "about")


class ImmutableEntry(TypeError):
    """Somebody tried to change the trail."""


class Action(models.TextChoices):
    """What was done."""

    AUTO_ATTACH = "auto_attach", _("attached by a rule")
    ATTACH = "attach", _("attached by hand")
    DETACH = "detach", _("no longer told")
    WAIVE = "waive", _("left out")
    CONFIRM = "confirm", _("agreed by a second person")
    UNWAIVE = "unwaive", _("leaving out taken back")
    REOPEN = "reopen", _("told again, because the facts changed")
    EXPIRE = "expire", _("told again, because the time was over")
    TEXT_EDIT = "text_edit", _("new wording")
    PUBLISH = "publish", _("published")
    WITHDRAW = "withdraw", _("withdrawn")
    UNSCHEDULE = "unschedule", _("schedule taken back")
    APPROVE = "approve", _("approved")
    AUTHORISE = "authorise", pgettext_lazy("done", "signed off")
    TAKE_BACK_SIGN_OFF = "take_back_sign_off", pgettext_lazy("done", "sign-off withdrawn")
    CORRECT = "correct", _("corrected")
    TAKE_AWAY = "take_away", _("picture taken away")
    DISCUSS = "discuss", _("posts on networks named")
    APPLY = "apply", _("notices renewed on a live piece")
    ARRIVE = "arrive", _("brought in from another system")
    ACCOUNT_NEW = "account_new", _("account made")
    ACCOUNT_CHANGE = "account_change", _("account changed")
    ACCOUNT_LINK = "account_link", _("link to set a password sent")
    ACCOUNT_DELETE = "account_delete", _("account deleted")


class TrailQuerySet(models.QuerySet["TrailEntry"]):
    """Entries that can be read and added to, nothing else."""

    def update(self, **changes: Any) -> int:
        """Refuse: what happened stays on record."""
        raise ImmutableEntry("The trail never changes.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what happened stays on record."""
        raise ImmutableEntry("The trail is never deleted.")


class TrailEntry(models.Model):
    """One action on a piece, a notice or an account."""

    subject = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField(_("number"))
    occurred_at = models.DateTimeField(_("when"))
    actor = models.PositiveBigIntegerField(_("who"), null=True)
    actor_role = models.CharField(_("role"), max_length=150)
    second_actor = models.PositiveBigIntegerField(_("second person"), null=True)
    action = models.CharField(_("what"), max_length=20, choices=Action.choices)
    edition = models.PositiveIntegerField(_("edition"), null=True)
    notice = models.CharField(_("notice"), max_length=80, blank=True)
    version = models.PositiveBigIntegerField(_("wording"), null=True)
    text = models.TextField(_("text"), blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    position = models.CharField(_("position"), max_length=10, blank=True)
    level = models.CharField(_("level"), max_length=10, blank=True)
    ruleset = models.CharField(_("rule set"), max_length=20, blank=True)
    rule = models.CharField(_("rule"), max_length=10, blank=True)
    about = models.CharField(_("about"), max_length=60, blank=True)
    facts = models.TextField(_("facts"))
    reason = models.TextField(_("why"), blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the trail")
        verbose_name_plural = _("entries of the trail")
        ordering = ["subject", "object_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "object_id", "number"], name="trail_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id}, {self.number}: {self.get_action_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse everything else."""
        if self.pk:
            raise ImmutableEntry("The trail never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what happened stays on record."""
        raise ImmutableEntry("The trail is never deleted.")

    def values(self) -> dict[str, Any]:
        """Return every column that the hash covers, in words of JSON."""
        values = {name: getattr(self, name) for name in _hashed()}
        return values | {"occurred_at": self.occurred_at.astimezone(UTC).isoformat()}

    def computed_hash(self) -> str:
        """Return what `hash` must be."""
        return sha256(canonical_json(self.values()))


@cache
def _hashed() -> tuple[str, ...]:
    """Return the names of the columns that the hash of an entry covers."""
    fields = TrailEntry._meta.fields
    return tuple(field.name for field in fields if field.name not in ("id", "hash"))


@dataclass(frozen=True)
class Fault:
    """Something about the trail that is not as it was written."""

    entry: TrailEntry
    field: str
    what: str


@transaction.atomic
def record(
    subject: models.Model,
    action: Action,
    *,
    actor: User | None = None,
    second: User | None = None,
    reason: str = "",
    edition: int | None = None,
    notice: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> TrailEntry:
    """Write down one action on a piece, a notice or an account, as the next link of its chain.

    `notice` is what an edition keeps of a notice. Whoever writes locks the subject first,
    so that two who do so at once come one after the other (SQLite: IMMEDIATE transactions).
    """
    told = notice or {}
    label, pk = _identity(subject)
    _lock(label, pk)
    last = TrailEntry.objects.filter(subject=label, object_id=pk).order_by("-number").first()
    entry = TrailEntry(
        subject=label,
        object_id=pk,
        number=last.number + 1 if last else 1,
        occurred_at=timezone.now(),
        actor=actor.pk if actor else None,
        actor_role=_role(actor),
        second_actor=second.pk if second else None,
        action=action,
        edition=edition,
        version=told.get("version"),
        text_sha256=sha256(told["text"]) if told.get("text") else "",
        **{name: told.get(name, "") for name in _OF_NOTICE},
        facts=canonical_json(dict(facts or {})),
        reason=reason,
        previous=last.hash if last else "",
    )
    entry.hash = entry.computed_hash()
    entry.save()
    return entry


def entries(subject: models.Model) -> TrailQuerySet:
    """Return what happened to a piece, a notice or an account, oldest first."""
    label, pk = _identity(subject)
    return TrailEntry.objects.filter(subject=label, object_id=pk).order_by("number")


def faults(trail: Iterable[TrailEntry], *, heads_only: bool = False) -> Iterator[Fault]:
    """Walk chains, one after the other and each in its order, and yield what differs from what was written.

    Of heads only the last entry's hash is worked out anew; that the others are linked is looked at all the same.
    """
    before: TrailEntry | None = None
    for entry, after in pairwise([*trail, None]):
        if entry is None:
            continue
        if before and (before.subject, before.object_id) != (entry.subject, entry.object_id):
            before = None
        last = after is None or (after.subject, after.object_id) != (entry.subject, entry.object_id)
        if (last or not heads_only) and entry.computed_hash() != entry.hash:
            yield Fault(entry, "hash", "does not match")
        if entry.previous != (before.hash if before else ""):
            yield Fault(entry, "previous", "is not the hash of the entry before")
        if entry.number != (before.number + 1 if before else 1):
            yield Fault(entry, "number", "does not follow: an entry before is missing")
        before = entry


def _identity(subject: models.Model) -> tuple[str, int]:
    """Return label and id; a special kind of piece is known as what every piece is."""
    top = subject._meta.get_parent_list()
    model = top[-1] if top else subject._meta.model  # whatever stands for it, as a request's user
    return model._meta.label_lower, int(subject.pk)


def _lock(label: str, pk: int) -> None:
    if not connection.features.has_select_for_update:
        return  # whoever writes is alone
    rows = apps.get_model(label)._base_manager.select_for_update().filter(pk=pk)
    list(rows.values_list("pk"))


def _role(actor: User | None) -> str:
    if actor is None:
        return SYSTEM
    groups = sorted(actor.groups.values_list("name", flat=True))
    return ", ".join(groups) or ("superuser" if actor.is_superuser else "")
