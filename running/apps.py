"""The room of running a site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RunningConfig(AppConfig):
    """Periodic commands, the doctor, logs and figures; it may look at every other room."""

    name = "running"
    verbose_name = _("Running the site")
