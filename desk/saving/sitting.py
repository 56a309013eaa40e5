"""A form that somebody has open: what it has saved, what it could not save, where its writer is."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any, Self

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import QueryDict
from django.utils import timezone

KEPT_FOR = timedelta(days=1)  # what has been saved since; what has not is kept longer
UNSAVED_FOR = timedelta(days=30)


class Sitting(models.Model):
    """One form from the moment it was opened until it is left.

    Its key is made of a token in the form and of the account: the same form under another account is
    another sitting, so that nobody is shown what a colleague typed.
    """

    key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64, blank=True)  # "" until something new is saved
    # The last form that was acted upon, as a hash, and what was answered.
    heard = models.CharField(max_length=64, blank=True, db_index=True)
    answer = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True)
    logged = models.BigIntegerField(null=True)  # the entry of Django's log that speaks of it
    # What was typed and cannot be saved as it is: names and values, as they were sent.
    unsaved = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)  # where it is being written, in words
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "object_id", "seen_at"], name="sitting_of_object"),
            models.Index(fields=["seen_at"], name="sitting_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id}:{self.object_id}"

    @classmethod
    def of(cls, token: str, account: User, model: type[models.Model], object_id: str) -> Self:
        """Return the sitting of a form, locked until the transaction ends; of two at once the second waits."""
        key, now = key_of(token, account), timezone.now()
        kind = ContentType.objects.get_for_model(model)
        new = cls(key=key, account=account, kind=kind, object_id=object_id, seen_at=now)
        cls.objects.bulk_create([new], ignore_conflicts=True)
        sitting = cls.objects.select_for_update().get(pk=key)
        sitting.seen_at = now
        return sitting

    def keep(self, sent: QueryDict) -> None:
        """Keep what was typed until it can be saved, as names and values in the order of the form."""
        pairs = [[name, value] for name, values in sent.lists() for value in values]
        self.unsaved = json.dumps([pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"])
        self.save(update_fields=["unsaved", "seen_at"])

    def typed(self) -> list[tuple[str, str]]:
        """Return what was typed and not saved."""
        return [(name, value) for name, value in json.loads(self.unsaved or "[]")]

    def acted_upon(self, heard: str, object_id: str, answer: dict[str, Any]) -> None:
        """Remember what was saved, and what was answered; of the account's earlier forms nothing is left to do."""
        self.heard, self.object_id, self.answer = heard, object_id, answer
        self.unsaved, self.saved_at = "", timezone.now()
        self.save()


def key_of(token: str, account: User) -> str:
    """Return the key under which a form of an account is known."""
    return sha256(f"{account.pk}:{token}".encode()).hexdigest()


def forget_old() -> None:
    """Forget forms that are left: those that saved all after a day, others after a month."""
    now = timezone.now()
    Sitting.objects.filter(seen_at__lt=now - KEPT_FOR, unsaved="").delete()
    Sitting.objects.filter(seen_at__lt=now - UNSAVED_FOR).delete()
