"""`manage.py relate_pieces`: work out anew which pieces lead on from which."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.search.related import refresh_all


class Command(BaseCommand):
    """Publishing keeps this up to date; the command is for pieces that were there before it did."""

    help = "Works out anew which pieces lead on from which, for all that are live or scheduled."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take all pieces at once."""
        self.stdout.write(f"{refresh_all()} pieces related.")
