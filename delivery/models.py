"""What all processes know of the state of the site."""

from django.db import models


class Generation(models.Model):
    """The one row that names the present generation of the site (`delivery.generation`)."""

    token = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_generation")]

    def __str__(self) -> str:
        return str(self.token)
