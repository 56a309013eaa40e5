"""What must be known of political advertising before it is published."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post


class PoliticalAdvertisement(models.Model):
    """Label and transparency notice of a piece (Reg. (EU) 2024/900, Art. 11 and 12).

    All of it may be empty while the piece is a draft; rule P1 blocks publishing until it is not.
    """

    post = models.OneToOneField(
        Post, models.CASCADE, related_name="political", verbose_name=_("post")
    )
    sponsor = models.CharField(
        _("sponsor"), max_length=200, blank=True, help_text=_("In whose interest it is published.")
    )
    address = models.CharField(
        _("address of the sponsor"),
        max_length=300,
        blank=True,
        help_text=_("Postal address, and an e-mail address."),
    )
    controlled_by = models.CharField(
        _("controlled by"),
        max_length=200,
        blank=True,
        help_text=_("Who controls the sponsor in the end, if that is somebody else."),
    )
    concerns = models.CharField(
        _("election or process"),
        max_length=300,
        blank=True,
        help_text=_("The election, referendum or law it is about."),
    )
    amount = models.CharField(
        _("amount"),
        max_length=200,
        blank=True,
        help_text=_("What was paid or given for it, and where the money comes from."),
    )
    starts_on = models.DateField(_("published from"), null=True, blank=True)
    ends_on = models.DateField(_("published until"), null=True, blank=True)

    class Meta:
        verbose_name = _("political advertising")
        verbose_name_plural = _("political advertising")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="political_start_before_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sponsor} – {self.post}"

    def clean(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("It ends before it starts.")})
