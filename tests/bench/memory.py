"""What two workers take, after everything else was asked and over many more requests."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.bench.effort import Effort
from tests.bench.sites import Sites
from tests.bench.table import Row, at_most
from tests.bench.worlds import say
from tests.bench.wrk import load
from tests.serving import Server

PART = "memory"
FILLING = 7  # rounds until the page caches of both workers are full: they share unevenly
ROUNDS = 4
GROWTH = 3.0  # per cent that an allocator may take or give back by chance
HOT = 50  # pages that most readers want
_LINE = re.compile(r"^(Rss|Private_\w+): +(\d+) kB", re.MULTILINE)


def available() -> bool:
    """Tell whether this system says what a process has for itself (Linux)."""
    return Path("/proc/self/smaps_rollup").exists()


def measure(
    sites: Sites, addresses: dict[str, list[str]], database: str, effort: Effort
) -> list[Row]:
    """Ask for mixed pages, most of them kept, and look at the processes in between."""
    paths = list(mixed(addresses, effort.requests))
    for _round in range(FILLING):
        load(sites.cached, paths, most=effort.requests)
    found = [own_and_shared(sites.cached)]
    for number in range(1, ROUNDS + 1):
        say(f"{database}: memory, round {number} of {ROUNDS}")
        load(sites.cached, paths, most=effort.requests)
        found.append(own_and_shared(sites.cached))
    (before, _), (after, whole) = found[0], found[-1]
    steps = " → ".join(f"{own:.0f}" for own, _ in found)
    growth = 100 * (after - before) / before
    requests = f"{ROUNDS * effort.requests:,}"
    return [
        Row(PART, "two workers and their parent, each's own (USS)", after, "MB", database, steps),
        Row(PART, "the same with what they share (RSS)", whole, "MB", database),
        Row(
            PART,
            f"growth over {requests} requests",
            growth,
            "%",
            database,
            f"a page in five missed; chance takes or gives {GROWTH:g} %",
            at_most(GROWTH),
        ),
    ]


def mixed(addresses: dict[str, list[str]], number: int) -> Iterator[str]:
    """Yield paths: four of five are the same few, the fifth is any article, list, topic or feed."""
    chance = Random(1)
    cold = [addresses[kind] for kind in ("article", "article", "article", "list", "topic", "feed")]
    for nth in range(number):
        yield chance.choice(chance.choice(cold) if nth % 5 == 0 else addresses["article"][:HOT])


def own_and_shared(server: Server) -> tuple[float, float]:
    """Return USS and RSS of a server's processes together, in MB."""
    own = rss = 0
    for pid in family(server.pid):
        for name, size in _LINE.findall(Path(f"/proc/{pid}/smaps_rollup").read_text()):
            if name == "Rss":
                rss += int(size)
            else:
                own += int(size)
    return own / 1024, rss / 1024


def family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from family(int(child))
