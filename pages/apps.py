"""What readers see."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The room of reader pages, feeds and legal texts."""

    name = "pages"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Watch for changes that search engines shall hear of (models are loaded only now)."""
        from pages.discovery import announcing  # noqa: PLC0415

        post_save.connect(announcing.watch, sender="disclosures.TrailEntry")
