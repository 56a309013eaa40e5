"""Events, the series they belong to, their days and the dates they had before."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from events.zones import known_zone
from media.models import Image
from names.addresses import Lasting
from names.folding import FoldedField
from people.models import Organisation
from prose.fields import ProseField
from prose.links import LinkField

HASHTAG = RegexValidator(r"^#\w+$", _("A hashtag is # and letters or digits, such as #d2m26."))


class EventSeries(Lasting):
    """The row of an event's yearly editions."""

    address_fallback = "reihe"

    name = models.CharField(_("name"), max_length=160, unique=True)
    found_by = FoldedField("name")
    description = ProseField(_("description"), config="simple", blank=True)

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = pgettext_lazy("plural", "event series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the page of all its editions."""
        return reverse("event_series", args=[self.slug])


PLACE = ("venue", "street", "postal_code", "city", "country", "latitude", "longitude", "online_url")


class EventQuerySet(models.QuerySet["Event"]):
    """Events that readers may see, by the clock."""

    def public(self) -> "EventQuerySet":
        """Events that are announced."""
        return self.filter(public=True)

    def upcoming(self, now: datetime | None = None) -> "EventQuerySet":
        """Announced events that are not over, the next one first."""
        coming = self.public().filter(ends_at__gt=now or timezone.now())
        return coming.order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> "EventQuerySet":
        """Announced events that are over, the latest first."""
        over = self.public().filter(ends_at__lte=now or timezone.now())
        return over.order_by("-starts_at", "-pk")


class Event(Lasting):
    """One year's event."""

    address_fallback = "event"
    reserved_addresses = frozenset({"reihe"})  # below it are the pages of series

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
    open_end = models.BooleanField(
        _("open end"),
        default=False,
        help_text=_("Readers see when it begins. The end you enter says when it is over for us."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        validators=[known_zone],
        default="Europe/Berlin",
        help_text=_("All times of the event are entered and shown in it."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.SCHEDULED
    )
    attendance = models.CharField(
        _("attendance"), max_length=30, choices=Attendance.choices, default=Attendance.OFFLINE
    )
    public = models.BooleanField(
        _("announced"),
        default=True,
        help_text=_("Only announced events are shown to readers, calendars and search engines."),
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
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Such as 50.110924; leads readers to a map."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    online_url = LinkField(
        _("address of the online event"),
        blank=True,
        help_text=_(
            "Where people take part online; a public page, never a link to the room itself."
        ),
    )
    waiting_list_url = LinkField(
        _("waiting list"), blank=True, help_text=_("Where readers are led when all is sold out.")
    )
    url = LinkField(_("website"), blank=True)
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    description = ProseField(_("description"), config="article", blank=True)
    image = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, verbose_name=_("image"), related_name="+"
    )
    found_by = FoldedField("name", "hashtag", "venue", "city")
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
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="event_both_coordinates",
                violation_error_message=_("A place needs both latitude and longitude."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hashtag})" if self.hashtag else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count what calendars must hear of, remember a date that moved.

        SEQUENCE is RFC 5545's; a new date of a rescheduled event leaves the former one behind
        (schema.org previousStartDate). Other changes of date are taken for mended mistakes.
        """
        self.hashtag = (self.hashtag or "").lower() or None
        when = ("starts_at", "ends_at", "all_day", "open_end", "time_zone")
        told = (*when, "status", "attendance", *PLACE)
        before = Event.objects.filter(pk=self.pk).values(*told).first() if self.pk else None
        if before and any(before[name] != getattr(self, name) for name in told):
            self.sequence += 1
        super().save(*args, **kwargs)
        if before and self.status == self.Status.RESCHEDULED:
            self._remember(before["starts_at"], before["ends_at"])

    def get_absolute_url(self) -> str:
        """Address of the event's page."""
        return reverse("event", args=[self.slug])

    @property
    def from_elsewhere(self) -> bool:
        """Tell whether people take part from other places, by clocks of their own."""
        online = self.attendance != self.Attendance.OFFLINE or bool(self.online_url)
        return online or self.status == self.Status.MOVED_ONLINE

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its times are told."""
        return ZoneInfo(self.time_zone)

    def next_edition(self, now: datetime | None = None) -> "Event | None":
        """Return the coming event of the same series, other than this one."""
        if self.series_id is None:
            return None
        siblings = Event.objects.upcoming(now).filter(series_id=self.series_id)
        return siblings.exclude(pk=self.pk).exclude(status=self.Status.CANCELLED).first()

    def _remember(self, starts_at: datetime, ends_at: datetime) -> None:
        """Keep the date that the event had, unless it did not move."""
        if starts_at != self.starts_at:
            self.previous_dates.get_or_create(starts_at=starts_at, defaults={"ends_at": ends_at})
        self.previous_dates.filter(starts_at=self.starts_at).delete()


class PreviousDate(models.Model):
    """A date that an event had before it was moved."""

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="previous_dates", verbose_name=_("event")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("previous date")
        verbose_name_plural = _("previous dates")
        ordering = ["event", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="previous_date_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="previous_date_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} – {self.starts_at:%Y-%m-%d}"


class EventDay(models.Model):
    """One day of an event that lasts several, with its own hours."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="days", verbose_name=_("event"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    name = models.CharField(
        _("name"), max_length=100, blank=True, help_text=_("Such as workshop day.")
    )

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["event", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="event_day_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_day_ends_after_start",
                violation_error_message=_("A day ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} – {self.name or self.starts_at.date()}"

    def clean(self) -> None:
        """Refuse a day outside its event."""
        if not (self.starts_at and self.ends_at and self.event_id):
            return
        if self.starts_at < self.event.starts_at or self.ends_at > self.event.ends_at:
            raise ValidationError(_("This day lies outside the event."))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Let calendars hear of new hours."""
        before = EventDay.objects.filter(pk=self.pk).values("starts_at", "ends_at").first()
        super().save(*args, **kwargs)
        if before != {"starts_at": self.starts_at, "ends_at": self.ends_at}:
            self._tell_calendars()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Let calendars hear of it."""
        self._tell_calendars()
        return super().delete(*args, **kwargs)

    def _tell_calendars(self) -> None:
        row = Event.objects.filter(pk=self.event_id)
        row.update(sequence=F("sequence") + 1, updated_at=timezone.now())
