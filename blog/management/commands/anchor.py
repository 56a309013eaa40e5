"""`manage.py anchor`: sign the heads of all chains as they are now, keep the anchor, and mail it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog import tasks
from blog.anchoring import checking
from blog.anchoring.anchoring import anchor, send


class Command(BaseCommand):
    """Make an anchor; exit 1 if the record is no longer what earlier anchors hold."""

    help = (
        "Anchors all that is on record outside the database: once a day, and whenever it is wanted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether db_worker shall do it."""
        parser.add_argument(
            "--background", action="store_true", help="leave it to db_worker and return at once"
        )

    def handle(self, *args: Any, background: bool, **options: Any) -> None:
        """Anchor whatever is found, too: earlier anchors keep what was."""
        if background:
            tasks.anchor_heads.enqueue()
            return
        found = list(checking.findings(settings.ANCHOR_FOLDER))
        try:
            made = anchor()
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(made.note)
        send(made, found)
        for finding in found:
            self.stderr.write(str(finding))
        if found:
            raise CommandError(f"{len(found)} differences from earlier anchors.")
