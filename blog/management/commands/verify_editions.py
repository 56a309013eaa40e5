"""`manage.py verify_editions`: recompute every hash and chain, of editions and of the trail."""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.editions.edition import Edition
from blog.history.verifying import findings
from disclosures.trail import TrailEntry, faults


class Command(BaseCommand):
    """Exit 0 if every edition and the trail are as they were written; exit 1 and name what differs."""

    help = "Recomputes the hash and the chain of every edition and of the trail."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference on a line of its own."""
        found = 0
        for finding in chain(findings(), faults()):
            found += 1
            self.stderr.write(str(finding))
        if found:
            raise CommandError(f"{found} differences found.")
        editions, entries = Edition.objects.count(), TrailEntry.objects.count()
        self.stdout.write(f"{editions} editions verified, and {entries} entries of the trail.")
