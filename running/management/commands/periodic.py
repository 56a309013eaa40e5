"""`manage.py periodic [NAME …]`: do what is due of what has to be done again and again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from running.periodic import PERIODIC, claimed, run, wanted


class Command(BaseCommand):
    """Do what is due; exit 1 if any of it failed."""

    help = "Does what is due of the periodic commands; on several machines each is done once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which, and whether to wait for their time."""
        names = [one.name for one in PERIODIC]
        parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}")
        parser.add_argument("--now", action="store_true", help="do not ask whether it is due")
        parser.add_argument("--list", action="store_true", help="print what there is")

    def handle(self, *args: Any, names: list[str], now: bool, **options: Any) -> None:
        """Call each command that is due."""
        if options["list"]:
            for one in PERIODIC:
                off = "" if one.wanted() else " (off)"
                self.stdout.write(f"{one.name:<13} every {one.every}: {one.says} – {one.why}{off}")
            return
        if unknown := set(names) - {one.name for one in PERIODIC}:
            raise CommandError(f"There is no {', '.join(sorted(unknown))}; see `periodic --list`.")
        failed = []
        for one in wanted():
            if names and one.name not in names:
                continue
            if claimed(one, timezone.now(), anyway=now) and not run(one):
                failed.append(one.says)
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
