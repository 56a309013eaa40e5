"""What the attacks share: pieces on record, threads of their own."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections

from tests.security.on_record import World
from tests.worlds import shared


@pytest.fixture
def run_apart() -> Iterator[Callable[..., Any]]:
    """Do something in a thread, on a connection of its own, and return what it gave within `seconds`."""
    threads: list[threading.Thread] = []

    def run(do: Callable[[], Any], seconds: float) -> Any:
        gave: list[Any] = []

        def work() -> None:
            try:
                gave.append(do())
            finally:
                connections.close_all()

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        threads[-1].join(seconds)
        assert gave, f"It waited for more than {seconds} seconds, or failed"
        return gave[0]

    yield run
    for thread in threads:
        thread.join()


@shared
def world() -> World:
    """Two pieces that are on record."""
    return World()
