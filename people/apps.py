"""People and organisations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room of persons and organisations."""

    name = "people"
    verbose_name = _("People")
