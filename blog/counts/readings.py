"""How often pieces were read: counted by day, and nothing else about anybody."""

from datetime import date, timedelta

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.counts.daily import DailyCounts

LATELY = 28  # days, four whole weeks


class ReadingQuerySet(DailyCounts["Reading"]):
    """Counting, and what was counted."""

    def count_one(self, day: date, post: int) -> None:
        """Count that a piece (id) was read."""
        self.add_one(day=day, post_id=post)

    def count_end(self, day: date, post: int) -> None:
        """Count that somebody who was counted came to the end of the text."""
        self.add_one("finished", day=day, post_id=post)


class Reading(models.Model):
    """How often a piece was read on one day; no cookie, address, device or time of day."""

    post = models.ForeignKey(
        "blog.Post", models.CASCADE, related_name="readings", verbose_name=_("piece")
    )
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("read"), default=0)
    finished = models.PositiveIntegerField(_("read to the end"), default=0)

    objects = ReadingQuerySet.as_manager()

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


def with_readings[Pieces: QuerySet](pieces: Pieces) -> Pieces:
    """Annotate pieces with `read_lately`: how often they were read in the last 28 days."""
    first = timezone.localdate() - timedelta(days=LATELY - 1)
    rows = Reading.objects.filter(post_id=OuterRef("pk"), day__gte=first).order_by()
    total = rows.values("post").annotate(total=Sum("number")).values("total")
    return pieces.annotate(read_lately=Coalesce(Subquery(total), 0))
