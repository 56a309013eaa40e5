"""Of two runs of one site the second waits, and then finds everything there."""

import io
import os
import stat
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import Post
from moving.arriving.bringing.alone import alone, in_file
from moving.arriving.choices import Choices
from moving.arriving.records import Arrival, Arrived, ExportPart, Line
from moving.arriving.tasks import bring_in
from tests.moving.arriving.exports import export, item, written

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = "https://alt.example"
WAITS = "Ein anderer Umzug derselben Website läuft gerade; dieser wartet, bis er vorbei ist."


@pytest.fixture
def held():
    """Another run that has the site until it is told to let go."""
    has, go = threading.Event(), threading.Event()

    def other():
        with alone(SOURCE, lambda: None):
            has.set()
            go.wait(30)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    assert has.wait(30)
    yield go
    go.set()
    thread.join()


def test_a_second_run_says_that_it_waits_and_brings_in_nothing_twice(held, tmp_path):
    file = written(tmp_path, export(item(1, "Erster"), item(2, "Zweiter")))
    said = io.StringIO()
    heard = said.write

    def write(words):
        if "waits for it" in words:
            held.set()
        return heard(words)

    said.write = write
    call_command("import_site", file, stderr=said, stdout=io.StringIO())
    assert said.getvalue().count("Another run brings in this site") == 1
    call_command("import_site", file, stdout=io.StringIO())
    assert Post.objects.count() == Arrived.objects.exclude(post=None).count() == 2
    assert not Line.objects.filter(words__contains="mistake").exists()


def test_a_run_of_another_site_does_not_wait(held):
    waited = []
    with alone("https://andere.example", lambda: waited.append(1)):
        assert not waited


def test_the_worker_does_not_wait_for_a_run_and_says_when_it_tries_again(held, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    run = uploaded(export(item(1, "Erster")))
    bring_in.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.trouble) == (Arrival.State.WAITING, WAITS)
    later = DBTaskResult.objects.get()
    assert timedelta(seconds=25) < later.run_after - timezone.now() <= timedelta(seconds=30)
    held.set()
    deadline = time.monotonic() + 30
    while run.state != Arrival.State.DONE and time.monotonic() < deadline:
        bring_in.func(run.pk)
        run.refresh_from_db()
    assert (run.state, run.trouble) == (Arrival.State.DONE, "")
    assert Post.objects.count() == 1


def test_a_run_that_cannot_be_tried_later_breaks_off_and_may_go_on(held):
    run = uploaded(export(item(1, "Erster")))
    bring_in.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.trouble) == (Arrival.State.FAILED, WAITS)


def test_a_file_beside_the_database_is_of_whoever_has_the_database(tmp_path):
    database = tmp_path / "site.sqlite3"
    database.touch()
    database.chmod(0o640)
    owner = 1000 if os.geteuid() == 0 else os.geteuid()
    os.chown(database, owner, -1)
    with in_file(database, SOURCE) as taken:
        assert taken()
    (lock,) = tmp_path.glob("site.sqlite3-moving*")
    assert (lock.stat().st_uid, stat.S_IMODE(lock.stat().st_mode)) == (owner, 0o640)


def test_beside_a_database_that_is_a_file_one_run_has_it_until_it_lets_go(tmp_path):
    database = tmp_path / "site.sqlite3"
    database.touch()
    with in_file(database, SOURCE) as second:
        with in_file(database, SOURCE) as first, in_file(database, "other") as other:
            assert first()
            assert other()
            assert not second()
        assert second()


def uploaded(text):
    run = Arrival.objects.create(
        filename="export.xml", source=SOURCE, choices=Choices().as_json(), state="waiting"
    )
    ExportPart.objects.create(arrival=run, number=0, data=text.encode())
    return run
