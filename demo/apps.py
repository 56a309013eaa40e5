"""A believable event blog to try Podium with."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo blog; installed only on a machine of one's own."""

    name = "demo"
