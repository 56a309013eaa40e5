"""Forms that were acted upon, for a day: one that arrives twice counts once."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(days=1)


class SentFormQuerySet(models.QuerySet["SentForm"]):
    """Remembering and forgetting."""

    def forget_old(self) -> Self:
        """Drop those that nobody sends again."""
        self.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()
        return self


class SentForm(models.Model):
    """What a form said, as a hash, and where its sender was led; the key lets in one of two at once."""

    digest = models.CharField(max_length=64, primary_key=True)
    led_to = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.led_to
