"""The public register of ties: which live editions have a recorded tie to which organisation."""

from django.db import models

from blog.editions.edition import Edition
from people.models import Organisation


class EditionTie(models.Model):
    """Index of live editions by the organisations that they have a tie to; `paid` as frozen."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tie_rows")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="edition_rows")
    paid = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "edition"], name="edition_tie_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.edition_id}"
