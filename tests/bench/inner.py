"""What is measured from inside the site: queries, rendering alone, the newsroom's long questions."""

from tests.bench.effort import Effort
from tests.bench.inside import ask
from tests.bench.table import Row, at_most
from tests.bench.worlds import World, Worlds, say

PAGES, NEWSROOM, DESK = "pages", "newsroom", "desk"
# The most queries of an article and of a list.
MOST = {"article": 8, "list": 6, "feed": 6}
# Pages that look at every piece or person, and the milliseconds of the processor that one may take.
OF_ALL, SOON = ("register", "sitemap", "list of a series"), 50
# What the desk may take of the processor, in milliseconds, and the most queries of its forms.
DESK_MOST = {
    "form": 150,
    "list": 80,
    "autocomplete": 50,
    "search": 50,
    "autosave": 60,
    "panel": 100,
    "publishing": 200,
    "start": 120,
}
FORM_QUERIES = 30


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


def desk(worlds: Worlds, effort: Effort) -> list[Row]:
    """Return what editors' pages ask of the processor, on a site as it is and on one that knows many names."""
    rows = []
    for world, where in ((effort.full, ""), (effort.known, ", many known")):
        for what, took, queries in _ask("desk", worlds, effort, world):
            kind = what.split(":", maxsplit=1)[0]
            name, database = f"{what}{where}", worlds.engine.name
            soon = at_most(DESK_MOST[kind])
            rows.append(Row(DESK, name, took, "ms", database, f"{queries} queries", soon))
            if kind == "form":
                few = at_most(FORM_QUERIES)
                rows.append(Row(DESK, f"{name}: queries", queries, "", database, "", few))
    return rows


def _ask(
    module: str, worlds: Worlds, effort: Effort, world: World | None = None
) -> list[tuple[str, float, int]]:
    say(f"{worlds.engine.name}: {module}")
    return ask(module, worlds.site(world or effort.full), str(effort.repeats))
