"""What every test shares: databases that can be emptied, an empty cache, the sample, Chromium."""

import gc
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import translation
from hypothesis import settings

from blog.editions import guards
from confined import process
from delivery import generation
from tests import travelling, unlocked, worlds
from tests.chromium import CHROMIUM, FLAGS

# Playwright keeps an event loop in the main thread, and Django would take every query there for
# one from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Three suites share a machine, and each hands over files that are made to take long.
process.AT_LONGEST, process.PATIENCE = 120, 300

settings.register_profile("podium", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("podium")

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT.parent / "shared" / "samples" / "interview-d2m14.txt"


KINDS = ("browser", "database", "plain")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `bin/test` share out the suite, whatever else is asked for with -m and -k."""
    parser.addoption("--kind", action="append", choices=KINDS, help="run tests of this kind only")
    parser.addoption("--share", default="1/1", help="run a part of the files only: 1/4 … 4/4")


@pytest.hookimpl(trylast=True)  # once pytest-django has brought them in order
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with its kind; skip browser tests loudly where there is no Chromium."""
    missing = pytest.mark.skip(reason="no Chromium found (Debian: apt install chromium)")
    for item in items:
        kind = _kind(item)
        item.add_marker(kind)
        if kind == "browser" and CHROMIUM is None:
            item.add_marker(missing)
    wanted = config.getoption("--kind") or KINDS
    number, of = map(int, config.getoption("--share").split("/"))
    of_kind = [one for one in items if _is_any(one, wanted)]
    files = {path: place for place, path in enumerate(sorted({one.path for one in of_kind}))}
    taken = [one for one in of_kind if files[one.path] % of == number - 1]
    config.hook.pytest_deselected(items=[*{*items} - {*taken}])
    # What the live site shows is loaded once and stays to the end.
    items[:] = sorted(taken, key=lambda item: "live_site" in item.fixturenames)


def _kind(item: pytest.Item) -> str:
    if "browser" in item.path.relative_to(ROOT).parts:
        return "browser"
    if item.get_closest_marker("whichever_database"):
        return "plain"
    # pytest-django lets no other test near a database.
    asks = item.get_closest_marker("django_db") or {"db", "django_db_setup"} & {*item.fixturenames}
    return "database" if asks or item.get_closest_marker("database") else "plain"


def _is_any(item: pytest.Item, kinds: Iterable[str]) -> bool:
    return any(item.get_closest_marker(kind) for kind in kinds)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let the guards of test databases know what time it is for a test."""
    connection_created.connect(travelling.follow)
    with django_db_blocker.unblock():
        travelling.prepare()


def pytest_collection_finish() -> None:
    """Look for garbage among what tests leave, not among all that was imported for them."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


unlocked.begin()


@pytest.fixture(autouse=True)
def _nothing_slow_within_a_transaction() -> Iterator[None]:
    """Hold every test to it that no file, picture or server is waited for with the database locked."""
    with unlocked.watched() as seen:
        yield
    assert not seen, f"Within a transaction: {', '.join(dict.fromkeys(seen))}"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    for kept in caches.all():
        kept.clear()


@pytest.fixture(autouse=True)
def _without_anchors(settings: Any) -> Iterator[None]:
    """Begin without anchors: those of another test hold what was never on record here."""
    yield
    shutil.rmtree(settings.ANCHOR_FOLDER, ignore_errors=True)


@pytest.fixture(autouse=True)
def _site_is_known() -> Iterator[None]:
    worlds.know()
    yield
    # What still asks for a database that was away would begin a look in the midst of the next test.
    for probe in (one for one in threading.enumerate() if one.name == "podium-probe"):
        generation.known.away = False
        probe.join()


@pytest.fixture(autouse=True)
def _database_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with real transactions, take away what Django's flush cannot.

    SQLite's guards refuse DELETE (flush lays them down again, as it says `post_migrate`), and the
    search index is no model.
    """
    marker = request.node.get_closest_marker("django_db")
    asked_for = {"transactional_db", "live_server"} & {*request.fixturenames}
    if not (asked_for or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")  # which ends, and flushes, after this
    yield
    guards.take_away()
    with connection.cursor() as cursor:
        for words in ("blog_search", "desk_words"):
            cursor.execute(f"DELETE FROM {words}")


@pytest.fixture
def english() -> Iterator[None]:
    """The messages as they stand in the code, whatever the site's language."""
    with translation.override("en"):
        yield


@pytest.fixture
def sample() -> Path:
    """The real interview that lies beside the repository, where it does."""
    if not SAMPLE.exists():
        pytest.skip("the sample interview is not beside this repository")
    return SAMPLE


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": FLAGS}
