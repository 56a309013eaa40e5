"""What a failed browser test leaves: its page as HTML beside pytest-playwright's screenshot, and what
the browser said on its console, printed with the failure.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """`page.goto("/blog/")` leads to the live server."""
    return live_server.url


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
