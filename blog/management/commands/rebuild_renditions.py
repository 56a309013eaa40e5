"""`manage.py rebuild_renditions`: find and mend what is wrong with the files of pictures."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from blog.disclosing.facts import images_of
from blog.editions.edition import Edition
from delivery import generation
from media.frozen import FrozenImage
from media.mending import faults
from media.models import Image


class Command(BaseCommand):
    """Mend missing, empty, foreign and orphaned files; exit 1 if something cannot be mended."""

    help = "Finds files of pictures that are missing, empty, foreign or orphaned, and mends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to look only."""
        parser.add_argument(
            "--check", action="store_true", help="look only; exit 1 if there is any"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each file."""
        found: Counter[str] = Counter()
        left = 0
        for one in faults(_images()):
            self.stdout.write(str(one))
            found[one.fault] += 1
            left += options["check"] or not self._mended(one)
        if found and not options["check"]:
            generation.begin()  # pages name what is there
        told = ", ".join(f"{number} {fault}" for fault, number in sorted(found.items()))
        self.stdout.write(f"{found.total()} files were not as they should be{told and ': '}{told}.")
        if left:
            raise CommandError(f"{left} of them still are not.")

    def _mended(self, one: Any) -> bool:
        try:
            return bool(one.mend())
        except OSError as error:
            self.stderr.write(f"{one}: {error}")
            return False


def _images() -> Iterator[FrozenImage]:
    """Yield all images that anything names: the library's as they are now, then those of editions."""
    for image in Image.objects.order_by("pk").iterator():
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                frozen = image.frozen()
            yield frozen
    for edition in Edition.objects.order_by("-pk").only("content").iterator(chunk_size=500):
        yield from images_of(edition.piece)
