"""The room of moving in and out."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class MovingConfig(AppConfig):
    """What brings another system's blog in, takes this one away, and keeps it safe."""

    name = "moving"
    verbose_name = _("Moving in and out")

    def ready(self) -> None:
        """Refuse what `loaddata` would bring in broken."""
        from moving.keeping import fixtures  # noqa: PLC0415 - models are loaded only now

        pre_save.connect(fixtures.refuse_broken)
