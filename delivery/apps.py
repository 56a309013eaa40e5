"""Kept pages, and what tells them that something has changed."""

from django.apps import AppConfig, apps
from django.core.signals import request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from delivery import postgresql, sqlite


class DeliveryConfig(AppConfig):
    """The room of kept pages, connections and cache headers; it knows no other room."""

    name = "delivery"

    def ready(self) -> None:
        """Look after connections, and watch what is written through them."""
        from delivery import generation, triggers  # noqa: PLC0415 - models are loaded only now

        request_started.connect(postgresql.leave_broken)
        connection_created.connect(generation.watch)
        connection_created.connect(sqlite.keep_private)
        pre_migrate.connect(triggers.take_away, sender=self)
        # Migrating ends with the last app that has models.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(triggers.lay_down, sender=last)
        post_migrate.connect(generation.resume, sender=last)
