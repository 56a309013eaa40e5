"""The room of background tasks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    """Workers, their leases and the queue; it knows no other room."""

    name = "background"
    verbose_name = _("Background tasks")
