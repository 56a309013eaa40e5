"""Ticket shops and programmes of other systems, compared with our own records."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShopsConfig(AppConfig):
    """The room of ticket shops and programme systems."""

    name = "shops"
    verbose_name = _("Ticket shops and programme systems")
