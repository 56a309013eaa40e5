"""Where editors work, on Django's admin."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The room of the newsroom's own pages, which show what several rooms below hold."""

    name = "desk"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Let every migrate end with the list of pieces in place and true."""
        from desk.pieces import index, stale  # noqa: PLC0415 - models are loaded only now

        pre_migrate.connect(stale.take_away, sender=self)
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(index.lay_down, sender=last)
        post_migrate.connect(stale.lay_down, sender=last)
