"""Writing in a browser: what the first visit loads, when the page can be used, how soon letters appear."""

from playwright.sync_api import Page, Request, sync_playwright

from tests.bench.browsing import demo
from tests.bench.effort import Effort
from tests.bench.inside import ask
from tests.bench.table import Row, at_most
from tests.bench.worlds import World, Worlds, say
from tests.chromium import CHROMIUM, FLAGS

PART = "composing"
LETTERS, PAUSE = 300, 60  # milliseconds between two letters, as of one who types quickly
NOTICED = 16  # Chromium names no event that took less
_WATCH = """
window.took = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.name === "keydown") window.took.push(one.duration);
}).observe({ type: "event", durationThreshold: 16 });
"""


def measure(worlds: Worlds, _effort: Effort) -> list[Row]:
    """Open the form of an interview with forty questions for the first time; type while it saves itself."""
    path = ask("long", worlds.site(World()))
    with demo(worlds) as (server, _paths), sync_playwright() as playwright:
        say(f"composing: {path}")
        site = f"http://127.0.0.1:{server.port}"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{site}/konto/login/")
        page.fill("[name=login]", "chefredaktion")
        page.fill("[name=password]", "podium-demo")
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/admin/**")
        rows = [*_first_visit(page, f"{site}{path}"), _typed(page)]
        browser.close()
    return rows


def _first_visit(page: Page, address: str) -> list[Row]:
    """Return requests, bytes and time of a page of which the browser has kept nothing."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    weight = sum(one.sizes()["responseBodySize"] for one in asked) / 1000
    usable = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    note = "until every module has run"
    return [
        Row(PART, "requests of a first visit", len(asked), aim=at_most(25)),
        Row(PART, "weight of a first visit", weight, "kB", aim=at_most(350)),
        Row(PART, "usable, 40 questions", usable, "ms", note=note, aim=at_most(1500)),
    ]


def _typed(page: Page) -> Row:
    """Return how long after a key the screen shows it, in 19 of 20 cases, while saving and looking run."""
    page.evaluate(_WATCH)
    page.click("[data-preview]")
    page.locator(".exchange-question").nth(20).click()
    page.keyboard.type("Und wie ging es weiter? " * (LETTERS // 24), delay=PAUSE)
    page.wait_for_timeout(500)
    slow = sorted(page.evaluate("window.took"))
    within = [0.0] * max(LETTERS // 24 * 24 - len(slow), 0) + slow
    p95 = within[int(len(within) * 0.95)]
    note = f"{len(slow)} of {len(within)} took longer than {NOTICED} ms"
    return Row(PART, "typing, p95", p95, "ms", note=note, aim=at_most(50))
