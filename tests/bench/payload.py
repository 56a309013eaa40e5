"""What a page weighs and how often a browser asks for it, without images."""

from playwright.sync_api import Page, Request, sync_playwright

from tests.bench.browsing import demo
from tests.bench.effort import Effort
from tests.bench.table import Row, at_most
from tests.bench.worlds import Worlds, say
from tests.chromium import CHROMIUM, FLAGS

PART = "payload"
MOST_BYTES, MOST_REQUESTS = 20.0, 3  # of an article (kB are 1,000 bytes)
AIMED = ("article", "interview")


def measure(worlds: Worlds, effort: Effort) -> list[Row]:
    """Load each kind of page in Chromium with nothing kept; count what crosses the wire."""
    rows: list[Row] = []
    with demo(worlds) as (server, paths), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for kind, path in paths.items():
            say(f"payload: {path}")
            page = browser.new_context().new_page()
            rows += _rows(kind, _asked(page, f"http://127.0.0.1:{server.port}{path}"))
        browser.close()
    return rows


def _asked(page: Page, address: str) -> list[Request]:
    """Return every request that loading an address takes."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    return asked


def _is_image(request: Request) -> bool:
    """Tell whether it is an image; Chromium calls the icon of the tab something else."""
    return (request.response().header_value("content-type") or "").startswith("image/")


def _rows(kind: str, asked: list[Request]) -> list[Row]:
    wanted = [one for one in asked if not _is_image(one)]
    sizes = {one: one.sizes()["responseBodySize"] / 1000 for one in wanted}
    read = sum(
        size for one, size in sizes.items() if one.resource_type in ("document", "stylesheet")
    )
    parts = ", ".join(f"{one.resource_type} {size:.1f}" for one, size in sizes.items())
    coded = {one.response().header_value("content-encoding") or "plain" for one in wanted}
    note = f"{parts}; {', '.join(sorted(coded))}"
    bytes_aim, requests_aim = at_most(MOST_BYTES), at_most(MOST_REQUESTS)
    aimed = kind in AIMED
    return [
        Row(PART, f"{kind}: HTML and CSS", read, "kB", "", note, bytes_aim if aimed else None),
        Row(
            PART,
            f"{kind}: requests without images",
            len(wanted),
            aim=requests_aim if aimed else None,
        ),
    ]
