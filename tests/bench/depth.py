"""Whether a page costs the same however much there is: pieces, pages of a list, editions."""

import contextlib

from tests.bench.clock import Reader, medians
from tests.bench.effort import Effort
from tests.bench.inside import ask
from tests.bench.table import Row, at_most
from tests.bench.worlds import World, Worlds, say
from tests.serving import podium

PART = "depth"
MOST = 1.3
LISTS = ("list", "topic")
PAGES = (
    "the same articles",
    *(f"{kind}, {page} page" for kind in LISTS for page in ("first", "last")),
)


def measure(worlds: Worlds, effort: Effort) -> list[Row]:
    """Ask for the same pages of three worlds in turn; return how much dearer one is."""
    database = worlds.engine.name
    say(f"{database}: depth")
    with contextlib.ExitStack() as stack:
        asks = []
        for world in (effort.small, effort.large, effort.many_editions):
            site = worlds.site(world, PAGE_CACHE="off")
            reader = Reader(stack.enter_context(podium(site["DATABASE_URL"], **site)))
            addresses = ask("addresses", site)
            asks += [((world, page), reader, addresses[page]) for page in PAGES]
        costs = medians(asks, effort.repeats)
    return [
        *_between_pages(costs, effort, database),
        *_between(costs, effort.large, effort.small, database),
        *_between(costs, effort.many_editions, effort.small, database),
    ]


type Costs = dict[tuple[World, str], float]


def _between_pages(costs: Costs, effort: Effort, database: str) -> list[Row]:
    return [
        _row(
            f"{kind}: last page ÷ first, {world.pieces:,} pieces",
            costs[world, f"{kind}, last page"],
            costs[world, f"{kind}, first page"],
            database,
        )
        for world in (effort.small, effort.large)
        for kind in LISTS
    ]


def _between(costs: Costs, much: World, little: World, database: str) -> list[Row]:
    def words(world: World) -> str:
        plural = "s" if world.editions > 1 else ""
        return f"{world.pieces:,} × {world.editions} edition{plural}"

    return [
        _row(
            f"{page}: {words(much)} ÷ {words(little)}",
            costs[much, page],
            costs[little, page],
            database,
        )
        for page in PAGES
    ]


def _row(what: str, one: float, other: float, database: str) -> Row:
    note = f"{one:.1f} ms ÷ {other:.1f} ms"
    return Row(PART, what, one / other, "×", database, note, at_most(MOST))
