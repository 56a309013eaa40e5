"""Pieces, some at a time: all that is on record of them is loaded, and each is proved."""

from collections.abc import Sequence
from functools import partial
from itertools import chain as joined

from blog.editions.edition import Edition
from blog.models import Correction
from blog.proving import derived, editions, intervals, trail
from blog.proving.findings import Finding, Findings, Piece
from blog.proving.wordings import Library
from blog.publishing.rendering import RENDERED
from disclosures.trail import TrailEntry

SUBJECT = "blog.post"


def prove_pieces(ids: Sequence[int], library: Library, *, quick: bool) -> list[Finding]:
    """Return what is wrong with some pieces; one that cannot even be read is named, too.

    Where anything is found, each piece is looked at again by itself: one may have been published between
    two of the queries, which are no transaction, since on SQLite that would hold up who writes.
    """
    found, error = [], None
    try:
        found = _proved(ids, library, quick)
    except Exception as raised:  # noqa: BLE001 - whatever a falsified row does to its reader
        error = raised
    if (found or error) and len(ids) > 1:
        return [one for pk in ids for one in prove_pieces([pk], library, quick=quick)]
    if error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        return [Finding(f"post {ids[0]}", "record", None, what)]
    return found


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
    told = TrailEntry.objects.filter(subject=SUBJECT, object_id__in=ids)
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
