"""`manage.py verify_editions`: prove that what readers see is what was published, and name what is not."""

import os
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.editions.edition import Edition
from blog.management import progress
from blog.proving.proving import prove
from blog.search.verifying import differences
from disclosures.trail import TrailEntry


class Command(BaseCommand):
    """Exit 0 if all is as it was published; exit 1 and name what differs: piece, moment, field."""

    help = (
        "Proves editions, trail, corrections, wordings, intervals, what readers load, and the"
        " database's guards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask how thorough to be, and on how many processors."""
        parser.add_argument(
            "--quick",
            action="store_true",
            help="every night: do not read what is over, trust seals instead of rendering",
        )
        parser.add_argument(
            "--all", action="store_true", help="hold the search index against the editions, too"
        )
        parser.add_argument(
            "--processes", type=int, default=os.process_cpu_count() or 1, metavar="N"
        )
        parser.add_argument(
            "--anchors",
            type=Path,
            metavar="FOLDER",
            help="anchors kept elsewhere, such as those that were mailed (default: ANCHOR_FOLDER)",
        )

    def handle(
        self, *args: Any, quick: bool, processes: int, anchors: Path | None, **options: Any
    ) -> None:
        """Print each difference on a line of its own."""
        kept = anchors or Path(settings.ANCHOR_FOLDER)
        if anchors and not anchors.is_dir():
            raise CommandError(f"There is no folder {anchors}.")
        report = progress.bar(self.stdout) if self.stdout.isatty() else None
        proof = prove(kept, quick=quick, processes=max(1, processes), report=report)
        found = 0
        for finding in chain(proof, differences() if options["all"] else ()):
            found += 1
            self.stderr.write(str(finding))
        if found:
            raise CommandError(f"{found} differences found.")
        editions, entries = Edition.objects.count(), TrailEntry.objects.count()
        self.stdout.write(f"{editions} editions verified, and {entries} entries of the trail.")
