"""The demo's pages that a browser looks at, served as in production."""

import contextlib
import re
from collections.abc import Iterator

from tests.bench.worlds import World, Worlds
from tests.serving import Server, podium

_FIRST = {
    "home": ("/", None),
    "article": ("/blog/", r'href="(/blog/[\w-]+/)"'),
    "interview": ("/interviews/", r'href="(/interviews/[\w-]+/)"'),
    "event": ("/events/", r'href="(/events/[\w-]+/)"'),
    "search": ("/suche/", None),
}


@contextlib.contextmanager
def demo(worlds: Worlds) -> Iterator[tuple[Server, dict[str, str]]]:
    """Serve the demo; yield the server and a path of each kind of page."""
    site = worlds.site(World())
    with podium(site["DATABASE_URL"], workers=2, **site) as server:
        yield server, {kind: path_of(server, kind) for kind in _FIRST}


def path_of(server: Server, kind: str) -> str:
    """Return the path of a kind of page: the first that its list links to."""
    path, link = _FIRST[kind]
    if link is None:
        return path
    found = re.search(link, server.get(path).text)
    if found is None:
        raise RuntimeError(f"{path} links to no {kind}")
    return found[1]
