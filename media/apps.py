"""The room of images."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images and what is known about them."""

    name = "media"
    verbose_name = _("Images")
