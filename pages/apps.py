"""What readers see."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save, pre_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The room of reader pages, feeds and legal texts."""

    name = "pages"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Watch for changes that readers and search engines shall see (models are loaded only now)."""
        from pages import announcing, epoch  # noqa: PLC0415

        connection_created.connect(epoch.watch)
        post_save.connect(announcing.watch, sender="disclosures.TrailEntry")
        pre_migrate.connect(epoch.pause)
        post_migrate.connect(epoch.resume, sender=list(apps.get_app_configs())[-1])
