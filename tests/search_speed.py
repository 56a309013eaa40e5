"""How long a search takes, uncached: `python -m tests.search_speed` on the database in DATABASE_URL.

Meant for 20,000 generated pieces (`load_demo --posts 20000`); each kind of query is asked through the
whole middleware stack, the page cache in front of it not included.
"""

import os
import statistics
import sys
import time
from urllib.parse import urlencode

import django

ROUNDS = 21
QUERIES = {
    "common to nearly every piece": {"q": "und"},
    "common, a noun": {"q": "Garderobe"},
    "rare": {"q": "Verkehrspolitik"},
    "misspelt": {"q": "Gerderobbe"},
    "misspelt, beside a common word": {"q": "Gästeliste Moderatohrinnen"},
    "three words": {"q": "Garderobe Hörsaal Notausgang"},
    "three of the commonest words": {"q": "die der und"},
    "part of a compound": {"q": "Liste"},
    "phrase of two common words": {"q": '"und die"'},
    "phrase that nobody says": {"q": '"und der die und"'},
    "beginning of one letter": {"q": "d"},
    "beginning of three letters": {"q": "gar"},
    "common, interviews of one year": {"q": "und", "art": "interview", "jahr": "2025"},
    "common, of one topic": {"q": "und", "thema": "licht"},
    "a topic without words": {"thema": "licht"},
    "common, last page": {"q": "und", "seite": "20"},
    "three words that never meet": {"q": "Verkehrspolitik Garderobe Soufflé"},
    "nothing like it": {"q": "xyzzyqwert"},
}


def measure() -> list[tuple[str, float, int, int]]:
    """Return kind of query, median in milliseconds, number of queries, and hits on the page."""
    from django.db import connection  # noqa: PLC0415 - only after django.setup()
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    rows = []
    for kind, parameters in QUERIES.items():
        address = f"/suche/?{urlencode(parameters)}"
        with CaptureQueriesContext(connection) as queries:
            hits = client.get(address).content.count(b'<article class="teaser')
            asked = len(queries)  # inside: the next request forgets them
        rows.append((kind, _median(client, address), asked, hits))
    return rows


def _median(client: object, address: str) -> float:
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print a table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    django.setup()
    sys.stdout.write("| query | median | queries | hits on the page |\n|---|---|---|---|\n")
    for kind, cost, queries, hits in measure():
        sys.stdout.write(f"| {kind} | {cost:.1f} ms | {queries} | {hits} |\n")


if __name__ == "__main__":
    main()
