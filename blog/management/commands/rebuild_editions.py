"""`manage.py rebuild_editions`: derive what readers load, and the search index, anew."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.editions.edition import Edition
from blog.management import progress
from blog.renewing.rebuilding import rebuild
from blog.search import vocabulary


class Command(BaseCommand):
    """Derive again what follows from the frozen content, with progress; content never changes."""

    help = "Re-derives pages, teasers and search text of all editions from their frozen content."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild every edition, whichever release rendered it."""
        vocabulary.forget_all()
        ids = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        draw = progress.bar(self.stdout)
        for done in rebuild(ids):
            draw(done, len(ids))
        self.stdout.write(f"{len(ids)} editions rebuilt.")
