"""`manage.py verify_export FOLDER`: prove an export by its files alone, without the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moving.leaving import proof


class Command(BaseCommand):
    """Name what is not as it was exported; exit 1 if anything is not."""

    help = "Proves an export: every file's hash, every edition's hash and chain, the trail."
    requires_system_checks: Any = []  # no database need be there

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which export, and for what is known of it."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--sha256",
            help="of its manifest, as export_site said it and somebody kept it elsewhere",
        )

    def handle(self, *args: Any, folder: Path, sha256: str | None, **options: Any) -> None:
        """Print each difference on a line of its own."""
        found = 0
        try:
            for finding in proof.findings(folder):
                found += 1
                self.stderr.write(finding)
            known = proof.sha256_of(folder / proof.MANIFEST)
        except (proof.NoExport, OSError) as error:
            raise CommandError(str(error)) from error
        if sha256 and sha256.lower() != known:
            found += 1
            self.stderr.write(f"{proof.MANIFEST}: is another one ({known})")
        if found:
            raise CommandError(f"{found} differences found.")
        self.stdout.write("Everything is as it was exported.")
