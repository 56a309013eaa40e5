"""The report of a run as a table that any program for tables opens."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from django.db.models import Count
from django.utils.translation import gettext as _

from moving.arriving.records import Arrival, Line
from moving.arriving.remarks import Outcome

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_report(arrival: Arrival, to: TextIO) -> None:
    """Write every line of a report as CSV with a head; separated as German programs expect it."""
    table = csv.writer(to, delimiter=";")
    table.writerow(_head())
    table.writerows(map(_row, arrival.lines.order_by("pk").iterator()))


def counted(arrival: Arrival) -> list[tuple[Outcome, int]]:
    """Return how many lines there are of each outcome."""
    rows = dict(arrival.lines.order_by().values_list("outcome").annotate(Count("pk")))
    return [(outcome, rows.get(outcome, 0)) for outcome in Outcome]


def told(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines as a terminal shows them."""
    for line in lines:
        where = _("line %(number)d") % {"number": line.line} if line.line else "–"
        yield f"{where} {line.kind} {line.key} “{line.title}”: {line.get_outcome_display()} – {line.words}"


def _head() -> list[str]:
    return [
        *(_("line"), _("kind"), _("number there"), _("title"), _("outcome"), _("why")),
        *(_("old address"), _("here")),
    ]


def _row(line: Line) -> list[str]:
    cells = [
        *(str(line.line or ""), line.kind, line.key, line.title, line.get_outcome_display()),
        *(line.words, line.there, line.here),
    ]
    return [_harmless(cell) for cell in cells]


def _harmless(cell: str) -> str:
    """Return a cell that no program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
