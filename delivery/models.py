"""What all processes know of the state of the site."""

import uuid

from django.db import models


class Generation(models.Model):
    """A name that a change of the site left; those that are there name the present generation.

    There is one, and for a moment more where several changed the site at once (`delivery.generation`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.pk)
