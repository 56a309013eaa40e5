"""`manage.py relate_pieces`: work out anew which pieces lead on from which."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from blog.editions.edition import Edition
from blog.search.related import refresh


class Command(BaseCommand):
    """Publishing keeps this up to date; the command is for pieces that were there before it did."""

    help = "Works out anew which pieces lead on from which, for all that are live or scheduled."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the pieces one by one, oldest first, each in a transaction of its own."""
        current = Edition.objects.filter(retired=False).in_streams().order_by("pk")
        done = 0
        for edition in current.iterator(chunk_size=200):
            with transaction.atomic():
                refresh(edition)
            done += 1
        self.stdout.write(f"{done} pieces related.")
