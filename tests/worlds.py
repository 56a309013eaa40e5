"""A world that the tests of a module share: made once; what a test changes is taken back after it."""

import math
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from delivery import generation
from pages.house import site
from pages.models import Site
from pages.pieces import present_addresses

_standing: list[tuple[site._Known, present_addresses._Moved]] = []


def shared(make: Callable[[], Any]) -> Any:
    """Turn a function that fills the database into a fixture of its module.

    Like Django's `setUpTestData`: its rows stand in a transaction around those of the tests, so these
    may change the rows, not the objects that it returns. Not for tests with real transactions.
    """

    @pytest.fixture(scope="module", name=make.__name__)
    def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        around = transaction.atomic()
        around._from_testcase = True  # type: ignore[attr-defined]  # as TestCase says it of its own
        with django_db_blocker.unblock():
            around.__enter__()
            made = make()
            generation.known.looked = -math.inf
            site.current()
            present_addresses._slugs()
        _standing.append((site._known, present_addresses._moved))
        yield made
        _standing.pop()
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    return world


def know() -> None:
    """Know the site and the addresses of the world that stands, or that there are none, until a commit.

    So no count of queries wavers.
    """
    generation.known.__init__(token=uuid4().hex, looked=math.inf, moment=math.inf)
    token = generation.known.token
    nothing = site._Known(token, Site()), present_addresses._Moved(token, {})
    site._known, present_addresses._moved = _standing[-1] if _standing else nothing
    generation.known.token = site._known.token
