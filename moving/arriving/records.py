"""What is kept of moving in: each run with its report, what came from where, and the old addresses."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from blog.models import Post, Series, Tag
from events.models import Event
from media.models import Image
from moving.arriving.remarks import Outcome
from people.models import Organisation, Person


class Arrival(models.Model):
    """One run: a file, what was chosen, how far it is, and who began it."""

    class State(models.TextChoices):
        """How far it is."""

        CHOOSING = "choosing", _("waits for your choices")
        WAITING = "waiting", pgettext_lazy("a task", "waits for its turn")
        RUNNING = "running", pgettext_lazy("a task", "at work")
        DONE = "done", pgettext_lazy("a task", "done")
        FAILED = "failed", pgettext_lazy("a task", "broke off")

    filename = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    source = models.CharField(_("comes from"), max_length=300, blank=True)
    choices = models.JSONField(default=dict, editable=False)
    rehearsal = models.BooleanField(_("only tried"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CHOOSING
    )
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.TextField(_("why it broke off"), blank=True, editable=False)
    started_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("begun by"),
    )

    class Meta:
        verbose_name = _("move from another system")
        verbose_name_plural = _("moves from other systems")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view", "add")

    def __str__(self) -> str:
        return self.filename

    @property
    def under_way(self) -> bool:
        """Tell whether it was begun and is not over."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


class ExportPart(models.Model):
    """A part of an uploaded export, kept in the database: it holds drafts and mail addresses."""

    arrival = models.ForeignKey(Arrival, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["arrival", "number"], name="export_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.arrival}, {self.number}"


class Ours(models.Model):
    """Refers to what something became here: a row of one of these kinds, or none any more."""

    KINDS: ClassVar[tuple[str, ...]] = (
        *("post", "person", "organisation", "tag", "series", "event", "image"),
    )

    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    tag = models.ForeignKey(Tag, models.SET_NULL, null=True, related_name="+")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="+")
    image = models.ForeignKey(Image, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def became(self) -> Any:
        """What it is here; None if that was deleted."""
        name = next((name for name in self.KINDS if getattr(self, f"{name}_id")), "")
        return getattr(self, name) if name else None


class Arrived(Ours):
    """Something that was brought in: from which site, under which key there, and what it became.

    `original` is the item as it was read, its comments included, as JSON.
    """

    source = models.CharField(max_length=300)
    key = models.CharField(max_length=200)
    arrival = models.ForeignKey(Arrival, models.SET_NULL, null=True, related_name="brought")
    original = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made = models.CharField(max_length=64, blank=True)  # the hash of the text as it was made of it
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="arrived_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class Line(models.Model):
    """A line of a run's report."""

    arrival = models.ForeignKey(Arrival, models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField(_("line"), default=0)
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("number there"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    words = models.TextField(_("why"), blank=True)
    here = models.CharField(_("here"), max_length=300, blank=True)  # an address in the newsroom
    there = models.CharField(_("old address"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("line of a report")
        verbose_name_plural = _("lines of a report")
        default_permissions = ()
        ordering = ["arrival", "pk"]
        indexes = [models.Index(fields=["arrival", "outcome"], name="line_by_outcome")]

    def __str__(self) -> str:
        return f"{self.title}: {self.words}"


class OldAddress(Ours):
    """An address of the other site, and what it leads to: a row, a path of ours, a feed of either."""

    path = models.CharField(max_length=700, unique=True)
    feed = models.BooleanField(default=False)
    to = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(path=""), name="old_address_not_empty"),
        ]

    def __str__(self) -> str:
        return self.path
