"""Events, their tickets, and who stands for or pays towards them."""

import uuid
from datetime import date, datetime
from typing import Any

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from events.ambassadors import ambassador_of
from media.models import Image
from people.models import Organisation, Person
from prose.fields import ProseField
from prose.slugs import slug_of

HASHTAG = RegexValidator(r"^#\w+$", _("A hashtag is # and letters or digits, such as #d2m26."))


class EventSeries(models.Model):
    """The row of an event's yearly editions."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True)
    description = ProseField(_("description"), config="simple", blank=True)

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = pgettext_lazy("plural", "event series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the series its address once."""
        self.slug = self.slug or slug_of(self.name)
        super().save(*args, **kwargs)


PLACE = ("venue", "street", "postal_code", "city")


class EventQuerySet(models.QuerySet["Event"]):
    """Events by the clock."""

    def upcoming(self, now: datetime | None = None) -> "EventQuerySet":
        """Events that are not over, the next one first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> "EventQuerySet":
        """Events that are over, the latest first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")


class Event(models.Model):
    """One year's event."""

    class Status(models.TextChoices):
        """schema.org EventStatusType."""

        SCHEDULED = "EventScheduled", _("scheduled")
        POSTPONED = "EventPostponed", _("postponed, new date open")
        RESCHEDULED = "EventRescheduled", _("rescheduled")
        CANCELLED = "EventCancelled", _("cancelled")
        MOVED_ONLINE = "EventMovedOnline", _("moved online")

    class Attendance(models.TextChoices):
        """schema.org EventAttendanceModeEnumeration."""

        OFFLINE = "OfflineEventAttendanceMode", _("on site")
        ONLINE = "OnlineEventAttendanceMode", _("online")
        MIXED = "MixedEventAttendanceMode", _("on site and online")

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True)
    hashtag = models.CharField(
        _("hashtag"), max_length=60, unique=True, null=True, blank=True, validators=[HASHTAG]
    )
    series = models.ForeignKey(
        EventSeries,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("event series"),
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    all_day = models.BooleanField(_("whole days, without times"), default=False)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.SCHEDULED
    )
    attendance = models.CharField(
        _("attendance"), max_length=30, choices=Attendance.choices, default=Attendance.OFFLINE
    )
    own = models.BooleanField(
        _("our own event"),
        default=True,
        help_text=_("Ticket boxes for own events say so."),
    )
    organiser = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="organised_events",
        verbose_name=_("organiser"),
    )
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    street = models.CharField(_("street"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, default="DE")
    url = models.URLField(_("website"), blank=True)
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    description = ProseField(_("description"), config="article", blank=True)
    image = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, verbose_name=_("image"), related_name="+"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("An event ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hashtag})" if self.hashtag else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address, and count what calendars must hear of (RFC 5545 SEQUENCE)."""
        self.slug = self.slug or slug_of(self.name)
        self.hashtag = (self.hashtag or "").lower() or None
        if self.pk and self._calendar_changed():
            self.sequence += 1
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Address of the event's page."""
        return reverse("event", args=[self.slug])

    def next_edition(self, now: datetime | None = None) -> "Event | None":
        """Return the coming event of the same series, other than this one."""
        if self.series_id is None:
            return None
        siblings = Event.objects.upcoming(now).filter(series_id=self.series_id)
        return siblings.exclude(pk=self.pk).exclude(status=self.Status.CANCELLED).first()

    def _calendar_changed(self) -> bool:
        told = ("starts_at", "ends_at", "all_day", "status", *PLACE)
        before = Event.objects.filter(pk=self.pk).values(*told).first()
        return before is not None and any(before[name] != getattr(self, name) for name in told)


class TicketOffer(models.Model):
    """A tier of tickets with its price and sales window."""

    class Availability(models.TextChoices):
        """What the shop has left."""

        AVAILABLE = "available", _("available")
        FEW = "few", _("few left")
        SOLD_OUT = "sold_out", _("sold out")

    class Audience(models.TextChoices):
        """Who may buy; decides whether the price is shown gross or net (PAngV § 3)."""

        CONSUMER = "consumer", _("everyone (gross price)")
        BUSINESS = "business", _("businesses only (net price)")

    event = models.ForeignKey(Event, models.CASCADE, related_name="offers", verbose_name=_("event"))
    ordering = models.PositiveIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=100, help_text=_("Such as early bird."))
    price = models.DecimalField(
        _("price"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    audience = models.CharField(
        _("audience"), max_length=10, choices=Audience.choices, default=Audience.CONSUMER
    )
    vat_rate = models.DecimalField(_("VAT in per cent"), max_digits=4, decimal_places=1, default=19)
    sales_start = models.DateTimeField(_("on sale from"), null=True, blank=True)
    sales_end = models.DateTimeField(_("on sale until"), null=True, blank=True)
    availability = models.CharField(
        _("availability"),
        max_length=10,
        choices=Availability.choices,
        default=Availability.AVAILABLE,
    )
    url = models.URLField(_("ticket shop"), help_text=_("Address of this tier in the shop."))
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("ticket offer")
        verbose_name_plural = _("ticket offers")
        ordering = ["event", "ordering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "ordering"], name="offer_order_once"),
            models.CheckConstraint(condition=Q(price__gte=0), name="offer_price_not_negative"),
            models.CheckConstraint(
                condition=Q(sales_start__isnull=True)
                | Q(sales_end__isnull=True)
                | Q(sales_end__gt=F("sales_start")),
                name="offer_window_start_before_end",
                violation_error_message=_("Sales end after they start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.event}"


class Ambassadorship(models.Model):
    """A person stands for an event, with a ticket code of their own."""

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
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

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

    @property
    def role_line(self) -> str:
        """What the person is called for it: "Botschafterin von Kongress 2027"."""
        return ambassador_of(self.person, self.event.name)


class Sponsorship(models.Model):
    """An organisation pays towards an event, or is its partner."""

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
