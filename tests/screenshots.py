"""`make screenshots`: readers' pages at three widths and the newsroom at two, light and dark, as small WebP files.

The demo is loaded into a database of its own and served at a fixed moment (`tests.fixed_time`), so
that a picture changes only when the page does.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import CHROMIUM, FLAGS
from tests.serving import ROOT, podium

FOLDER = ROOT / "docs" / "screenshots"
PLACES = {
    "home": "/",
    "interview": "/interviews/konrad-muehlhaff-stichwort/",
    "question": "/serien/vor-dem-saallicht/frage/was-war-ihr-groesster-fehler/",
    "guest": "/blog/die-pause-ist-programm/",
    "post": "/blog/barrierefrei-einladen/",
    "person": "/personen/konrad-muehlhaff/",
    "event": "/events/saallicht-2027/",
    "series": "/serien/vor-dem-saallicht/",
    "topic": "/thema/buehne/",
    "search": "/suche/?q=bühne",
    "transparency": "/transparenz/",
    "corrections": "/korrekturen/",
}
NEWSROOM = {
    "start": "/admin/",
    "pieces": "/admin/beitraege/",
    "compose": "/admin/interviews/interview/{interview}/change/",
    "check": "/admin/interviews/interview/{interview}/change/",
    "publish": "/admin/interviews/interview/{interview}/change/",
    "import": "/admin/interviews/interview/from-text/",
    "event": "/admin/events/event/{event}/change/",
    "pictures": "/admin/media/image/",
    "calendar": "/admin/beitraege/kalender/",
}
# What is pressed before the picture is taken: the tab of checks, the dialogue of publishing.
PRESSED = {"check": "#tab-check", "publish": "[data-publish]"}
ONLY_WIDE = {"check"}  # on a phone what stands beside the text opens from below
WIDTHS = {390: 1200, 768: 1200, 1280: 1400}  # and how much of the height is shown at most
SCHEMES = ("light", "dark")
QUALITY = 62


def main() -> int:
    """Take every picture; say how large they are together."""
    with tempfile.TemporaryDirectory(prefix="podium-screenshots-") as folder:
        stored = {
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
        }
        for command in ("migrate", "load_demo"):
            manage = [sys.executable, "-m", "tests.fixed_time", command, "--verbosity", "0"]
            subprocess.run(manage, check=True, cwd=ROOT, env=os.environ | stored)
        database_url = stored.pop("DATABASE_URL")
        site = podium(database_url, application="tests.fixed_time:application", **stored)
        with site as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            address = f"http://127.0.0.1:{server.port}"
            taken = [*_pictures(browser, address), *_newsroom(browser, address)]
            browser.close()
    size = sum(file.stat().st_size for file in taken)
    sys.stdout.write(f"{len(taken)} pictures, {size / 1e6:.1f} MB, in {FOLDER}\n")
    return 0


def _windows(browser: Browser, widths: dict[int, int]) -> Iterator[tuple[Page, str]]:
    """Open a window in each width and scheme; yield it, and how its pictures are called."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for width, height in widths.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
                locale="de-DE",
            )
            yield context.new_page(), f"{width}-{scheme}.webp"
            context.close()


def _pictures(browser: Browser, address: str) -> Iterator[Path]:
    """Take each place of readers; yield the files."""
    for page, name in _windows(browser, WIDTHS):
        page.goto(address)  # the typeface is kept from now on
        for kind, path in PLACES.items():
            page.goto(address + path, wait_until="networkidle")
            yield _taken(page, FOLDER / f"{kind}-{name}")


def _newsroom(browser: Browser, address: str) -> Iterator[Path]:
    """Take each place of the newsroom, as a chief editor sees it; yield the files."""
    for page, name in _windows(browser, {390: 844, 1280: 900}):
        page.goto(f"{address}/admin/")
        page.fill("input[name=login]", "chefredaktion")
        page.fill("input[name=password]", "podium-demo")
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/admin/")
        known = {
            "interview": _first(page, f"{address}/admin/beitraege/?art=interview", "interview"),
            "event": _first(page, f"{address}/admin/events/event/", "event"),
        }
        for kind, path in NEWSROOM.items():
            if kind in ONLY_WIDE and name.startswith("390"):
                continue
            page.goto(address + path.format(**known), wait_until="networkidle")
            if pressed := PRESSED.get(kind):
                page.locator(pressed).first.click()
                page.wait_for_load_state("networkidle")
            yield _taken(page, FOLDER / f"desk-{kind}-{name}")


def _first(page: Page, address: str, model: str) -> str:
    """Return the number of the first row of a list."""
    page.goto(address)
    path = page.locator(f"main a[href*='/{model}/'][href$='/change/']").first.get_attribute("href")
    return str(path).split("/")[-3]


def _taken(page: Page, file: Path) -> Path:
    """Write what the window shows as WebP, no taller than the page; return the file."""
    tall = page.evaluate("document.documentElement.getBoundingClientRect().height")
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shot = shot.crop((0, 0, shot.width, min(shot.height, round(tall))))
    shot.save(file, "WEBP", quality=QUALITY, method=6)
    return file


if __name__ == "__main__":
    sys.exit(main())
