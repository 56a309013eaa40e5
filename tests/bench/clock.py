"""How long single requests take, one after the other on one connection."""

import http.client
import time
from collections.abc import Iterable
from statistics import median

from tests.serving import Server


class Reader:
    """One connection to a server."""

    def __init__(self, server: Server) -> None:
        """Connect with the first request."""
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def ask(self, path: str) -> float:
        """Ask once; return milliseconds. An answer that is not 200 raises RuntimeError."""
        started = time.perf_counter()
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        response.read()
        took = (time.perf_counter() - started) * 1000
        if response.status != 200:
            raise RuntimeError(f"{path} answers {response.status}")
        return took


def medians[Name](
    asks: Iterable[tuple[Name, Reader, list[str]]], repeats: int
) -> dict[Name, float]:
    """Ask for everything in turn, `repeats` times; return the median of each in milliseconds.

    Of several paths each round asks the next one. The first round only warms up.
    """
    asked = list(asks)
    times: dict[Name, list[float]] = {name: [] for name, _reader, _paths in asked}
    for number in range(repeats + 1):
        for name, reader, paths in asked:
            took = reader.ask(paths[number % len(paths)])
            if number:
                times[name].append(took)
    return {name: median(found) for name, found in times.items()}
