"""Everything that is on record, proved: pieces in batches, by several processes if there are many.

Quickly: the text of what is over is not read, and of what readers load seals are looked at. In full
every content is hashed again, and what readers load is rendered anew and compared.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import batched
from pathlib import Path

from django.db import connection, connections

from blog.anchoring import checking
from blog.editions import guards
from blog.editions.edition import Edition
from blog.models import Correction
from blog.proving import apart
from blog.proving.findings import Finding, Findings
from blog.proving.pieces import SUBJECT, prove_pieces
from blog.proving.wordings import Library
from disclosures.trail import TrailEntry, faults

BATCH = 200
# For fewer pieces a second process is not worth its start.
MANY = 1000

type Report = Callable[[int, int], None]


def prove(
    anchors: Path,
    *,
    quick: bool = False,
    processes: int = 1,
    report: Report | None = None,
) -> Iterator[Finding]:
    """Yield all that is not as it was published, or not as the anchors in a folder hold it.

    `report` hears how many pieces are done, of how many.
    """
    yield from _guards()
    yield from _other_trails()
    yield from Library.load().released()
    yield from checking.findings(anchors)
    ids = _pieces()
    done = 0
    for batch, found in _in_processes(ids, quick, processes if len(ids) >= MANY else 1):
        yield from found
        done += batch
        if report:
            report(done, len(ids))


def _guards() -> Findings:
    for name, what in guards.faults():
        yield Finding("database", f"guard {name}", None, what)


def _other_trails() -> Findings:
    """Prove the trails of what is no piece: notices."""
    rows = TrailEntry.objects.exclude(subject=SUBJECT).order_by("subject", "object_id", "number")
    for fault in faults(rows.iterator(1000)):
        entry = fault.entry
        of = f"{entry.subject} {entry.object_id}, trail {entry.number}"
        yield Finding(of, fault.field, entry.occurred_at, fault.what)


def _pieces() -> list[int]:
    """Return the ids of all pieces that editions, trail or corrections know."""
    known = set(Edition.objects.order_by().values_list("post_id", flat=True).distinct())
    told = TrailEntry.objects.filter(subject=SUBJECT).order_by()
    known.update(told.values_list("object_id", flat=True).distinct())
    known.update(Correction.objects.order_by().values_list("post_id", flat=True).distinct())
    return sorted(known)


def _in_processes(
    ids: Sequence[int], quick: bool, processes: int
) -> Iterator[tuple[int, list[Finding]]]:
    batches = list(batched(ids, BATCH, strict=False))
    if processes == 1:
        library = Library.load()
        yield from ((len(batch), prove_pieces(batch, library, quick=quick)) for batch in batches)
        return
    connections.close_all()  # nothing of them may be in two processes
    context = multiprocessing.get_context("spawn")
    database = str(connection.settings_dict["NAME"])
    with ProcessPoolExecutor(processes, context, apart.begin, (database,)) as pool:
        waiting = {pool.submit(apart.prove_pieces, batch, quick): len(batch) for batch in batches}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
