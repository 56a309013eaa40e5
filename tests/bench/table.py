"""The one table: what was measured, what it shall be, whether it is."""

import os
import platform
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from tests import postgres
from tests.serving import NGINX

HEAD = """# Benchmarks

Written by `make bench` on {day}: {versions}; {cores} cores, which wrk shares with the servers. {duration}

Ratios of throughput compare with a constant Django view behind the usual middleware (or a raw WSGI constant, or nginx
serving the same page as a file) in the same run, in alternating rounds, so that they can be compared between machines: the
median of the rounds, and the lowest and highest. "Uncached" means PAGE_CACHE=off, "missed" a page cache that is on and does not
have the page yet; both ask thousands of different addresses. Ratios of depth compare medians of single requests.

"""
COLUMNS = ("part", "what", "database", "figure", "note", "aim", "met")
FORMS = {"×": "{:.2f} ×", "ms": "{:.1f} ms", "kB": "{:.1f} kB", "MB": "{:.1f} MB", "%": "{:+.1f} %"}


@dataclass(frozen=True)
class Aim:
    """A bound for a figure, from below or from above."""

    bound: float
    at_least: bool = True

    def met(self, figure: float) -> bool:
        """Tell whether the figure keeps the bound."""
        return figure >= self.bound if self.at_least else figure <= self.bound


def at_least(bound: float) -> Aim:
    """Return the aim of a figure that shall be large."""
    return Aim(bound)


def at_most(bound: float) -> Aim:
    """Return the aim of a figure that shall be small."""
    return Aim(bound, at_least=False)


@dataclass(frozen=True)
class Row:
    """One figure. Without a unit it is a number that is written as it is."""

    part: str
    what: str
    figure: float
    unit: str = ""
    database: str = ""
    note: str = ""
    aim: Aim | None = None

    @property
    def met(self) -> bool | None:
        """Tell whether the aim is met, if there is one."""
        return self.aim.met(self.figure) if self.aim else None

    def cells(self) -> list[str]:
        """Return the row's texts, in the order of `COLUMNS`."""
        aim = ""
        if self.aim:
            aim = ("≥ " if self.aim.at_least else "≤ ") + f"{self.aim.bound:g} {self.unit}".strip()
        met = {True: "yes", False: "**no**", None: ""}[self.met]
        figure = FORMS.get(self.unit, "{:g} " + self.unit).format(self.figure).strip()
        return [self.part, self.what, self.database, figure, self.note, aim, met]


def ratio(part: str, what: str, pairs: Iterable[tuple[float, float]], **more: object) -> Row:
    """Return the row of a ratio: the median over rounds of (measured, compared with)."""
    found = [one / other for one, other in pairs]
    note = f"{min(found):.2f}–{max(found):.2f}" if len(found) > 1 else ""
    return Row(part, what, median(found), "×", note=note, **more)  # type: ignore[arg-type]


def markdown(rows: Iterable[Row]) -> str:
    """Return the table."""
    lines = [COLUMNS, ["---"] * len(COLUMNS), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def summary(rows: Iterable[Row]) -> str:
    """Return how many aims are met, and which are not."""
    aimed = [row for row in rows if row.aim]
    missed = [f"{row.part}: {row.what} {row.database}".strip() for row in aimed if not row.met]
    text = f"{len(aimed) - len(missed)} of {len(aimed)} aims are met."
    return text + (f" Not met:\n\n{''.join(f'- {name}\n' for name in missed)}" if missed else "\n")


def report(rows: list[Row], skipped: list[str], seconds: float, **more: str) -> str:
    """Return the whole of docs/benchmarks.md; `more` are versions of further tools."""
    head = HEAD.format(
        day=time.strftime("%Y-%m-%d"),
        versions=", ".join(
            f"{name} {number}" for name, number in (versions() | more).items() if number
        ),
        cores=os.cpu_count(),
        duration=f"The run took {seconds / 60:.0f} minutes.",
    )
    missing = "".join(f"- {reason}\n" for reason in skipped)
    missing = f"\nSkipped:\n\n{missing}" if missing else ""
    return f"{head}{markdown(rows)}\n{summary(rows)}{missing}"


def versions() -> dict[str, str]:
    """Return the versions of what was measured and measured with; "" for what is not there."""
    return {
        "Python": platform.python_version(),
        "Django": version("django"),
        "granian": version("granian"),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": _said(f"{postgres.binaries()}/postgres", "--version"),
        "nginx": _said(NGINX, "-v"),
        "wrk": _said("wrk", "-v"),
        "Chromium": _said("chromium", "--version"),
    }


def _said(*command: str | None) -> str:
    if not command[0] or not shutil.which(command[0]):
        return ""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # type: ignore[arg-type]
    found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else ""
