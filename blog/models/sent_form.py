"""Forms that were acted upon, for a day: one that arrives twice counts once."""

from django.db import models
from django.utils import timezone


class SentForm(models.Model):
    """What a form said, as a hash, and where its sender was led; the key lets in one of two at once."""

    digest = models.CharField(max_length=64, primary_key=True)
    led_to = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.led_to
