"""`manage.py export_site FOLDER`: all of the site in open forms, with a manifest of hashes."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moving.keeping.files import refuse_within
from moving.keeping.shape import OtherRelease
from moving.leaving.exporting import export
from moving.leaving.folder import Occupied, unfinished


class Command(BaseCommand):
    """Write an export; exit 1 if it could not be written, or if pictures are missing in it."""

    help = "Exports everything in open forms into a folder; verify_export proves it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="in the place of an older export"
        )

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        """Export, and say what there is."""
        target = folder.absolute()
        for left in unfinished(target):
            self.stderr.write(f"An export that was ended left {left}; it may be removed.")
        try:
            refuse_within(target)
            done = export(target, replace=replace)
        except (Occupied, OtherRelease, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Nothing was exported: {error}") from error
        self.stdout.write(
            f"{done.editions} editions, {done.pieces} live pieces, {done.pictures} pictures and"
            f" {done.rows} rows are in {target}. It holds hashes of passwords and tokens: keep it safe."
        )
        self.stdout.write(f"SHA-256 of its manifest, to be kept elsewhere: {done.manifest}")
        for name in done.missing:
            self.stderr.write(f"Missing or empty: {name}")
        if done.missing:
            raise CommandError(
                f"{len(done.missing)} pictures that the database names are not there."
            )
