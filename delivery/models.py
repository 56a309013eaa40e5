"""What all processes know of the state of the site, and of its visitors."""

from django.db import models


class Generation(models.Model):
    """The one row that names the present generation of the site (`delivery.generation`)."""

    token = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_generation")]

    def __str__(self) -> str:
        return str(self.token)


class Counter(models.Model):
    """The table of Django's database cache, as it expects it: attempts to sign in, for all processes.

    A model, so that migrations make it; nothing reads it but the cache.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
