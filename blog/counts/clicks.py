"""How many readers went on to the ticket shop: counted by day, and nothing else about anybody."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from blog.counts.daily import DailyCounts
from events.models import Ambassadorship, TicketOffer


class ClickOutQuerySet(DailyCounts["ClickOut"]):
    """Counting, and what was counted."""

    def count_one(
        self,
        day: date,
        offer: TicketOffer,
        post: int | None = None,
        ambassadorship: int | None = None,
    ) -> None:
        """Count a reader who goes to the shop, from a piece and by an ambassador if known (ids)."""
        self.add_one(day=day, offer=offer, post_id=post, ambassadorship_id=ambassadorship)


class ClickOut(models.Model):
    """How many readers went from a piece to an offer on one day; no cookie, address or device."""

    day = models.DateField(_("day"))
    offer = models.ForeignKey(
        TicketOffer, models.CASCADE, related_name="clicks", verbose_name=_("ticket offer")
    )
    post = models.ForeignKey(
        "blog.Post",
        models.CASCADE,
        null=True,
        related_name="clicks",
        verbose_name=_("piece"),
    )
    ambassadorship = models.ForeignKey(
        Ambassadorship,
        models.CASCADE,
        null=True,
        related_name="clicks",
        verbose_name=_("ambassadorship"),
    )
    number = models.PositiveIntegerField(_("number"), default=0)

    objects = ClickOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("clicks to the ticket shop")
        verbose_name_plural = _("clicks to the ticket shop")
        ordering = ["-day", "offer", "pk"]
        constraints = [
            # NULL differs from NULL in a unique index, so "from nowhere" is counted as 0.
            models.UniqueConstraint(
                "day",
                "offer",
                Coalesce("post", 0),
                Coalesce("ambassadorship", 0),
                name="click_out_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
