"""When what is done again and again was done last."""

from django.db import models


class Run(models.Model):
    """The last run of a periodic command, by the name that it has in `running.periodic`."""

    name = models.CharField(max_length=40, primary_key=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
