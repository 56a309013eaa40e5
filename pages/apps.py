"""What readers see."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_save
from django.tasks.signals import task_started
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The room of reader pages, feeds and legal texts."""

    name = "pages"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Watch for changes that others shall hear of, and have tasks speak as requests do."""
        import pages.own.requirements  # noqa: F401, PLC0415 - models are loaded only now
        from pages.discovery import announcing  # noqa: PLC0415
        from pages.house.german import catalogue  # noqa: PLC0415
        from pages.own.checks import addresses_taken  # noqa: PLC0415
        from pages.webhooks import expecting  # noqa: PLC0415

        task_started.connect(catalogue.speak)
        post_save.connect(announcing.watch, sender="disclosures.TrailEntry")
        post_save.connect(expecting.watch, sender="disclosures.TrailEntry")
        register(addresses_taken, Tags.database)
