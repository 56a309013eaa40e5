"""Events, tickets, ambassadors and sponsors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """The room of events."""

    name = "events"
    verbose_name = _("Events")
