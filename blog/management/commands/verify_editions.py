"""`manage.py verify_editions`: recompute every hash and chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.editions import Edition
from blog.verifying import findings


class Command(BaseCommand):
    """Exit 0 if every edition is as it was frozen; exit 1 and name what differs."""

    help = "Recomputes the hash and the chain of every edition."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference on a line of its own."""
        found = 0
        for finding in findings():
            found += 1
            self.stderr.write(str(finding))
        if found:
            raise CommandError(f"{found} differences found.")
        self.stdout.write(f"{Edition.objects.count()} editions verified.")
