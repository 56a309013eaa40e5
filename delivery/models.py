"""What all processes know of the state of the site, and of its visitors."""

import uuid

from django.db import models


class Generation(models.Model):
    """A name that a change of the site left; those that are there name the present generation.

    There is one, and for a moment more where several changed the site at once (`delivery.generation`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.pk)


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
