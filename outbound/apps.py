"""The room of what goes out to other servers."""

from django.apps import AppConfig


class OutboundConfig(AppConfig):
    """Guarded requests, and mail."""

    name = "outbound"
