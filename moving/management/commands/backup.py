"""`manage.py backup TARGET`: database and media into a folder or bucket of backups, while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moving.keeping.backup import back_up
from moving.keeping.files import refuse_within
from moving.keeping.passphrase import passphrase_in
from moving.keeping.places import Folder, place_named, refuse_within_media
from moving.keeping.store import Lock, Store


class Command(BaseCommand):
    """Make a backup; exit 1 if there is none, or if files are missing that the database names."""

    help = "Backs up database and media; what has not changed since is not copied again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to, whether sealed, and how many to keep."""
        parser.add_argument("target", help="a folder, or s3://bucket/folder")
        sealed = parser.add_mutually_exclusive_group()
        sealed.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help="seal it with the first line of FILE",
        )
        sealed.add_argument(
            "--age-recipient",
            action="append",
            default=[],
            metavar="age1…",
            help="seal it so that the secret key alone reads it; may be given more than once",
        )
        parser.add_argument(
            "--keep", type=int, metavar="N", help="then let go of all but the newest N"
        )

    def handle(
        self,
        *args: Any,
        target: str,
        passphrase_file: Path | None,
        age_recipient: list[str],
        keep: int | None,
        **options: Any,
    ) -> None:
        """Back up, and say what there is."""
        if keep is not None and keep < 1:
            raise CommandError("--keep must be 1 or more.")
        try:
            place = place_named(str(target))
            refuse_within_media(str(target))
            if isinstance(place, Folder):
                refuse_within(place.root)
            lock = Lock(passphrase_in(passphrase_file), tuple(age_recipient))
            store = Store.make(place, lock)
            done = back_up(store)
        except (ValueError, OSError) as error:
            raise CommandError(f"There is no backup: {error}") from error
        self.stdout.write(
            f"{done.name}: {done.rows} rows and {done.files} files, of which {done.copied} were copied."
        )
        if keep:
            try:
                gone = store.forget(keep)
            except (ValueError, OSError) as error:
                raise CommandError(f"Backed up, but older ones stay: {error}") from error
            self.stdout.write(f"{gone} older backups are gone.")
        for name in done.missing:
            self.stderr.write(f"Missing or empty: {name}")
        if done.missing:
            raise CommandError(
                f"Backed up, but {len(done.missing)} files that the database names are not there."
            )
