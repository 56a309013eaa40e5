"""What happens at an event and who speaks; its pictures and notices."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disclosures.models import Notice
from events.models.event import Event
from media.models import Image
from names.folding import FoldedField
from people.models import Person
from prose.fields import ProseField


class ProgrammeItem(models.Model):
    """A talk, workshop or break of an event."""

    class Kind(models.TextChoices):
        """What it is."""

        KEYNOTE = "keynote", _("keynote")
        TALK = "talk", _("talk")
        PANEL = "panel", _("panel")
        WORKSHOP = "workshop", _("workshop")
        SOCIAL = "social", _("social event")
        BREAK = "break", _("break")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="programme", verbose_name=_("event")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.TALK)
    title = models.CharField(_("title"), max_length=250)
    found_by = FoldedField("title")
    abstract = ProseField(_("abstract"), config="simple", blank=True)
    starts_at = models.DateTimeField(
        _("starts"), null=True, blank=True, help_text=_("Empty as long as the time is open.")
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("de", _("German")), ("en", _("English"))],
        default="de",
    )
    speakers = models.ManyToManyField(
        Person, through="Speaker", related_name="talks", verbose_name=_("speakers")
    )

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = ["event", F("starts_at").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="programme_item_ends_after_start",
                violation_error_message=_("A programme item ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def begins(self) -> datetime | None:
        """Its start in the zone of the event."""
        return self.starts_at.astimezone(self.event.zone) if self.starts_at else None


class Speaker(models.Model):
    """A person speaks in a programme item."""

    item = models.ForeignKey(ProgrammeItem, models.CASCADE, related_name="speaker_rows")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="speaker_rows", verbose_name=_("person")
    )
    ordering = models.PositiveIntegerField(_("order"), default=0)
    fee = models.BooleanField(
        _("for a fee"),
        default=False,
        help_text=_("We pay them for it; pieces by or with them tell."),
    )

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["item", "ordering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="speaker_once_per_item")
        ]

    def __str__(self) -> str:
        return self.person.full_name


class EventPicture(models.Model):
    """A picture on the page of an event."""

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="pictures", verbose_name=_("event")
    )
    image = models.ForeignKey(Image, models.PROTECT, related_name="+", verbose_name=_("image"))
    ordering = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["event", "ordering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "image"], name="event_picture_once")
        ]

    def __str__(self) -> str:
        return str(self.image)


class EventNotice(models.Model):
    """A notice of the library that stands on the page of an event."""

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="notices", verbose_name=_("event")
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="event_rows", verbose_name=_("notice")
    )
    ordering = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["event", "ordering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "notice"], name="event_notice_once")
        ]

    def __str__(self) -> str:
        return str(self.notice)
