"""`manage.py announce`: tell IndexNow and WebSub what is due, without waiting for the worker."""

from typing import Any

from django.core.management.base import BaseCommand

from outbound.fetching import Fetcher
from pages.discovery.announcements import Announcement
from pages.discovery.announcing import announce_due, enqueue


class Command(BaseCommand):
    """Tell what is due now, also what a worker left behind; what fails is tried again later."""

    help = (
        "Tells search engines (IndexNow) and feed hubs (WebSub) of pieces, if they are to be told."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Announce, and say what still waits."""
        enqueue(announce_due(Fetcher()))
        self.stdout.write(f"{Announcement.objects.count()} waiting")
