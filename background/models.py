"""Who is at work."""

from django.db import models


class Worker(models.Model):
    """A process that does tasks, and when it last gave a sign of life."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
