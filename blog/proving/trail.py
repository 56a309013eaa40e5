"""Trail and editions against each other, in both directions; corrections by the entries they rest on."""

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from blog.editions.edition import Edition
from blog.models import Correction
from blog.proving.findings import Finding, Findings, Piece
from disclosures.trail import Action, TrailEntry, faults

# An entry from before it said when the edition was frozen was written in the same transaction.
_TOGETHER = timedelta(minutes=10)


def chain(piece: Piece) -> Findings:
    """Yield where the trail of a piece is not a chain of unchanged entries."""
    for fault in faults(piece.entries):
        yield piece.entry(fault.entry, fault.field, fault.what)


def publications(piece: Piece) -> Findings:
    """Yield editions that the trail does not know as they are, and entries whose edition is gone."""
    published = [entry for entry in piece.entries if entry.action == Action.PUBLISH]
    told = {entry.edition: entry for entry in published}
    for edition in piece.editions:
        if edition.number in told:
            yield from _differences(piece, edition, told[edition.number])
        else:
            yield piece.edition(edition, "trail", "does not say that it was published")
    there = {edition.number for edition in piece.editions}
    for entry in published:
        if entry.edition not in there:
            what = f"{entry.edition} is gone, which the trail says was published"
            yield Finding(str(piece), "edition", entry.occurred_at, what)
    for number, times in Counter(entry.edition for entry in published).items():
        if times > 1:
            what = f"says {times} times that edition {number} was published"
            yield Finding(str(piece), "trail", told[number].occurred_at, what)


def _differences(piece: Piece, edition: Edition, entry: TrailEntry) -> Findings:
    facts = _facts(entry)
    if facts.get("sha256") != edition.sha256:
        yield piece.edition(edition, "sha256", "is not that of what the trail says was published")
    if _moment(facts.get("from")) != edition.starts_at:
        yield piece.edition(edition, "starts_at", "is not the moment that the trail says")
    frozen = _moment(facts.get("frozen"))
    apart = abs(edition.created_at - (frozen or entry.occurred_at))
    if apart > (timedelta() if frozen else _TOGETHER):
        yield piece.edition(edition, "created_at", "is not the moment that the trail says")
    if edition.created_by_id not in (None, entry.actor):
        yield piece.edition(edition, "created_by", "is not who the trail says published it")


def corrections(piece: Piece) -> Findings:
    """Yield corrections that the trail does not tell of as they are, and those that are gone."""
    told = {entry.edition: entry for entry in piece.entries if entry.action == Action.CORRECT}
    numbers = {edition.pk: edition.number for edition in piece.editions}
    for note in piece.corrections:
        entry = told.pop(numbers.get(note.edition_id), None)
        if entry is None:
            yield piece.correction(note, "trail", "does not tell of it")
        else:
            yield from _changes(piece, note, entry)
    for entry in told.values():
        what = f"of edition {entry.edition} is gone, of which the trail tells"
        yield Finding(str(piece), "correction", entry.occurred_at, what)


def _changes(piece: Piece, note: Correction, entry: TrailEntry) -> Findings:
    facts = _facts(entry)
    if note.text != entry.reason:
        yield piece.correction(note, "text", "is not what the trail says")
    if "kind" in facts:  # entries of former releases tell the text alone
        values = {"kind": note.kind, "top": note.top, "by": note.by}
        for name in (name for name in values if values[name] != facts.get(name)):
            yield piece.correction(note, name, "is not what the trail says")
    starts = {edition.pk: edition.starts_at for edition in piece.editions}
    if note.published_at != starts[note.edition_id]:
        yield piece.correction(note, "published_at", "is not when its edition began")


def _facts(entry: TrailEntry) -> dict[str, Any]:
    """Return the facts of an entry; none where its words are no JSON (then its hash does not fit)."""
    try:
        facts = json.loads(entry.facts)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _moment(said: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
