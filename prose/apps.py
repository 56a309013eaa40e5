"""The room of text; it has no models."""

from django.apps import AppConfig
from django.db.models.signals import pre_save

from prose.unseen import clean_before_saving


class ProseConfig(AppConfig):
    """Gives the project the rich-text field, its filters for templates, and texts without unseen characters."""

    name = "prose"

    def ready(self) -> None:
        """Have every text cleaned before it is saved."""
        pre_save.connect(clean_before_saving, dispatch_uid="prose.unseen")
