"""Waivers: decisions of the rules that somebody leaves out for a while."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """Waivers by the clock."""

    def in_force(self, now: Any = None) -> Self:
        """Waivers that have not expired nor been withdrawn; the second person is another matter."""
        return self.filter(withdrawn_at=None, expires_at__gt=now or timezone.now())


class Waiver(models.Model):
    """A decision not followed for a while, for a reason (docs/disclosure.md#waivers)."""

    LEAST_REASON = 20

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="waivers")
    rule = models.CharField(_("rule"), max_length=10)
    about = models.CharField(_("about"), max_length=60, blank=True)
    fingerprint = models.CharField(_("hash of the facts"), max_length=64)
    legal = models.BooleanField(_("label required by law"), default=False)
    says = models.TextField(_("what is left out"))
    reason = models.TextField(
        _("reason"), help_text=_("At least 20 characters; it stays on record.")
    )
    expires_at = models.DateTimeField(_("until"))
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("left out by"),
    )
    waived_at = models.DateTimeField(_("since"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice left out")
        verbose_name_plural = _("notices left out")
        ordering = ["-waived_at", "-pk"]
        permissions = [("confirm_waiver", "Can agree as the second person")]
        indexes = [models.Index(fields=["post", "rule", "about"], name="waiver_by_decision")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.post}"

    def clean(self) -> None:
        """Ask for a reason that says something."""
        if len(self.reason.strip()) < self.LEAST_REASON:
            raise ValidationError(
                {"reason": _("Please give a reason of at least 20 characters.")}, code="reason"
            )

    @property
    def counts(self) -> bool:
        """Tell whether the second person that the law's labels need has confirmed it."""
        return not self.legal or self.confirmed_at is not None
