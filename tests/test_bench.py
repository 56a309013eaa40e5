"""The bench itself: its verdicts, its table, its words, its copies, its tools."""

import shutil
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from blog.models import Edition, EditionPerson, EditionTag, Post
from tests.bench import addresses, cloning, lighthouse, memory, newsroom, pages, table, words
from tests.bench.clock import Reader, medians
from tests.bench.table import Row, at_least, at_most, markdown, ratio, report, summary
from tests.bench.worlds import SQLite, World, Worlds, _folder as worlds_folder, fingerprint
from tests.bench.wrk import load
from tests.serving import Server, free_port, running

pytestmark = pytest.mark.whichever_database
ROOT = Path(__file__).resolve().parent.parent


def test_a_ratio_is_the_median_of_its_rounds_and_says_how_far_they_lie_apart():
    row = ratio("throughput", "a ÷ b", [(1, 2), (3, 4), (9, 10)], aim=at_least(0.8))
    assert (row.figure, row.note, row.met) == (0.75, "0.50–0.90", False)
    assert row.cells() == ["throughput", "a ÷ b", "", "0.75 ×", "0.50–0.90", "≥ 0.8 ×", "**no**"]


@pytest.mark.parametrize(
    ("aim", "figure", "met"),
    [
        (at_least(1), 1, True),
        (at_least(1), 0.99, False),
        (at_most(1.3), 1.3, True),
        (at_most(1.3), 1.31, False),
        (None, 5, None),
    ],
)
def test_an_aim_is_met_up_to_its_bound(aim, figure, met):
    assert Row("depth", "a page", figure, aim=aim).met is met


def test_the_report_names_day_versions_aims_that_are_missed_and_what_was_skipped():
    rows = [
        Row("depth", "list", 1.1, "×", "SQLite", "1.1 ms ÷ 1.0 ms", at_most(1.3)),
        Row("search", "rare | word", 71.04, "ms", "PostgreSQL", aim=at_most(50)),
        Row("pages", "home: queries", 5),
    ]
    text = report(rows, ["SKIPPED lighthouse: no npm"], 600, Lighthouse="12.0")
    assert "| depth | list | SQLite | 1.10 × | 1.1 ms ÷ 1.0 ms | ≤ 1.3 × | yes |" in text
    assert "| search | rare / word | PostgreSQL | 71.0 ms |  | ≤ 50 ms | **no** |" in text
    assert "| pages | home: queries |  | 5 |  |  |  |" in text
    assert "1 of 2 aims are met. Not met:\n\n- search: rare | word PostgreSQL\n" in text
    assert "- SKIPPED lighthouse: no npm" in text
    assert "Django 6." in text
    assert "Lighthouse 12.0" in text
    assert len({line.count("|") for line in markdown(rows).splitlines()}) == 1


def test_a_summary_without_misses_lists_none():
    assert summary([Row("depth", "list", 1, aim=at_most(2))]) == "1 of 1 aims are met.\n"


def test_a_version_that_nobody_can_tell_is_left_out():
    assert table._said("no-such-program") == ""


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo once for all tests here: its pictures take seconds to encode."""
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        call_command("load_demo", posts=20, editions=1, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def some_pieces(loaded, db):
    return loaded


@pytest.fixture
def server(tmp_path):
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "-d", str(tmp_path)]
    command += ["-b", "127.0.0.1", "-p", "HTTP/1.1"]
    with running(["sh", "-c", 'exec "$@" 2>/dev/null', "quietly", *command], port) as process:
        yield Server(port, process.pid)


@pytest.mark.skipif(shutil.which("wrk") is None, reason="no wrk (Debian: apt install wrk)")
def test_wrk_asks_for_the_paths_in_turn_and_stops_after_so_many(server):
    found = load(server, ["/a", "/b"], most=50)
    assert 30 < found.requests <= 50 + 16  # one connection more or less
    assert found.seconds < 30
    assert found.rate == found.requests / found.seconds
    with pytest.raises(RuntimeError, match=r"of \d+ requests failed"):
        load(server, ["/a", "/missing"], seconds=1)


def test_single_requests_are_timed_and_must_succeed(server):
    reader = Reader(server)
    found = medians([("one", reader, ["/a"]), ("both", reader, ["/a", "/b"])], 3)
    assert set(found) == {"one", "both"}
    assert all(0 < took < 1000 for took in found.values())
    with pytest.raises(RuntimeError, match="/missing answers 404"):
        reader.ask("/missing")


@pytest.mark.skipif(not memory.available(), reason="only Linux tells what a process has")
def test_memory_is_that_of_the_whole_family_of_processes():
    child = "import time; x = bytearray(64 << 20); print(1, flush=True); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            process.stdout.readline()
            assert len(list(memory.family(process.pid))) == 2
            own, whole = memory.own_and_shared(Server(0, process.pid))
            assert 64 < own < whole
        finally:
            for pid in reversed(list(memory.family(process.pid))):
                subprocess.run(["kill", str(pid)], check=True)


def test_four_of_five_mixed_pages_are_the_same_few():
    kinds = {kind: [f"/{kind}/{n}/" for n in range(900)] for kind in ("list", "topic", "feed")}
    kinds["article"] = [f"/a/{n}/" for n in range(9000)]
    paths = list(memory.mixed(kinds, 1000))
    hot = kinds["article"][: memory.HOT]
    assert sum(path in hot for path in paths) in range(800, 820)
    assert len(set(paths)) > 200


def test_lighthouse_names_the_audits_that_cost_points():
    def said(score, audit):
        part = {"score": score, "auditRefs": [{"id": "a", "weight": 1}, {"id": "b", "weight": 0}]}
        return {
            "categories": dict.fromkeys(lighthouse.CATEGORIES, part),
            "audits": {"a": {"score": audit, "displayValue": "2.0\u00a0s"}, "b": {"score": 0}},
        }

    rows = lighthouse.rows_of("home", [said(1, 1), said(0.97, 0.9), said(0.9, 0.5)])
    assert [row.figure for row in rows] == [97] * 4
    assert {row.note for row in rows} == {"a 2.0 s"}
    assert not any(row.met for row in rows)


def test_copies_are_pieces_of_their_own_that_readers_find(some_pieces, client):
    tags, people = EditionTag.objects.count(), EditionPerson.objects.count()
    editions, posts = Edition.objects.count(), Post.objects.count()
    before = set(Edition.objects.values_list("slug", flat=True))
    assert cloning.measure("3") == 80
    assert Post.objects.count() == posts + 60
    assert Edition.objects.count() == editions + 60
    assert EditionTag.objects.count() == tags + 3 * 40
    assert EditionPerson.objects.count() > people
    copies = Edition.objects.live().exclude(slug__in=before)
    assert copies.count() == 60
    for copy in copies:
        assert client.get(copy.get_absolute_url()).status_code == 200
    Post.objects.create(title="Danach", slug="danach")  # numbers go on behind the copies
    connection.check_constraints()


def test_every_address_that_is_asked_for_answers(some_pieces, client):
    cloning.measure("9")
    found = addresses.measure()
    assert all(found.values())
    for path in {path for paths in found.values() for path in paths[:20]}:
        assert client.get(path).status_code == 200, path
    assert len(set(found["list"])) == Edition.objects.live().count() - 12


def test_pages_tell_their_queries_and_queries_their_kind(some_pieces):
    costs = {kind: (took, queries) for kind, took, queries in pages.measure("2")}
    assert costs["article"][1] >= 1
    assert all(took > 0 for took, _queries in costs.values())
    queries = words.measure()
    assert all(len(some) == words.EACH for some in queries.values())
    assert all(query.startswith('"') for query in queries["phrase"])


def test_what_the_newsroom_asks_is_measured_and_leaves_nothing_behind(some_pieces, monkeypatch):
    monkeypatch.setattr(newsroom, "MUCH", 5)
    before = set(Edition.objects.values_list("pk", "event"))
    found = newsroom.measure("1")
    assert len(found) == 5
    assert set(Edition.objects.values_list("pk", "event")) == before


class Empty(World):
    """A world with tables and nothing in them: the demo's pictures take seconds."""

    def commands(self):
        return [["manage.py", "migrate", "-v0"]] if self.base is None else []


def test_a_world_is_filled_once_and_what_was_left_half_way_is_made_anew(tmp_path):
    worlds = Worlds(SQLite(tmp_path))
    (tmp_path / "bench_0_0.sqlite3").write_text("half a database")
    worlds.fill(Empty())
    again = Worlds(SQLite(tmp_path))
    again.fill(Empty())
    assert again.seconds == worlds.seconds
    with sqlite3.connect(tmp_path / "bench_0_0.sqlite3") as made:
        assert made.execute("SELECT count(*) FROM blog_edition").fetchone() == (0,)
    made.close()


def test_databases_of_another_content_are_made_anew_and_the_old_ones_removed(tmp_path):
    old = tmp_path / "2020-01-0123456789ab" / "sqlite"
    old.mkdir(parents=True)
    now = worlds_folder(tmp_path, "sqlite")
    assert now == tmp_path / fingerprint() / "sqlite"
    assert (now.exists(), old.exists()) == (True, False)


def test_a_part_that_does_not_exist_is_refused():
    command = [sys.executable, "-m", "tests.bench", "troughput"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such part: troughput" in done.stderr
