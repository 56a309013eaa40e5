"""The notice library: what readers are told, in versions that never change once used."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disclosures.library import Standard, standards
from disclosures.trail import TrailEntry
from disclosures.vocabulary import Position
from names.addresses import free_address
from names.folding import FoldedField
from prose.fields import ProseField

__all__ = ["Notice", "NoticeVersion", "TrailEntry"]


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices as editors and readers ask for them."""

    def with_heading(self, heading: str) -> "NoticeQuerySet":
        """Notices of which any wording carries this heading, whatever its case."""
        return self.filter(versions__heading__iexact=heading.strip()).distinct()


class Notice(models.Model):
    """An entry of the notice library; its words are in its versions."""

    name = models.CharField(
        _("name"), max_length=120, unique=True, help_text=_("For the newsroom; not shown.")
    )
    found_by = FoldedField("name")
    key = models.SlugField(_("key"), max_length=80, unique=True, blank=True)
    position = models.CharField(
        _("position"), max_length=10, choices=Position.choices, default=Position.BOTTOM
    )
    ordering = models.PositiveIntegerField(
        _("order"), default=0, help_text=_("Smaller numbers stand first.")
    )
    claims_independence = models.BooleanField(
        _("claims independence"),
        default=False,
        help_text=_("Such a notice never stands on an advertisement."),
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["ordering", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the notice its key once."""
        self.key = self.key or free_address(
            self.name, "hinweis", Notice.objects.exclude(pk=self.pk), field="key"
        )
        super().save(*args, **kwargs)

    @property
    def standard(self) -> Standard | None:
        """What the rules know of this notice, if it is theirs to attach."""
        return standards().get(self.key)

    @property
    def introduces(self) -> bool:
        """Tell whether it is the sentence before the other notices."""
        return bool(self.standard and self.standard.introduces)

    def wording(self, language: str, at: datetime | None = None) -> "NoticeVersion | None":
        """Return the version in force in `language` at a moment (default: now), if any."""
        moment = at or timezone.now()
        in_force = [
            version
            for version in self.versions.all()
            if version.language == language and version.valid_from <= moment
        ]
        return max(in_force, key=lambda v: (v.valid_from, v.number), default=None)


class NoticeVersion(models.Model):
    """One wording of a notice, immutable once a reader may have seen it."""

    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="versions", verbose_name=_("notice")
    )
    number = models.PositiveIntegerField(_("version"), editable=False)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="de"
    )
    heading = models.CharField(_("heading"), max_length=120)
    text = ProseField(_("wording"), config="simple")
    valid_from = models.DateTimeField(_("valid from"), default=timezone.now)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("released by"),
    )
    first_used_at = models.DateTimeField(_("first used"), null=True, editable=False)

    class Meta:
        verbose_name = _("wording of a notice")
        verbose_name_plural = _("wordings of a notice")
        ordering = ["notice", "language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "language", "number"], name="notice_version_number_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(heading="") & ~models.Q(text=""),
                name="notice_version_has_heading_and_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.language}, {self.number})"

    def clean(self) -> None:
        """Refuse to change words that readers may have seen."""
        if self.pk and self.first_used_at and self._words_changed():
            raise ValidationError(
                _("This wording is in use and cannot be changed. Add a new version instead.")
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Number the version; refuse changed words once used (the database does so too)."""
        if not self.number:
            newest = self.notice.versions.filter(language=self.language).aggregate(
                newest=models.Max("number")
            )
            self.number = (newest["newest"] or 0) + 1
        self.clean()
        super().save(*args, **kwargs)

    def _words_changed(self) -> bool:
        before = NoticeVersion.objects.get(pk=self.pk)
        frozen = ("notice_id", "language", "number", "heading", "text", "valid_from")
        return any(getattr(before, name) != getattr(self, name) for name in frozen)
