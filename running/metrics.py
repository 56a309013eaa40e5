"""Figures for Prometheus (text format 0.0.4): what only Podium knows. Requests are counted in front of it."""

import shutil
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Count

from background.queue import queue
from blog.anchoring.folder import here
from blog.editions.edition import Edition
from media.storage import on_disk
from outbound.models import Letter
from running.models import Run

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Figure(NamedTuple):
    """A gauge: its name, what it says, and its values, each with a label or none."""

    name: str
    help: str
    values: dict[str, float]

    def __str__(self) -> str:
        lines = [f"# HELP {self.name} {self.help}", f"# TYPE {self.name} gauge"]
        return "\n".join([*lines, *(f"{self.name}{of} {n:.15g}" for of, n in self.values.items())])


def text() -> str:
    """Return all figures; those of the database only while it answers."""
    try:
        figures = [*_of_the_database(), _figure("database_up", "Whether the database answers.", 1)]
    except (DatabaseError, InterfaceError):
        figures = [_figure("database_up", "Whether the database answers.", 0)]
    return "\n".join(map(str, [*figures, *_of_the_machine()])) + "\n"


def _figure(name: str, says: str, value: float) -> Figure:
    return Figure(f"podium_{name}", says, {"": value})


def _by(label: str, values: dict[str, float]) -> dict[str, float]:
    return {f'{{{label}="{of}"}}': value for of, value in values.items()}


def _of_the_database() -> Iterator[Figure]:
    now = queue()
    yield _figure("tasks_waiting", "Tasks that are due and not begun.", now.waiting)
    yield _figure("tasks_oldest_seconds", "How long one has waited.", now.oldest.total_seconds())
    yield _figure("tasks_running", "Tasks that are being done.", now.running)
    yield _figure("tasks_failed", "Tasks that failed within a day.", now.failed)
    yield _figure("workers", "Workers that gave a sign of life within a minute.", now.workers)
    given_up = Letter.objects.exclude(trouble="").count()
    yield _figure("letters", "Mails on their way.", Letter.objects.filter(trouble="").count())
    yield _figure("letters_given_up", "Mails that could not be sent.", given_up)
    kinds = Edition.objects.live().order_by().values_list("kind").annotate(number=Count("pk"))
    live = {kind: float(number) for kind, number in kinds}
    yield Figure("podium_pieces_live", "Pieces that readers see.", _by("kind", live))
    runs = list(Run.objects.order_by("name"))
    begun = {run.name: run.begun_at.timestamp() for run in runs}
    failed = {run.name: float(run.failed) for run in runs}
    said = "When a periodic command began last, in seconds since 1970."
    yield Figure("podium_periodic_begun_seconds", said, _by("name", begun))
    said = "Whether a periodic command failed when it ran last."
    yield Figure("podium_periodic_failed", said, _by("name", failed))


def _of_the_machine() -> Iterator[Figure]:
    media = Path(settings.MEDIA_ROOT)
    if on_disk() and media.is_dir():
        yield _figure("media_free_bytes", "Room for pictures.", shutil.disk_usage(media).free)
    try:
        last = here().latest()
    except (OSError, ValueError):
        last = None
    made = last.made.timestamp() if last else 0
    yield _figure("anchor_seconds", "When the last anchor was made; 0 without one.", made)


class Handler(BaseHTTPRequestHandler):
    """Answers `/metrics` and nothing else."""

    timeout = 10  # seconds for a request to arrive

    def do_GET(self) -> None:  # as the standard library calls it
        """Send the figures as they are now."""
        if self.path != "/metrics":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            body = text().encode()
        finally:
            connection.close()  # of this thread, which ends with the answer
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", CONTENT_TYPE)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""
