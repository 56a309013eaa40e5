"""`manage.py verify_search`: hold the search index against the editions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.editions.edition import Edition
from blog.search.verifying import differences


class Command(BaseCommand):
    """Exit 0 if search finds what is there and nothing else; exit 1 and name what differs."""

    help = "Compares the search index with the editions; rebuild_editions mends what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference on a line of its own."""
        found = 0
        for difference in differences():
            found += 1
            self.stderr.write(str(difference))
        if found:
            raise CommandError(f"{found} differences found; rebuild_editions mends them.")
        count = Edition.objects.filter(retired=False).count()
        self.stdout.write(f"{count} editions are found by their words.")
