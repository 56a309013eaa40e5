"""Beginning a run, going on with one that was killed, and ending it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.contrib.auth.models import User
from django.utils import timezone

from moving.arriving.bringing.alone import alone
from moving.arriving.bringing.files import Files, Folder, Nowhere, Web
from moving.arriving.bringing.run import Run, source_of
from moving.arriving.choices import Choices
from moving.arriving.exports import Export
from moving.arriving.records import Arrival


def begun(
    export: Export, filename: str, choices: Choices, by: User | None, *, rehearsal: bool
) -> Arrival:
    """Return the run of this file and these choices that broke off, or a new one."""
    kept = choices.as_json()
    alike = Arrival.objects.filter(
        sha256=export.sha256, rehearsal=rehearsal, state=Arrival.State.RUNNING, parts=None
    )
    for arrival in alike:
        if Choices.of(arrival.choices) == choices:
            return arrival
    return Arrival.objects.create(
        filename=filename[:200],
        sha256=export.sha256,
        choices=kept,
        rehearsal=rehearsal,
        state=Arrival.State.RUNNING,
        started_by=by,
    )


def brought(
    arrival: Arrival,
    export: Export,
    by: User | None,
    waiting: Callable[[], None] | None = None,
) -> Iterator[tuple[int, int]]:
    """Bring in what is still to come; yield how many items of how many are done.

    If another run has this site at the moment, it comes first: this one waits, and calls `waiting` as it begins to,
    or raises Taken without it.
    """
    with alone(source_of(export, arrival), waiting):
        arrival.state, arrival.trouble = Arrival.State.RUNNING, ""
        arrival.save(update_fields=["state", "trouble"])
        run = Run(arrival, export, files_of(Choices.of(arrival.choices)), by)
        for number in run.bring():
            yield number, arrival.total
        arrival.state, arrival.ended_at = Arrival.State.DONE, timezone.now()
        arrival.done = arrival.total
        arrival.save(update_fields=["state", "ended_at", "done"])


def files_of(choices: Choices) -> Files:
    """Return where pictures are looked for."""
    if choices.media:
        return Folder(Path(choices.media))
    return Web() if choices.fetch else Nowhere()
