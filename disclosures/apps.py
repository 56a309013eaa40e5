"""Notices and the vocabulary of declarations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    """The room of what readers are told about how a piece came about."""

    name = "disclosures"
    verbose_name = _("Transparency")
