"""`manage.py load_demo`: a believable event blog to look at, and generated pieces to measure with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from demo.accounts import LOGINS, PASSWORD, load_accounts
from demo.generating import generate
from demo.knowing import know
from demo.manuscripts import table
from demo.pieces import load_pieces
from demo.readings import load_readings
from demo.world import load_world


class Command(BaseCommand):
    """Create what is missing of the demo; what editors changed since stays as it is."""

    help = "Loads the demo content and its log-ins; --posts adds generated pieces for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask how many pieces to generate on top, and how often each was published."""
        parser.add_argument("--posts", type=int, default=0, metavar="N", help="pieces to generate")
        parser.add_argument("--editions", type=int, default=3, metavar="N", help="editions of each")
        for kind in ("people", "organisations", "pictures"):
            words = f"{kind} to know besides"
            parser.add_argument(f"--{kind}", type=int, default=0, metavar="N", help=words)

    def handle(self, *args: Any, posts: int, editions: int, **options: Any) -> None:
        """Load everything, then say how to log in."""
        if not (settings.DEBUG or settings.SITE_IS_LOCAL):
            raise CommandError(
                "Die Demo legt Zugänge mit bekanntem Passwort an und läuft deshalb nur auf dem"
                f" eigenen Rechner, nicht unter {settings.SITE_URL}. (The demo creates log-ins with"
                " a known password; it runs on local sites only.)"
            )
        if posts < 0:
            raise CommandError("--posts: 0 oder mehr, bitte. (Must not be negative.)")
        if editions < 1:
            raise CommandError("--editions: 1 oder mehr, bitte. (Must be positive.)")
        with translation.override("de"):
            self._load()
            know(options["people"], options["organisations"], options["pictures"])
            if posts:
                self._generate(posts, editions)

    def _load(self) -> None:
        now = timezone.now()
        with transaction.atomic():
            world = load_world(now)
        with transaction.atomic():  # pictures are encoded by now, as pieces are to show them
            people = table("world.toml")["people"]
            faces = {row["key"]: row["user"] for row in people if "user" in row}
            users = load_accounts(world.people, faces)
            new = load_pieces(world, users["chefredaktion"], now)
            load_readings(now)
        self.stdout.write(f"Demo: {new} neue Beiträge, alles Übrige blieb, wie es war.")
        self.stdout.write(f"Anmelden als {' oder '.join(LOGINS)}, Passwort {PASSWORD}")

    def _generate(self, posts: int, editions: int) -> None:
        last = -1
        for done in generate(posts, editions):
            percent = 100 * done // posts
            if percent > last:
                self.stdout.write(f"\r{percent:3d} %  {done}/{posts}", ending="")
                self.stdout.flush()
                last = percent
        self.stdout.write("")
