"""`make bench`: what a page costs, as ratios to a constant Django view in the same run.

Fills a database of its own with generated pieces (PIECES, default 20,000, three editions each), asks
each address many times through the whole middleware stack, and writes docs/benchmarks.md.
"""

import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PIECES = int(os.environ.get("PIECES", "20000"))
ROUNDS = 60
REPORT = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` on {day}: Django {django}, Python {python}, {database}, {pieces} generated pieces with three
editions each, one process, {cores} cores. Each address is asked {rounds} times through the whole middleware stack; the
figure is the median. The ratio compares with a constant Django view (`/healthz`) in the same run, so that it can be
compared between machines.

| address | median | ratio to a constant view | queries |
|---|---|---|---|
"""


def main() -> None:
    """Fill a database, measure, write the report."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.base", "MEDIA_ROOT": folder}
        started = time.perf_counter()
        for command in (["migrate", "-v0"], ["load_demo", "--posts", str(PIECES)]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True)
        filling = time.perf_counter() - started
        django.setup()
        rows = measure()
        write(rows, filling)


def measure() -> list[tuple[str, float, float, int]]:
    """Return address, median in milliseconds, ratio and number of queries for each page."""
    from django.db import connection  # noqa: PLC0415 - only after django.setup()
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    constant = median(lambda: client.get("/healthz"))
    rows = [("/healthz", constant, 1.0, 0)]
    for name, address in addresses(client).items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            asked = len(queries)
        if answer.status_code != 200:
            sys.exit(f"{address} answers {answer.status_code}")
        cost = median(lambda address=address: client.get(address))
        rows.append((name, cost, cost / constant, asked))
    return [*rows, *of_one_event(client, constant), affected(constant), outdated_wording(constant)]


def of_one_event(client: object, constant: float) -> list[tuple[str, float, float, int]]:
    """Measure an article of the coming event: two offers; 200 and 5,000 pieces; all that and over.

    The second and third row also say how much dearer than the first they are.
    """
    from django.db import connection, transaction  # noqa: PLC0415 - only after django.setup()
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from blog.editions import Edition  # noqa: PLC0415
    from events.models import Event  # noqa: PLC0415

    now, rows = timezone.now(), []
    live = Edition.objects.live().order_by("-published_at")
    address, event = next(
        (edition.get_absolute_url(), edition.event)
        for edition in live.filter(event__in=Event.objects.upcoming(now))
    )

    def ask(name: str) -> None:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            asked = len(queries)
        cost = median(lambda: client.get(address))
        name += f" ({cost / rows[0][1]:.1f} times as long)" if rows else ""
        rows.append((f"an article of an event with {name}", cost, cost / constant, asked))

    with transaction.atomic():
        give_offers(event, 2)
        ask("2 offers")
        give_offers(event, 200)
        Edition.objects.filter(pk__in=list(live.values_list("pk", flat=True)[:5000])).update(
            event=event
        )
        ask(f"200 offers and {live.filter(event=event).count():,} pieces")
        length = event.ends_at - event.starts_at
        Event.objects.filter(pk=event.pk).update(starts_at=now - 2 * length, ends_at=now - length)
        ask("200 offers and as many pieces that is over")
        transaction.set_rollback(True)
    return rows


def give_offers(event: object, number: int) -> None:
    """Give an event so many offers instead of its own, all on sale."""
    from events.models import TicketOffer  # noqa: PLC0415 - only after django.setup()

    event.offers.all().delete()
    TicketOffer.objects.bulk_create(
        TicketOffer(event=event, ordering=place, name=f"{place}", price=place, url="https://x")
        for place in range(1, number + 1)
    )


def outdated_wording(constant: float) -> tuple[str, float, float, int]:
    """Measure which live pieces a new wording of the most common notice would change."""
    from django.db import connection, transaction  # noqa: PLC0415 - only after django.setup()
    from django.db.models import Count  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from blog.models import EditionNotice  # noqa: PLC0415
    from blog.rewording import outdated  # noqa: PLC0415
    from disclosures.models import NoticeVersion  # noqa: PLC0415

    told = EditionNotice.objects.values("version").annotate(number=Count("pk")).order_by("-number")
    before = NoticeVersion.objects.get(pk=told[0]["version"])
    with transaction.atomic():
        new = NoticeVersion.objects.create(
            notice=before.notice,
            language=before.language,
            number=before.number + 1,
            heading=before.heading,
            text=before.text + "<p>Neu.</p>",
            valid_from=timezone.now(),
        )
        with CaptureQueriesContext(connection) as queries:
            found = outdated(new).count()
        cost = median(lambda: outdated(new).count())
        transaction.set_rollback(True)
    return f"pieces that a new wording changes ({found:,})", cost, cost / constant, len(queries)


def affected(constant: float) -> tuple[str, float, float, int]:
    """Measure what an editor waits for after adding a sponsor: the pieces concerned, and how many.

    The sponsor is one that generated pieces quote; the event has nobody else behind it.
    """
    from django.db import connection, transaction  # noqa: PLC0415 - only after django.setup()
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from blog.reassessing import concerned_by  # noqa: PLC0415
    from events.models import Event, Sponsorship  # noqa: PLC0415
    from people.models import Organisation  # noqa: PLC0415

    with transaction.atomic():
        now = timezone.now()
        event = Event.objects.create(
            name="Neu", starts_at=now, ends_at=now.replace(year=now.year + 1)
        )
        sponsor = Organisation.objects.exclude(ties=None).order_by("pk").first()
        Sponsorship.objects.create(organisation=sponsor, event=event)

        def ask() -> int:
            pieces = concerned_by(event)
            return len(list(pieces[:30])) and pieces.count()

        with CaptureQueriesContext(connection) as queries:
            found = ask()
        cost = median(ask)
        transaction.set_rollback(True)
    return f"pieces concerned by a new sponsor ({found:,})", cost, cost / constant, len(queries)


def addresses(client: object) -> dict[str, str]:
    """Return the pages to measure; the deep one lies behind half of all pieces."""
    from blog.editions import Edition  # noqa: PLC0415 - only after django.setup()
    from pages.pagination import _cursor  # noqa: PLC0415

    live = Edition.objects.live().order_by("-published_at", "-pk")
    half = live[live.count() // 2]
    interview = live.filter(kind="interview").first()
    return {
        "front page": "/",
        "an interview": interview.get_absolute_url(),
        "a post": live.filter(kind="post").first().get_absolute_url(),
        "list, first page": "/blog/",
        "list, half way down": f"/blog/?vor={_cursor(half)}",
        "a topic": live.exclude(tag_rows=None).first().tag_rows.first().tag.get_absolute_url(),
        "a person": interview.person_rows.first().person.get_absolute_url(),
        "people": "/personen/",
        "search, a common word": "/suche/?q=und",
        "search, three words": "/suche/?q=die+der+und",
        "search, no hit": "/suche/?q=xyzzyqwert",
        "RSS feed": "/feeds/rss.xml",
    }


def median(ask: Callable[[], object]) -> float:
    """Return the median of many calls in milliseconds, after a few to warm up."""
    for _warm in range(5):
        ask()
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def write(rows: list[tuple[str, float, float, int]], filling: float) -> None:
    """Write the table to docs/benchmarks.md and print it."""
    engine = os.environ["DATABASE_URL"].split(":")[0]
    database = f"SQLite {sqlite3.sqlite_version}" if engine == "sqlite" else "PostgreSQL"
    text = HEAD.format(
        day=time.strftime("%Y-%m-%d"),
        django=django.get_version(),
        python=platform.python_version(),
        database=database,
        pieces=f"{PIECES:,}",
        cores=os.cpu_count(),
        rounds=ROUNDS,
    )
    for name, cost, ratio, queries in rows:
        text += f"| {name} | {cost:.1f} ms | {ratio:.1f} | {queries} |\n"
    text += f"\nFilling the database (`load_demo --posts {PIECES}`) took {filling:.0f} s.\n"
    REPORT.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
