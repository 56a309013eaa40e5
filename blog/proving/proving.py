"""Everything that is on record, proved: pieces in batches, by several processes if there are many.

Quickly: the text of what is over is not read, and of what readers load seals are looked at. In full
every content is hashed again, and what readers load is rendered anew and compared.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from itertools import batched, chain as joined
from pathlib import Path

import django
from django.db import connections, transaction

from blog.anchoring import checking
from blog.editions import guards
from blog.editions.edition import Edition
from blog.models import Correction
from blog.proving import derived, editions, intervals, trail
from blog.proving.findings import Finding, Findings, Piece
from blog.proving.wordings import Library
from blog.publishing.rendering import RENDERED
from disclosures.trail import TrailEntry, faults

BATCH = 200
# For fewer pieces a second process is not worth its start.
MANY = 1000
_SUBJECT = "blog.post"

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
    rows = TrailEntry.objects.exclude(subject=_SUBJECT).order_by("subject", "object_id", "number")
    for fault in faults(rows.iterator(1000)):
        entry = fault.entry
        of = f"{entry.subject} {entry.object_id}, trail {entry.number}"
        yield Finding(of, fault.field, entry.occurred_at, fault.what)


def _pieces() -> list[int]:
    """Return the ids of all pieces that editions, trail or corrections know."""
    known = set(Edition.objects.order_by().values_list("post_id", flat=True).distinct())
    told = TrailEntry.objects.filter(subject=_SUBJECT).order_by()
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
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        waiting = {pool.submit(_prove_alone, batch, quick): len(batch) for batch in batches}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _prove_alone(ids: Sequence[int], quick: bool) -> list[Finding]:
    return prove_pieces(ids, Library.load(), quick=quick)


def prove_pieces(ids: Sequence[int], library: Library, *, quick: bool) -> list[Finding]:
    """Return what is wrong with some pieces; one that cannot even be read is named, too."""
    try:
        with transaction.atomic():
            return _proved(ids, library, quick)
    except Exception as error:  # noqa: BLE001 - whatever a falsified row does to its reader
        if len(ids) > 1:
            return [one for pk in ids for one in prove_pieces([pk], library, quick=quick)]
        what = f"cannot be read ({type(error).__name__}: {error})"
        return [Finding(f"post {ids[0]}", "record", None, what)]


def _proved(ids: Sequence[int], library: Library, quick: bool) -> list[Finding]:
    pieces = _loaded(ids, quick)
    current = [one for piece in pieces for one in piece.editions if not one.retired]
    lists = derived.Lists.of(current)
    prove_one = partial(_of_piece, library=library, lists=lists, quick=quick)
    return list(joined.from_iterable(map(prove_one, pieces)))


def _loaded(ids: Sequence[int], quick: bool) -> list[Piece]:
    pieces = {pk: Piece(pk) for pk in ids}
    rows = Edition.objects.filter(post__in=ids).order_by("post_id", "number")
    over = rows.filter(retired=True).defer(*RENDERED, *(["content"] if quick else []))
    for edition in sorted([*rows.filter(retired=False), *over], key=lambda one: one.number):
        pieces[edition.post_id].editions.append(edition)
    told = TrailEntry.objects.filter(subject=_SUBJECT, object_id__in=ids)
    for entry in told.order_by("object_id", "number"):
        pieces[entry.object_id].entries.append(entry)
    for note in Correction.objects.filter(post__in=ids).order_by("pk"):
        pieces[note.post_id].corrections.append(note)
    return list(pieces.values())


def _of_piece(piece: Piece, *, library: Library, lists: derived.Lists, quick: bool) -> Findings:
    yield from editions.chain(piece)
    yield from trail.chain(piece)
    yield from trail.publications(piece)
    yield from trail.corrections(piece)
    yield from intervals.findings(piece)
    for edition in piece.editions:
        if edition.retired and quick:
            continue
        broken = list(editions.bytes_of(piece, edition))
        yield from broken
        if broken:
            continue  # nothing follows from such a content
        yield from library.carried(piece, edition)
        if not edition.retired:
            yield from derived.places(piece, edition)
            yield from derived.rendering(piece, edition, quick=quick)
            yield from lists.findings(piece, edition)
