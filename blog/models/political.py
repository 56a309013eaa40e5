"""What must be known of political advertising before it is published."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post
from disclosures.vocabulary import MoneyOrigin
from prose.links import LinkField


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
        help_text=_("E-mail and postal address; the number in a register, where there is one."),
    )
    controlled_by = models.CharField(
        _("controlled by"),
        max_length=200,
        blank=True,
        help_text=_("Who controls the sponsor in the end, if that is somebody else."),
    )
    controller_address = models.CharField(
        _("address of who controls"),
        max_length=300,
        blank=True,
        help_text=_("E-mail and postal address, if somebody controls the sponsor."),
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
        help_text=_("What was paid or given for it, all in all."),
    )
    method = models.CharField(
        _("how the amount was worked out"),
        max_length=200,
        blank=True,
        help_text=_("Such as: price list of 1 January 2026."),
    )
    campaign = models.CharField(
        _("amount for the whole campaign"),
        max_length=200,
        blank=True,
        help_text=_("If this is one of several pieces."),
    )
    origin = models.CharField(
        _("origin of the money"), max_length=20, blank=True, choices=MoneyOrigin.choices
    )
    paid_by = models.CharField(
        _("paid by"),
        max_length=300,
        blank=True,
        help_text=_("If that is not the sponsor: name, e-mail and postal address."),
    )
    official = LinkField(
        _("official information on the election"),
        blank=True,
        help_text=_(
            "Where the authorities say how, when and where one votes, if it is an election."
        ),
    )
    suspended = models.CharField(
        _("stopped before"),
        max_length=300,
        blank=True,
        help_text=_("If an earlier publication was stopped for a breach of the rules: which, why."),
    )
    report_to = models.CharField(
        _("report a breach to"),
        max_length=200,
        blank=True,
        help_text=_("Mail address or page where readers tell us of a breach (Art. 15)."),
    )
    targeting = models.CharField(
        _("how its readers are chosen"),
        max_length=500,
        blank=True,
        help_text=_(
            "Only if it is shown elsewhere to people chosen by personal data: which groups, by what, with"
            " whose data (Art. 19). Here everybody sees the same."
        ),
    )
    declared_on = models.DateField(
        _("declared on"),
        null=True,
        blank=True,
        help_text=_(
            "When the sponsor declared in writing that it is political advertising and that they may order it."
            " In the last three months before an election only citizens and residents with a vote, and"
            " organisations of the EU that nobody outside controls, may (Art. 5, 7)."
        ),
    )
    repository = LinkField(
        _("in the European repository"),
        blank=True,
        help_text=_("Where it stands there, if it does (Art. 13)."),
    )
    reach = models.CharField(
        _("reach"),
        max_length=200,
        blank=True,
        help_text=_(
            "How often it was seen and answered, where that is counted, with the day: 1,200 times until"
            " 30 November 2026."
        ),
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
