"""`manage.py sync_shops`: see to it that every connection whose turn has come is compared."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from shops.models import Connection
from shops.tasks import sync


class Command(BaseCommand):
    """Leave what is due to the worker; takes up chains that a worker's death has broken."""

    help = "Enqueues the comparison with every shop and programme system whose turn has come."

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue a task for each; one that somebody else has just claimed does nothing."""
        due = list(Connection.objects.due(timezone.now()).values_list("pk", flat=True))
        for pk in due:
            sync.enqueue(pk)
        self.stdout.write(f"{len(due)} connections due.")
