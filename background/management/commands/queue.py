"""`manage.py queue`: what waits for the worker of background tasks, and since when."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from background.queue import LATE, queue


class Command(BaseCommand):
    """Say how the queue is; exit 1 if something has waited for more than ten minutes."""

    help = "Tells how many background tasks wait, run and failed, and whether a worker is there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line."""
        now = queue()
        self.stdout.write(str(now))
        if now.late:
            raise CommandError(f"Something has waited for more than {LATE}.")
