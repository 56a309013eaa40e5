"""`manage.py metrics`: figures for Prometheus, on a port of this machine or once."""

from argparse import ArgumentParser
from http.server import ThreadingHTTPServer
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from running.metrics import Handler, text


class Command(BaseCommand):
    """Serve `/metrics` until told to stop; with --print, say it once."""

    help = "Serves figures for Prometheus on METRICS_PORT, to this machine alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take to whom."""
        parser.add_argument(
            "--bind", default="127.0.0.1", metavar="ADDRESS", help="default: this machine alone"
        )
        parser.add_argument(
            "--print", action="store_true", help="once, for node_exporter's textfile collector"
        )

    def handle(self, *args: Any, bind: str, **options: Any) -> None:
        """Serve or print."""
        if options["print"]:
            self.stdout.write(text(), ending="")
            return
        if not settings.METRICS_PORT:
            raise CommandError("METRICS_PORT is not set: figures are off (docs/settings.md).")
        with ThreadingHTTPServer((bind, settings.METRICS_PORT), Handler) as server:
            self.stdout.write(f"http://{bind}:{settings.METRICS_PORT}/metrics")
            server.serve_forever()
