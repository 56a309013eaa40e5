"""How often pieces were read: counted by day, and nothing else about anybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.counts.daily import DailyCounts

LATELY = 28  # days, four whole weeks


class Reading(models.Model):
    """How often a piece was read on one day; no cookie, address, device or time of day."""

    post = models.ForeignKey(
        "blog.Post", models.CASCADE, related_name="readings", verbose_name=_("piece")
    )
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("read"), default=0)
    finished = models.PositiveIntegerField(_("read to the end"), default=0)

    objects = DailyCounts["Reading"].as_manager()

    class Meta:
        verbose_name = _("readings")
        verbose_name_plural = _("readings")
        ordering = ["-day", "post"]
        constraints = [
            models.UniqueConstraint(fields=["post", "day"], name="reading_once_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="reading_by_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
