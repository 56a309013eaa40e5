"""Who stands for an event, and who pays towards it."""

import secrets
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disclosures.canonical import sha256
from events.models.event import Event
from events.role_lines import ambassador_of
from people.models import Organisation, Person


class Ambassadorship(models.Model):
    """A person stands for an event, with a ticket code of their own."""

    only_one_can_stay = True  # each has a code of its own, and what was counted with it

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="ambassadorships", verbose_name=_("person")
    )
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="ambassadorships", verbose_name=_("event")
    )
    code = models.CharField(_("ticket code"), max_length=40, blank=True)
    benefit = models.CharField(
        _("receives"), max_length=200, blank=True, help_text=_("Such as a free ticket.")
    )
    benefit_en = models.CharField(
        _("receives, in English"),
        max_length=200,
        blank=True,
        help_text=_("For English pieces. Empty: the same as above."),
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    statement = models.TextField(
        _("statement"),
        max_length=600,
        blank=True,
        help_text=_("Why they stand for it, in their own words; readers see it on the event."),
    )
    public = models.BooleanField(_("shown on the event"), default=True)
    # Of the secret that opens the ambassador's own page; null if no link has been issued.
    kit_sha256 = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("ambassadorship")
        verbose_name_plural = _("ambassadorships")
        ordering = ["event", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="ambassador_once_per_event"),
            models.UniqueConstraint(
                fields=["event", "code"], condition=~Q(code=""), name="ambassador_code_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="ambassadorship_start_before_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.full_name} – {self.event}"

    def issue_kit(self) -> str:
        """Return a new secret for the kit's link, this once; the one before opens nothing any more."""
        secret = secrets.token_urlsafe(32)
        self.kit_sha256 = sha256(secret)
        self.save(update_fields=["kit_sha256"])
        return secret

    def holds(self, day: date) -> bool:
        """Tell whether the person stands for the event on a day; open ends are open."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or self.ends_on >= day
        )

    def benefit_in(self, language: str) -> str:
        """Return what they receive for it, as pieces of a language say it."""
        return ((self.benefit_en if language == "en" else "") or self.benefit).strip()

    @property
    def role_line(self) -> str:
        """What the person is called for it: "Botschafterin von Kongress 2027"."""
        return ambassador_of(self.person, self.event.name)


class Sponsorship(models.Model):
    """An organisation pays towards an event, or is its partner."""

    only_one_can_stay = True  # each is a contract

    class Level(models.TextChoices):
        """How much stands behind it."""

        PARTNER = "partner", _("partner")
        SPONSOR = "sponsor", _("sponsor")
        MAIN_SPONSOR = "main_sponsor", _("main sponsor")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="sponsorships", verbose_name=_("organisation")
    )
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="sponsorships", verbose_name=_("event")
    )
    level = models.CharField(
        _("level"), max_length=20, choices=Level.choices, default=Level.SPONSOR
    )
    starts_on = models.DateField(_("from"), default=date.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    coverage_agreed = models.BooleanField(
        _("coverage agreed"),
        default=False,
        help_text=_(
            "The contract promises that we write about them: such pieces are advertisements."
        ),
    )

    class Meta:
        verbose_name = _("sponsorship")
        verbose_name_plural = _("sponsorships")
        ordering = ["event", "level", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "event", "level", "starts_on"], name="sponsorship_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="sponsorship_start_before_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.event}"
