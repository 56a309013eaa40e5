"""Mails that wait to be sent."""

from django.db import models


class Letter(models.Model):
    """A mail on its way; it is gone once the mail server has taken it.

    `begun_at` is set before anything is sent: whoever finds it set does not send it again.
    """

    sender = models.TextField()
    recipients = models.JSONField()
    message = models.BinaryField()  # RFC 5322
    created = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk} of {self.created}"
