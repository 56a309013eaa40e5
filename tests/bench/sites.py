"""The servers that are compared, all running at once, each asked in its turn."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.constant import SIZE
from tests.bench.inside import ask
from tests.serving import NGINX, Server, nginx, podium

WORKERS = 2
# As `tests.serving.nginx` finds it: the configuration's own place for collected files.
PAGE = "/static/page.html"


@dataclass(frozen=True)
class Sites:
    """One database behind servers that differ in one thing each."""

    cached: Server  # as in production
    uncached: Server  # without a page cache, and with the constant view
    raw: Server  # a WSGI constant
    nginx: Server | None  # in front of `cached`; serves the same page as a file, too
    article: str  # the path of the article that is kept
    size: int  # bytes of the article as it is sent
    site: dict[str, str]  # the settings of all of them

    def forget(self) -> None:
        """Make every kept page a page of the past, as a publish would."""
        ask("forgetting", self.site)


@contextlib.contextmanager
def sites(site: dict[str, str], article: str) -> Iterator[Sites]:
    """Run the servers for a database."""
    url = site["DATABASE_URL"]
    with contextlib.ExitStack() as stack:
        enter = stack.enter_context
        cached = enter(podium(url, workers=WORKERS, **site))
        page = cached.get(article, accept_encoding="gzip").body
        constant = {SIZE: str(len(page))}
        bare = {"PAGE_CACHE": "off", "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        uncached = enter(podium(url, workers=WORKERS, **site | constant | bare))
        application = "tests.bench.constant:application"
        raw = enter(podium(url, workers=WORKERS, application=application, **site | constant))
        front = None
        if NGINX:
            folder = Path(enter(tempfile.TemporaryDirectory(prefix="podium-bench-")))
            folder.chmod(0o755)
            file = folder / "static" / Path(PAGE).name
            file.parent.mkdir()
            file.write_bytes(cached.get(article).body)
            file.with_name(f"{file.name}.gz").write_bytes(page)
            front = enter(nginx(cached, var=folder))
        yield Sites(cached, uncached, raw, front, article, len(page), site)
