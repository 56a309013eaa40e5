"""How long the search takes, uncached, for queries of every kind; and how well it finds."""

import importlib.util
from statistics import median
from urllib.parse import urlencode

from tests.bench.clock import Reader, medians
from tests.bench.effort import Effort
from tests.bench.inside import ask
from tests.bench.table import Row, at_most
from tests.bench.worlds import World, Worlds, say
from tests.serving import podium

PART = "search"
MOST = 50.0  # milliseconds
QUALITY = "tests.search_quality"


def measure(worlds: Worlds, effort: Effort) -> list[Row]:
    """Ask the search page for many queries of each kind; return the median of each kind."""
    database = worlds.engine.name
    say(f"{database}: search")
    site = worlds.site(effort.full, PAGE_CACHE="off")
    queries = ask("words", site)
    with podium(site["DATABASE_URL"], **site) as server:
        reader = Reader(server)
        asks = [
            ((kind, query), reader, [f"/suche/?{urlencode({'q': query})}"])
            for kind, some in queries.items()
            for query in some
        ]
        costs = medians(asks, max(3, effort.repeats // 8))
    return [_row(kind, costs, database) for kind in queries] + quality(worlds)


def _row(kind: str, costs: dict[tuple[str, str], float], database: str) -> Row:
    of_kind = {query: took for (asked, query), took in costs.items() if asked == kind}
    slowest = max(of_kind, key=of_kind.__getitem__)
    note = f"{len(of_kind)} queries; slowest {of_kind[slowest]:.0f} ms: {slowest}"
    return Row(PART, kind, median(of_kind.values()), "ms", database, note, at_most(MOST))


def has_quality() -> bool:
    """Tell whether there is a set of queries with the pieces they shall find."""
    return importlib.util.find_spec(QUALITY) is not None


def quality(worlds: Worlds) -> list[Row]:
    """Return recall and mean reciprocal rank over the set of queries, on the demo."""
    if not has_quality():
        return []
    recall, rank = ask("quality", worlds.site(World()))
    return [
        Row(PART, "recall of the expected piece among ten", recall, "", worlds.engine.name),
        Row(PART, "mean reciprocal rank (MRR)", rank, "", worlds.engine.name),
    ]
