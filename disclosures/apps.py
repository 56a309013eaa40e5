"""Notices, the facts they rest on and the rules that attach them."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from disclosures.library import lay_down_library


class DisclosuresConfig(AppConfig):
    """The room of what readers are told about how a piece came about."""

    name = "disclosures"
    verbose_name = _("Transparency")

    def ready(self) -> None:
        """Let every migrate end with the notices of the rules in the library."""
        post_migrate.connect(lay_down_library, sender=self)
