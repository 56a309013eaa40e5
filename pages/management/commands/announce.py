"""`manage.py announce`: tell IndexNow, WebSub and webhooks what is due, without waiting for the worker."""

from typing import Any

from django.core.management.base import BaseCommand

from outbound.fetching import Fetcher
from pages.discovery.announcements import Announcement
from pages.discovery.announcing import announce_due, enqueue
from pages.webhooks import sending
from pages.webhooks.webhook import Delivery


class Command(BaseCommand):
    """Tell what is due now, also what a worker left behind; what fails is tried again later."""

    help = "Tells search engines (IndexNow), feed hubs (WebSub) and webhooks of pieces, if they are to be told."

    def handle(self, *args: Any, **options: Any) -> None:
        """Announce, and say what still waits."""
        enqueue(announce_due(Fetcher()))
        sending.enqueue(sending.send_due(Fetcher()))
        waiting = Announcement.objects.count() + Delivery.objects.filter(done_at=None).count()
        self.stdout.write(f"{waiting} waiting")
