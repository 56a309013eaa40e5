"""Where an event's tickets and programme are kept outside, and which of our records stands for what."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disclosures.canonical import sha256
from events.models import Event, ProgrammeItem, TicketOffer
from outbound.hosts import NoHost, target_of
from people.models import Person

# What is sold or told after an event is of no use to readers; late changes of recordings are.
ENDS_AFTER = timedelta(days=30)
# Whoever wanted it compared so long ago waits no more: its task is lost.
WAITS_FOR = timedelta(minutes=5)


def https_address(address: str) -> None:
    """Refuse what is no plain https address of a server (docs/decisions/0007 and 0009)."""
    try:
        target = target_of(address)
    except NoHost:
        target = None
    if target is None or target.scheme != "https" or set("?#") & set(address):
        raise ValidationError(
            _("Only the https address of a server, such as https://pretix.eu, without ? or #.")
        )


NAME_THERE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$", _("Copy it from the address there: letters, digits, - and _.")
)


class ConnectionQuerySet(models.QuerySet["Connection"]):
    """Connections by what the clock asks of them."""

    def due(self, now: datetime) -> "ConnectionQuerySet":
        """Return those that are switched on and to be asked by now."""
        return self.filter(active=True, next_try_at__lte=now)

    def unwanted(self, now: datetime) -> "ConnectionQuerySet":
        """Return those that nobody waits for at the moment."""
        return self.filter(Q(wanted_at=None) | Q(wanted_at__lte=now - WAITS_FOR))

    def outlived(self, now: datetime) -> "ConnectionQuerySet":
        """Return those that are switched on although the event is long over."""
        return self.filter(active=True, event__ends_at__lt=now - ENDS_AFTER)


class Connection(models.Model):
    """An event in a ticket shop (pretix) or a programme system (pretalx)."""

    class Kind(models.TextChoices):
        """Which system it is."""

        PRETIX = "pretix", _("pretix (tickets)")
        PRETALX = "pretalx", _("pretalx (programme)")

    class Trouble(models.TextChoices):
        """Why nothing could be read, as an editor understands it."""

        NO_RIGHT = "no_right", _("The token is wrong, or may not read this event.")
        NOT_FOUND = "not_found", _("There is no such event at this address.")
        TOO_MANY = "too_many", _("The server asks for a pause.")
        BROKEN = "broken", _("The server has a fault of its own.")
        SILENT = "silent", _("The server cannot be reached.")
        STRANGE = "strange", _("The server answers with something that cannot be understood.")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="shop_connections", verbose_name=_("event")
    )
    kind = models.CharField(_("system"), max_length=10, choices=Kind.choices)
    address = models.CharField(
        _("address of the server"),
        max_length=200,
        validators=[https_address],
        help_text=_("Without organiser and event, such as https://pretix.eu."),
    )
    organizer = models.CharField(
        _("organiser there"),
        max_length=80,
        blank=True,
        validators=[NAME_THERE],
        help_text=_("The short form in the shop's address; only pretix has it."),
    )
    slug = models.CharField(
        _("event there"),
        max_length=80,
        validators=[NAME_THERE],
        help_text=_("The short form in the address of the event."),
    )
    # Kept as it is, for it has to be sent; no form, list or log ever shows it again.
    token = models.CharField(_("token"), max_length=200, blank=True)
    automatic = models.BooleanField(
        _("take over by itself"),
        default=False,
        help_text=_(
            "What you did not change or lock here follows the other system without asking. What is"
            " new there waits for you if it could be something that you have already."
        ),
    )
    active = models.BooleanField(
        _("switched on"),
        default=True,
        help_text=_("Asked every few minutes, until 30 days after the event."),
    )
    hook = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Of the webhook's secret; none has been issued as long as it is empty.
    secret_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # What it said last, as `shops.values` writes it down; taken over is only what was shown of it.
    said = models.JSONField(default=list, editable=False)
    asked_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    # Since when somebody waits for it to be compared, until it has been.
    wanted_at = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(_("last reached"), null=True, editable=False)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now, editable=False)
    trouble = models.CharField(
        _("trouble"), max_length=10, choices=Trouble.choices, blank=True, editable=False
    )
    trouble_since = models.DateTimeField(_("trouble since"), null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    waiting = models.PositiveIntegerField(_("differences"), default=0, editable=False)
    taken_at = models.DateTimeField(_("last taken over"), null=True, editable=False)
    taken = models.TextField(_("what was taken over"), blank=True, editable=False)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("shop or programme system")
        verbose_name_plural = _("shops and programme systems")
        ordering = ["event", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "address", "organizer", "slug"],
                name="shop_connection_once",
                violation_error_message=_("This event is connected with it already."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="pretix", organizer=""),
                name="shop_pretix_has_organizer",
                violation_error_message=_("pretix needs the short form of the organiser, too."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'/'.join(filter(None, (self.organizer, self.slug)))}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in one spelling."""
        self.address = self.address.rstrip("/")
        super().save(*args, **kwargs)

    def is_wanted(self, now: datetime) -> bool:
        """Tell whether somebody waits for it to be compared."""
        return self.wanted_at is not None and self.wanted_at > now - WAITS_FOR

    def issue_secret(self) -> str:
        """Return a new secret for the webhook, this once; the one before opens nothing any more."""
        secret = secrets.token_urlsafe(24)
        self.secret_sha256 = sha256(secret)  # long and random as it is, it needs no salt
        self.save(update_fields=["secret_sha256"])
        return secret


class Mapping(models.Model):
    """What one thing outside is here: an offer, a programme item, a person, or nothing (left out)."""

    class Kind(models.TextChoices):
        """What kind of thing it is there."""

        TIER = "tier", _("ticket")
        SPEAKER = "speaker", _("speaker")
        TALK = "talk", _("talk")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="mappings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    external_id = models.CharField(max_length=60)
    label = models.CharField(max_length=250, blank=True)
    # Whoever deletes our record does not want it: it is then left out and does not come back.
    offer = models.ForeignKey(
        TicketOffer, models.SET_NULL, null=True, blank=True, related_name="shop_mappings"
    )
    item = models.ForeignKey(
        ProgrammeItem, models.SET_NULL, null=True, blank=True, related_name="shop_mappings"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="shop_mappings"
    )
    # Names of fields that an editor wants to stay as they are here.
    locked = models.JSONField(default=list)
    # Per field what it said when we last had the same; whatever differs from it was changed by hand.
    seen = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("record of a shop")
        verbose_name_plural = _("records of shops")
        ordering = ["connection", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind", "external_id"], name="shop_mapping_once"
            ),
            models.CheckConstraint(
                condition=Q(item=None, person=None, kind="tier")
                | Q(offer=None, item=None, kind="speaker")
                | Q(offer=None, person=None, kind="talk"),
                name="shop_mapping_one_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.external_id} – {self.record or '–'}"

    @property
    def key(self) -> tuple[str, str]:
        """What the thing is told by."""
        return self.kind, self.external_id

    @property
    def record(self) -> TicketOffer | ProgrammeItem | Person | None:
        """Our record, or None if the thing is left out."""
        return self.offer or self.item or self.person
