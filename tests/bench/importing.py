"""How long a blog of 10,000 posts takes to move in from WordPress: the command, on an empty site of SQLite.

What publishing costs costs bringing in as much on either database, for nearly all of it is Python's.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.inside import environment, run
from tests.bench.table import Row, at_most
from tests.moving.arriving.exports import cdata, export, item

PART = "import"
POSTS = 10_000
_TEN_MINUTES = 600
_TOPICS, _FILED = 300, 3
_VOCABULARY = (
    "Bühne Licht Ton Technik Festival Publikum Halle Abend Konzert Veranstalter Programm Sommer Stadt"
    " Gespräch Orchester Probe Pause Zugang Kosten Förderung Ehrenamt Team Planung Aufbau Vertrag"
    " sind werden haben wollen müssen können immer selten oft heute gestern morgen"
).split()


def measure(posts: int = POSTS) -> Iterator[Row]:
    """Yield how long the command takes, by the clock and of the processor for each post."""
    with tempfile.TemporaryDirectory() as folder:
        site = environment(f"sqlite:///{folder}/site.sqlite3", Path(folder))
        file = Path(folder) / "export.xml"
        file.write_text(_export_of(posts), encoding="utf-8")
        run(["manage.py", "migrate", "--verbosity", "0"], site)
        began, used = time.monotonic(), _processor()
        run(["manage.py", "import_site", str(file)], site, capture_output=True)
        took, cost = time.monotonic() - began, _processor() - used
    note = f"{posts:,} posts of 540 words, three topics each, without pictures"
    yield Row(PART, "a blog of WordPress", took, "s", "SQLite", note, aim=at_most(_TEN_MINUTES))
    yield Row(PART, "processor, each post", 1000 * cost / posts, "ms", "SQLite", note)


def _processor() -> float:
    """Return the seconds that children which have ended used of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _export_of(posts: int) -> str:
    chance = random.Random(5)

    def words(number: int) -> str:
        return " ".join(chance.choices(_VOCABULARY, k=number)).capitalize() + "."

    def post(number: int) -> str:
        topics = "".join(
            f'<category domain="post_tag" nicename="t{n}">{cdata(f"Thema {n}")}</category>'
            for n in chance.sample(range(_TOPICS), _FILED)
        )
        body = "\n\n".join(words(90) for _paragraph in range(6))
        day = f"{2010 + number % 15}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        return item(number, words(6), body, day=day, excerpt=words(15), more=topics)

    return export(*map(post, range(1, posts + 1)))
