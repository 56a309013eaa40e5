"""`manage.py check_sources`: ask whether the sources of live pieces still answer."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.link_check.checking import check_due
from blog.tasks import check_sources
from outbound.fetching import Fetcher


class Command(BaseCommand):
    """Check links now, a line for each; or leave it to the worker of background tasks."""

    help = "Asks whether the sources of live pieces still answer; tells editors, not readers."
    stealth_options = ("fetcher",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, and who does it."""
        parser.add_argument("--limit", type=int, default=100, help="at most so many (default 100)")
        parser.add_argument("--background", action="store_true", help="leave it to db_worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check what is due; nothing is asked while CHECK_SOURCES is off."""
        if not settings.CHECK_SOURCES:
            raise CommandError("Links are not checked: CHECK_SOURCES is off (docs/settings.md).")
        if options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        if options["background"]:
            check_sources.enqueue()
            self.stdout.write("Left to the worker.")
            return
        found: Counter[str] = Counter()
        for source, finding in check_due(options.get("fetcher") or Fetcher(), options["limit"]):
            found[source.link_status] += 1
            self.stdout.write(f"{source.link_status:<6} {finding.reason:<13} {source.url}")
        told = ", ".join(f"{number} {status}" for status, number in sorted(found.items()))
        self.stdout.write(f"{found.total()} links checked{': ' if told else ''}{told}.")
