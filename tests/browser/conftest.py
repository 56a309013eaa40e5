"""The demo site for browsers, and what a failed browser test leaves: its page as HTML beside
pytest-playwright's screenshot, and what the browser said on its console, printed with the failure.
"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.editions.edition import Edition
from blog.models import Correction

# Three suites share a machine with two cores; what does not come in a minute and a half does not come.
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)

PLACES = [
    "/",
    "/blog/",
    "/interviews/",
    "/personen/",
    "/events/",
    "/suche/",
    "/suche/?q=bühne",
    "/suche/?q=gibtesnicht",
    "/suche/?q=Inspiezient",
    "/suche/?q=pause&art=interview",
    "/transparenz/",
    "/korrekturen/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/gibt-es-nicht/",
]


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """`page.goto("/blog/")` leads to the live server."""
    return live_server.url


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Iterator[Browser]:
    """The browser. While its event loop runs, Django opens connections of their own for it."""
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
    yield browser
    connections.close_all()


@pytest.fixture
def console() -> list[str]:
    """Errors and warnings of `page` so far; a test may ask for none."""
    return []


@pytest.fixture
def page(
    page: Page, console: list[str], output_path: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page that leaves traces when its test fails."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            console.append(f"{message.type}: {message.text} ({page.url})")

    page.on("console", hear)
    page.on("pageerror", lambda error: console.append(f"error: {error} ({page.url})"))
    yield page
    report = getattr(request.node, "rep_call", None)
    if report is not None and report.failed:
        lines = [f"The page was {page.url}", *console]
        try:
            folder = Path(output_path)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "page.html").write_text(page.content(), encoding="utf-8")
        except Error as closed:
            lines.append(f"Its HTML could not be kept: {closed}")
        request.node.add_report_section("teardown", "browser", "\n".join(lines))
    else:
        page.close()
    _let_the_server_finish()


def _let_the_server_finish() -> None:
    """Wait a little for requests that a closed page left behind: the tables are emptied next."""
    patience = 0.5
    for thread in threading.enumerate():
        if "process_request" in thread.name and patience > 0:
            began = time.monotonic()
            thread.join(patience)
            patience -= time.monotonic() - began


@pytest.fixture(scope="session")
def live_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, list[str]]]:
    """A server with the demo blog: its address, and those of its kinds of pages.

    No worker writes its AVIF files, so WebP stands in for them (`test_pictures.py` sees both).
    """
    nobody = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    with django_db_blocker.unblock():
        with override_settings(TASKS=nobody):
            call_command("load_demo", verbosity=0)
        server = LiveServer("localhost")
        yield server.url, [*PLACES, *_pieces(), *_places()]
        server.stop()


def _pieces() -> list[str]:
    """Both kinds, both languages, one that is old, one with a table and notes."""
    live = list(Edition.objects.live().order_by("published_at"))
    kinds = {(e.kind, e.language, "<table" in e.html, bool(e.piece.sources)): e for e in live}
    corrected = Correction.objects.first().edition.get_absolute_url()
    pieces = [edition.get_absolute_url() for edition in {live[0], *kinds.values()}]
    return [*pieces, f"{corrected}aenderungen/"]


def _places() -> list[str]:
    """A topic, a person, events and their series, its questions, a card, an answer, a kit, a gone piece."""
    newest = Edition.objects.live().exclude(event=None).exclude(series=None).first()
    past = Edition.objects.live().filter(event__ends_at__lt=newest.event.starts_at).first()
    rows = [newest.tag_rows.first().tag, newest.person_rows.first().person]
    rows += [newest.event, past.event, newest.event.series, newest.series]
    rows += newest.series.questions.all()
    card = f"{newest.event.get_absolute_url()}karte/"
    stands = newest.event.ambassadorships.first()
    gone = Edition.objects.ever_live().exclude(post__in=Edition.objects.live().values("post"))
    answer = f"{newest.get_absolute_url()}frage-1/"
    kit = reverse("kit", args=[stands.issue_kit()])
    others = [card, answer, kit, gone.first().get_absolute_url()]
    return [*(row.get_absolute_url() for row in rows), *others]


@pytest.fixture
def url(live_site: tuple[str, list[str]]) -> str:
    """The address of the demo site."""
    return live_site[0]


@pytest.fixture
def places(live_site: tuple[str, list[str]]) -> list[str]:
    """Every kind of page on it."""
    return live_site[1]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page for the demo site. Not `page`, whose live server empties the database after a test."""
    context = browser.new_context(locale="de-DE")
    yield context.new_page()
    context.close()
