"""What is measured from inside the site: queries, rendering alone, the newsroom's long questions."""

from tests.bench.effort import Effort
from tests.bench.inside import ask
from tests.bench.table import Row, at_most
from tests.bench.worlds import Worlds, say

PAGES, NEWSROOM = "pages", "newsroom"
# The most queries of an article and of a list.
MOST = {"article": 8, "list": 6, "feed": 6}
# Pages that look at every piece or person, and the milliseconds of the processor that one may take.
OF_ALL, SOON = ("register", "sitemap", "list of a series"), 50


def pages(worlds: Worlds, effort: Effort) -> list[Row]:
    """Return the most queries of each kind of page, and how long rendering it takes the processor."""
    rows = []
    for kind, took, queries in _ask("pages", worlds, effort):
        note = f"{took:.1f} ms of the processor in one process, median"
        most = at_most(MOST[_family(kind)]) if _family(kind) in MOST else None
        rows.append(Row(PAGES, f"{kind}: queries", queries, "", worlds.engine.name, note, most))
        if kind.startswith(OF_ALL):
            soon = at_most(SOON)
            rows.append(Row(PAGES, f"{kind}: time", took, "ms", worlds.engine.name, "", soon))
    return rows


def _family(kind: str) -> str:
    """Return what a kind is a kind of: its first word."""
    return kind.replace(",", "").split()[0]


def newsroom(worlds: Worlds, effort: Effort) -> list[Row]:
    """Return how long editors wait for what concerns many pieces."""
    found = _ask("newsroom", worlds, effort)
    return [
        Row(NEWSROOM, what, took, "ms", worlds.engine.name, f"{queries} queries")
        for what, took, queries in found
    ]


def _ask(module: str, worlds: Worlds, effort: Effort) -> list[tuple[str, float, int]]:
    say(f"{worlds.engine.name}: {module}")
    return ask(module, worlds.site(effort.full), str(effort.repeats))
