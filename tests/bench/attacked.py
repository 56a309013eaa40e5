"""How long readers wait for a kept page while others try to keep the site from answering."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from statistics import quantiles
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tests.bench.effort import Effort
from tests.bench.sites import Sites
from tests.bench.table import Row, at_most
from tests.bench.worlds import say
from tests.serving import Server

PART = "attacked"
LOG_INS, PREVIEWS, HANGING = 50, 3, 10
SOON = 100  # milliseconds
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_HOSTILE = "Anna: Was?\n\n" + "wort, " * 250_000
_HALF = (
    b"POST /konto/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken="
    + b"x" * 32
    + b"\r\n\r\n"
)


def measure(
    sites: Sites, _addresses: dict[str, list[str]], database: str, effort: Effort
) -> list[Row]:
    """Return the 99th percentile of kept pages, alone and under attack."""
    say(f"{database}: attacked")
    asked = 20 * effort.repeats
    quiet = _percentile(sites.cached, sites.article, asked)
    with _attack(sites.cached) as sent:
        under = _percentile(sites.cached, sites.article, asked)
    note = f"{len(sent)} answers to {LOG_INS} log-ins, {PREVIEWS} imports, {HANGING} that never end"
    return [
        Row(PART, "a kept article, 99th percentile", quiet, "ms", database),
        Row(PART, "the same under attack", under, "ms", database, note, at_most(SOON)),
    ]


def _percentile(server: Server, path: str, number: int) -> float:
    """Return the milliseconds within which 99 of 100 answers are there, each on its own connection."""
    took = []
    for _ in range(number):
        begun = time.perf_counter()
        answer = server.get(path)
        took.append(1000 * (time.perf_counter() - begun))
        if answer.status != 200:
            raise RuntimeError(f"A kept page answered {answer.status}.")
    return quantiles(took, n=100)[98]


@contextlib.contextmanager
def _attack(server: Server) -> Iterator[list[int]]:
    """Do all of it at once and over again until the block ends; yield what was answered."""
    site, over, sent = f"http://127.0.0.1:{server.port}", threading.Event(), list[int]()
    editor = build_opener(HTTPCookieProcessor(CookieJar()))
    _post(editor, f"{site}/konto/login/", login="redaktion", password="podium-demo")

    def again(ask: Callable[[], int]) -> None:
        while not over.is_set():
            sent.append(ask())

    def log_in() -> int:
        nobody = build_opener(HTTPCookieProcessor(CookieJar()))
        return _post(nobody, f"{site}/konto/login/", login="redaktion", password="falsch")

    def preview() -> int:
        return _post(editor, f"{site}/admin/interviews/interview/from-text/", text=_HOSTILE)

    asks = [log_in] * LOG_INS + [preview] * PREVIEWS
    attackers = [threading.Thread(target=again, args=(ask,), daemon=True) for ask in asks]
    with contextlib.ExitStack() as hanging:
        for _ in range(HANGING):
            one = hanging.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            one.sendall(_HALF)
        for attacker in attackers:
            attacker.start()
        time.sleep(1)
        yield sent
        over.set()
    for attacker in attackers:
        attacker.join(60)


def _post(opener: OpenerDirector, address: str, **fields: str) -> int:
    """Fill in the form at an address and send it; return the status."""
    try:
        with opener.open(address, timeout=60) as page:
            token = _TOKEN.search(page.read().decode())
        sent = urlencode(fields | {"csrfmiddlewaretoken": token[1] if token else ""}).encode()
        with opener.open(address, sent, timeout=60) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code
    except OSError:
        return 0
