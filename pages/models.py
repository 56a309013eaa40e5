"""Texts of the site itself, maintained by editors."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.discovery.announcements import Announcement
from pages.house.site_links import MenuLink, SocialLink
from pages.house.site_settings import Site
from pages.own.page import Page
from pages.webhooks.webhook import Attempt, Delivery, Webhook
from prose.fields import ProseField

__all__ = [
    "Announcement",
    "Attempt",
    "Delivery",
    "LegalPage",
    "MenuLink",
    "Page",
    "Site",
    "SocialLink",
    "Webhook",
]


class LegalPage(models.Model):
    """Imprint, privacy and the like: one text each, at an address that never changes."""

    class Kind(models.TextChoices):
        """Which page; the value is also the name of its address."""

        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        TRANSPARENCY = "transparency", _("Transparency")

    kind = models.CharField(_("page"), max_length=20, choices=Kind.choices, unique=True)
    title = models.CharField(_("title"), max_length=120)
    body = ProseField(_("text"), config="article", blank=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    class Meta:
        verbose_name = _("page of the site")
        verbose_name_plural = _("Imprint, privacy, accessibility")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of the page."""
        return reverse(self.kind)
