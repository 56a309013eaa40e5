"""`make bench`: fill databases, measure every part, print the table, write docs/benchmarks.md.

`make bench ARGS="depth search"` measures parts alone and writes nothing; `ARGS=--quick` tries the bench
itself with small figures.
"""

import argparse
import contextlib
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests import postgres
from tests.bench import (
    attacked,
    busy,
    composing,
    depth,
    importing,
    inner,
    lighthouse,
    memory,
    payload,
    reading,
    searching,
    throughput,
)
from tests.bench.effort import FOR_THE_RECORD, QUICK, Effort
from tests.bench.inside import ROOT, ask
from tests.bench.sites import sites
from tests.bench.table import Row, markdown, report, summary
from tests.bench.worlds import World, Worlds, postgresql_worlds, say, sqlite_worlds
from tests.chromium import CHROMIUM
from tests.serving import NGINX

REPORT = ROOT / "docs" / "benchmarks.md"
ON_SITES = {
    throughput.PART: throughput.measure,
    attacked.PART: attacked.measure,
    busy.PART: busy.measure,
    memory.PART: memory.measure,
}
ON_WORLDS = {
    depth.PART: depth.measure,
    searching.PART: searching.measure,
    inner.PAGES: inner.pages,
    inner.NEWSROOM: inner.newsroom,
    inner.DESK: inner.desk,
}
IN_A_BROWSER = {
    payload.PART: payload.measure,
    composing.PART: composing.measure,
    lighthouse.PART: lighthouse.measure,
}
WITHOUT_WORLD = {reading.PART: reading.measure, importing.PART: importing.measure}
PARTS = [*ON_SITES, *ON_WORLDS, *IN_A_BROWSER, *WITHOUT_WORLD]


def main() -> int:
    """Measure what was asked for; return 1 if a part of it failed."""
    # Leave by way of every `finally`, so that no server stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    asked = _arguments()
    effort = QUICK if asked.quick else FOR_THE_RECORD
    parts, skipped = possible(asked.parts or PARTS)
    started, failed = time.monotonic(), []
    rows: list[Row] = []
    with every_world(parts, skipped) as all_worlds:
        fill(all_worlds, parts, effort)
        for what, measure in measuring(all_worlds, parts, effort):
            try:
                found = list(measure())
                sys.stderr.write(f"{markdown(found)}\n")  # whoever stops it keeps what there is
                rows += found
            except Exception as error:  # noqa: BLE001 - the rest of half an hour is not lost for it
                traceback.print_exc()
                failed.append(f"FAILED {what}: {error}")
    took = time.monotonic() - started
    if parts == PARTS and not asked.quick:
        looked = lighthouse.VERSION if lighthouse.PACKAGE.exists() else ""
        text = report(rows, skipped + failed, took, Lighthouse=looked)
        REPORT.write_text(text, encoding="utf-8")
    else:
        lines = "".join(f"{line}\n" for line in skipped + failed)
        text = f"{markdown(rows)}\n{summary(rows)}{lines}"
    sys.stdout.write(text)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="small figures, nothing is written")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))} (there are {', '.join(PARTS)})")
    return asked


def possible(parts: list[str]) -> tuple[list[str], list[str]]:
    """Return the parts whose tools are here, and why others are skipped."""
    wanting = {
        throughput.PART: None if shutil.which("wrk") else "no wrk (Debian: apt install wrk)",
        memory.PART: None if memory.available() else "this system does not tell (Linux does)",
        payload.PART: None if CHROMIUM else "no Chromium (Debian: apt install chromium)",
        lighthouse.PART: None if lighthouse.available() else "no npm (Debian: apt install npm)",
    }
    wanting[composing.PART] = wanting[payload.PART]
    wanting[memory.PART] = wanting[memory.PART] or wanting[throughput.PART]
    wanting[lighthouse.PART] = wanting[lighthouse.PART] or wanting[payload.PART]
    skipped = [f"SKIPPED {part}: {wanting[part]}" for part in parts if wanting.get(part)]
    if throughput.PART in parts and not NGINX:
        skipped.append("SKIPPED nginx: not here (Debian: apt install nginx)")
    if searching.PART in parts and not searching.has_quality():
        skipped.append(f"SKIPPED search quality: there is no {searching.QUALITY}")
    for reason in skipped:
        say(reason)
    return [part for part in parts if not wanting.get(part)], skipped


@contextlib.contextmanager
def every_world(parts: Collection[str], skipped: list[str]) -> Iterator[list[Worlds]]:
    """Offer the worlds of both databases.

    Of SQLite alone where there is no PostgreSQL, and for browsers, who do not see the difference.
    """
    bin_dir = postgres.binaries()
    if set(parts) <= set(WITHOUT_WORLD):
        yield []
        return
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(sqlite_worlds())]
        if set(parts) <= {*IN_A_BROWSER, *WITHOUT_WORLD}:
            pass
        elif bin_dir:
            found.append(stack.enter_context(postgresql_worlds(bin_dir)))
        else:
            skipped.append("SKIPPED PostgreSQL: no server (Debian: apt install postgresql)")
            say(skipped[-1])
        yield found


def fill(all_worlds: list[Worlds], parts: Collection[str], effort: Effort) -> None:
    """Fill what the parts need, every database at the same time."""
    needed = [World()]
    if set(parts) - {depth.PART, *IN_A_BROWSER, *WITHOUT_WORLD}:
        needed.append(effort.full)
    if inner.DESK in parts:
        needed.append(effort.known)
    if depth.PART in parts:
        needed += [effort.small, effort.many_editions, effort.large]

    def all_of(worlds: Worlds) -> None:
        for world in needed:
            worlds.fill(world)

    with ThreadPoolExecutor() as pool:
        list(pool.map(all_of, all_worlds))


def measuring(
    all_worlds: list[Worlds], parts: Collection[str], effort: Effort
) -> Iterator[tuple[str, Callable[[], Iterable[Row]]]]:
    """Yield what is to be measured, by name, in the order of the table."""
    on_sites = [part for part in parts if part in ON_SITES]
    for worlds in all_worlds if on_sites else []:
        name = f"{' and '.join(on_sites)} on {worlds.engine.name}"
        yield name, partial(_on_sites, worlds, on_sites, effort)
    for part in parts:
        for worlds in all_worlds if part in ON_WORLDS else []:
            yield f"{part} on {worlds.engine.name}", partial(ON_WORLDS[part], worlds, effort)
        if part in WITHOUT_WORLD:
            yield part, WITHOUT_WORLD[part]
        if part in IN_A_BROWSER:
            yield part, partial(IN_A_BROWSER[part], all_worlds[0], effort)
    for worlds in all_worlds:
        yield "filling", partial(_filled, worlds)


def _on_sites(worlds: Worlds, parts: Collection[str], effort: Effort) -> Iterator[Row]:
    """Yield what is measured on the servers of one database, which run meanwhile."""
    site = worlds.site(effort.full)
    addresses = ask("addresses", site)
    with sites(site, addresses["article"][0]) as running:
        for part in parts:
            yield from ON_SITES[part](running, addresses, worlds.engine.name, effort)


def _filled(worlds: Worlds) -> Iterator[Row]:
    """Yield how long it took to fill each world, whenever that was."""
    for world, seconds in worlds.seconds.items():
        what = f"{world.pieces:,} pieces × {world.editions}" if world.pieces else "the demo"
        what += ", many known" if world.known else ""
        yield Row("filling", what, seconds, "s", worlds.engine.name)


if __name__ == "__main__":
    sys.exit(main())
