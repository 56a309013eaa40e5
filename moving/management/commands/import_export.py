"""`manage.py import_export FOLDER`: an export of Podium's own into an empty installation."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from moving.keeping import loading
from moving.keeping.rows import UnknownShape
from moving.keeping.shape import OtherRelease
from moving.leaving import importing, proof


class Command(BaseCommand):
    """Bring all of an export in, or nothing; exit 1 if what was brought in is not what was published."""

    help = "Brings an export of export_site into an empty installation, on whichever database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which one."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Prove it, bring it in, prove what is there."""
        try:
            damage = list(proof.findings(folder))
            for finding in damage:
                self.stderr.write(finding)
            if damage:
                raise CommandError("The export is damaged; nothing was brought in.")
            total = loading.bring_in(importing.kept(folder))
        except (proof.NoExport, loading.NotEmpty, OtherRelease, UnknownShape, ValueError) as error:
            raise CommandError(str(error)) from error
        except (OSError, Error) as error:
            raise CommandError(f"The database is as it was: {error}") from error
        self.stdout.write(
            f"{total} rows were brought in. rebuild_renditions makes the sizes of pictures anew."
        )
        call_command("verify_editions", stdout=self.stdout, stderr=self.stderr)
