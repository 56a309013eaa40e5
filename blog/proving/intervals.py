"""From when to when each edition was to be seen, worked out anew from the entries of the trail."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from blog.proving.findings import Findings, Piece
from disclosures.trail import Action, TrailEntry


@dataclass
class Interval:
    """From when to when an edition is valid; open without an end."""

    start: datetime
    end: datetime | None

    @property
    def empty(self) -> bool:
        """Tell whether it was taken back before it began."""
        return self.end is not None and self.end <= self.start


def findings(piece: Piece) -> Findings:
    """Yield the editions whose interval is not what the trail tells, or that are put away too early."""
    told = told_by(piece.entries)
    now = timezone.now()
    for edition in piece.editions:
        interval = told.get(edition.number)
        if interval and interval.end != edition.ends_at:
            said = f"is {_words(edition.ends_at)}, by the trail {_words(interval.end)}"
            yield piece.edition(edition, "ends_at", said)
        if edition.retired and (edition.ends_at is None or edition.ends_at > now):
            yield piece.edition(edition, "retired", "is set on what is not over")


def told_by(entries: Iterable[TrailEntry]) -> dict[int, Interval]:
    """Return the intervals by number of edition, as publishing and withdrawing made them one after another.

    What `blog.publishing.intervals` does to rows, entry by entry; an entry that cannot be read says nothing.
    """
    intervals: dict[int, Interval] = {}
    for entry in entries:
        try:
            _follow(intervals, entry)
        except (KeyError, TypeError, ValueError):
            continue  # its hash does not fit, or others miss what it should say
    return intervals


def _follow(intervals: dict[int, Interval], entry: TrailEntry) -> None:
    match entry.action:
        case Action.PUBLISH:
            facts = json.loads(entry.facts)
            start = datetime.fromisoformat(facts["from"])
            end = datetime.fromisoformat(facts["until"]) if "until" in facts else None
            _end_at(intervals, start)
            intervals[entry.edition or 0] = Interval(start, end)
        case Action.WITHDRAW:
            _end_at(intervals, datetime.fromisoformat(json.loads(entry.facts)["at"]))
        case Action.UNSCHEDULE:
            _take_back(intervals, intervals[entry.edition or 0])


def _end_at(intervals: dict[int, Interval], moment: datetime) -> None:
    for one in intervals.values():
        if one.start >= moment:
            one.end = one.start
        elif one.end is None or one.end > moment:
            one.end = moment


def _take_back(intervals: dict[int, Interval], scheduled: Interval) -> None:
    """Let what was scheduled never begin, and what it would have ended go on."""
    scheduled.end = scheduled.start
    for one in intervals.values():
        if one.end == scheduled.start and not one.empty:
            one.end = None


def _words(end: datetime | None) -> str:
    return end.isoformat() if end else "open"
