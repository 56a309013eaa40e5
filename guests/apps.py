"""Pages behind personal links, for people without an account."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from guests.unlogged import keep_links_out_of_logs


class GuestsConfig(AppConfig):
    """The room where guests and ambassadors find what is theirs."""

    name = "guests"
    verbose_name = _("Guests")

    def ready(self) -> None:
        """See that no log keeps a personal link."""
        keep_links_out_of_logs()
