"""What every test shares: guards that let a database be emptied, the sample, Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import settings

from blog import guards

settings.register_profile("podium", deadline=None)
settings.load_profile("podium")

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT.parent / "shared" / "samples" / "interview-d2m14.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests, and skip them loudly where there is no Chromium."""
    missing = pytest.mark.skip(reason="no Chromium found (Debian: apt install chromium)")
    for item in items:
        if "browser" in Path(item.path).parts:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(missing)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _databases_can_be_emptied() -> None:
    """Take SQLite's triggers away while Django empties the tables, and lay them down again."""
    flush = TransactionTestCase._fixture_teardown

    def flush_without_guards(case: Any) -> None:
        guards.take_away()
        try:
            flush(case)
        finally:
            guards.lay_down()

    TransactionTestCase._fixture_teardown = flush_without_guards


@pytest.fixture
def sample() -> Path:
    """The real interview that lies beside the repository, where it does."""
    if not SAMPLE.exists():
        pytest.skip("the sample interview is not beside this repository")
    return SAMPLE


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium; the sandbox does not work for root."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}
