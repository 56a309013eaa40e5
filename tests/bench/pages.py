"""Queries and rendering time of each kind of page, from inside the site, through all middleware."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.editions.edition import Edition
from events.models import Event
from pages.discovery.sitemaps import PART
from people.models import Person
from tests.bench import addresses

MOST = 60  # addresses of a kind


def measure(repeats: str) -> list[tuple[str, float, int]]:
    """Return kind, median in milliseconds and the most queries that one of its pages needed."""
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/")  # so that what a process asks once per generation is known
    return [(kind, *cost(client, paths, int(repeats))) for kind, paths in kinds().items()]


def kinds() -> dict[str, list[str]]:
    """Return some addresses of each kind of page."""
    known = addresses.measure()
    live = Edition.objects.live().order_by("-published_at", "-pk")

    def some(**of: Any) -> list[str]:
        return [edition.get_absolute_url() for edition in live.filter(**of)[:MOST]]

    of_series = live.exclude(series=None).select_related("series")
    return {
        "article": some(kind="post"),
        "article, interview": some(kind="interview"),
        "article of an event": some(event__isnull=False),
        "article of an event that is over": some(
            event__in=Event.objects.exclude(pk__in=Event.objects.upcoming())
        ),
        "list": ["/blog/", *known["list"][: MOST * 12 : 12]],
        "list of interviews": ["/interviews/"],
        "list of a topic": known["topic, first page"][:MOST] + known["topic, last page"][:MOST],
        "list of a series": sorted({edition.series.get_absolute_url() for edition in of_series}),
        "list of a person": [
            person.get_absolute_url()
            for person in Person.objects.filter(edition_rows__edition__in=live).distinct()[:MOST]
        ],
        "feed": known["feed"][:MOST],
        "home": ["/"],
        "people": ["/personen/"],
        "event": [event.get_absolute_url() for event in Event.objects.public()],
        "register": ["/transparenz/"],
        "sitemap": ["/sitemap.xml"],
        "sitemap of pieces": [
            f"/sitemaps/pieces-{newest.post_id // PART}.xml" for newest in live[:1]
        ],
        "sitemap of places": ["/sitemaps/places.xml"],
        "sitemap of people": ["/sitemaps/people.xml"],
    }


def cost(client: Client, paths: list[str], repeats: int) -> tuple[float, int]:
    """Return the median time of the processor for a kind of page, and the most queries of one."""
    most = max(queries_of(lambda path=path: client.get(path)) for path in paths)  # type: ignore[misc]
    times = [
        milliseconds(
            lambda nth=nth: client.get(paths[nth % len(paths)]),  # type: ignore[misc]
            time.process_time,
        )
        for nth in range(repeats)
    ]
    return median(times), most


def queries_of(ask: Callable[[], Any]) -> int:
    """Return how many queries a call needs. An answer that is not 200 raises RuntimeError."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if getattr(answer, "status_code", 200) != 200:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    return len(queries)


def milliseconds(ask: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long a call takes, by the clock on the wall or by that of the processor."""
    started = clock()
    ask()
    return (clock() - started) * 1000
