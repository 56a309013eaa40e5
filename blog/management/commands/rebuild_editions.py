"""`manage.py rebuild_editions`: derive html, teasers and the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from blog import search
from blog.editions import Edition
from blog.publishing import derive, index_questions, index_wordings

BATCH = 200
DERIVED = ["html", "appendix", "teaser", "search_text", "event", "series"]


class Command(BaseCommand):
    """Derive again what follows from the frozen content, with progress; content never changes."""

    help = "Re-derives html, teasers and search text of all editions from their frozen content."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work in batches, so that readers and editors are never held up for long."""
        ids = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            with transaction.atomic():
                editions = list(Edition.objects.filter(pk__in=batch))
                for edition in editions:
                    derive(edition)
                Edition.objects.bulk_update(editions, DERIVED)
                current = [edition for edition in editions if not edition.retired]
                index_wordings(current)
                index_questions(current)
                search.index_many(current)
            self._progress(start + len(batch), len(ids))
        self.stdout.write(f"{len(ids)} editions rebuilt.")

    def _progress(self, done: int, total: int) -> None:
        bar = "█" * (30 * done // total)
        end = "\n" if done == total else ""
        self.stdout.write(f"\r{bar:<30} {done}/{total}", ending=end)
        self.stdout.flush()
