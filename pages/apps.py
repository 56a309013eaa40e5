"""What readers see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The room of reader pages, feeds and legal texts."""

    name = "pages"
    verbose_name = _("Website")
