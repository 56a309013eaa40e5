"""`manage.py restore SOURCE`: a backup into an empty installation; with --drill aside, to prove it."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from moving.keeping import drill as aside, loading
from moving.keeping.age import identities_in
from moving.keeping.backup import damage, kept
from moving.keeping.passphrase import passphrase_in
from moving.keeping.places import NoPlace, Place, place_named
from moving.keeping.store import Lock, NoStore, Store


class Command(BaseCommand):
    """Bring all of a backup in, or nothing; exit 1 if it is damaged, or not what was published."""

    help = "Restores a backup into an empty installation; --drill restores it aside and proves it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which backup."""
        parser.add_argument("source", help="a folder, or s3://bucket/folder")
        parser.add_argument("--backup", metavar="NAME", help="another than the newest")
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE")
        parser.add_argument(
            "--age-identity",
            type=Path,
            metavar="FILE",
            help="the secret key, as age-keygen wrote it",
        )
        parser.add_argument("--drill", action="store_true", help="aside; this site stays as it is")

    def handle(self, *args: Any, source: str, drill: bool, **options: Any) -> None:
        """Look at every hash, then bring it in and prove what is there."""
        if drill:
            self._drill(str(source), options)
            return
        try:
            lock = Lock(
                passphrase_in(options["passphrase_file"]),
                identities=identities_in(options["age_identity"]),
            )
            total = self._bring_in(place_named(str(source)), options["backup"], lock)
        except (ValueError, OSError, Error) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(f"{total} rows were restored.")
        call_command("verify_editions", stdout=self.stdout, stderr=self.stderr)

    def _bring_in(self, source: Place, name: str | None, lock: Lock) -> int:
        store = Store.open(source, lock)
        names = store.lists()
        if not (name or names):
            raise NoStore(f"{source} holds no whole backup.")
        told = store.read_list(name or names[-1])
        self.stdout.write(f"{name or names[-1]}, made {told['made_at']} of {told['site']}")
        found = list(damage(store, told))
        for finding in found:
            self.stderr.write(finding)
        if found:
            raise NoStore(f"the backup is damaged, {len(found)} parts of it differ.")
        with tempfile.TemporaryDirectory(prefix="podium-restore-") as aside:
            return loading.bring_in(kept(store, told, Path(aside)))

    def _drill(self, source: str, options: dict[str, Any]) -> None:
        try:
            command = ["restore", str(place_named(source))]
        except NoPlace as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        if options["backup"]:
            command += ["--backup", options["backup"]]
        for name in ("passphrase_file", "age_identity"):
            if options[name]:
                command += [f"--{name.replace('_', '-')}", str(options[name].absolute())]
        if aside.drill(command):
            raise CommandError("The drill failed: this backup cannot be relied on.")
        self.stdout.write("The drill succeeded; this site is as it was.")
