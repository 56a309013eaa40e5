"""`manage.py doctor`: what is wrong with this installation, and how to mend it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from running.doctor.examination import DEADLINE, examine
from running.doctor.finding import Finding, State


class Command(BaseCommand):
    """Print a line for each check; exit 1 if something is wrong."""

    help = "Says what is wrong with this installation, and how to mend it. Changes nothing."
    requires_system_checks = ()  # they are among the checks

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how to say it, and how patient to be."""
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument("--quiet", action="store_true", help="leave out what is in order")
        parser.add_argument(
            "--deadline",
            type=float,
            default=DEADLINE,
            metavar="SECONDS",
            help=f"for all that asks the network (default {DEADLINE:.0f})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine, and say it at once or in the end."""
        found: list[Finding] = []
        for finding in examine(options["deadline"]):
            found.append(finding)
            if not options["json"] and not (options["quiet"] and finding.state == State.OK):
                self.stdout.write(str(finding), self._style(finding))
        if options["json"]:
            self.stdout.write(json.dumps([one.plain() for one in found], indent=1))
        self.stdout.flush()
        if bad := [one for one in found if one.state == State.WRONG]:
            raise CommandError(f"{len(bad)} wrong.")

    def _style(self, finding: Finding) -> Any:
        styles = {State.WARN: self.style.WARNING, State.WRONG: self.style.ERROR}
        return styles.get(finding.state)
