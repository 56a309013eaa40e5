"""Invitations and the guest's desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuestsConfig(AppConfig):
    """The room where guests will work without an account."""

    name = "guests"
    verbose_name = _("Guests")
