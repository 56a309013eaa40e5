"""The room of text; it has no models."""

from django.apps import AppConfig


class ProseConfig(AppConfig):
    """Gives the project the rich-text field and its filters for templates."""

    name = "prose"
