"""Of two runs of one site the second waits, and then finds everything there."""

import io
import threading

import pytest
from django.core.management import call_command
from django.db import connection

from blog.models import Post
from moving.arriving.alone import alone, in_file
from moving.arriving.records import Arrived, Line
from tests.moving.arriving.exports import export, item, written

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = "https://alt.example"


@pytest.fixture
def held():
    """Another run that has the site until it is told to let go."""
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory is seen by one process alone")
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


def test_beside_a_database_that_is_a_file_one_run_has_it_until_it_lets_go(tmp_path):
    with in_file(tmp_path / "site-moving") as second:
        with (
            in_file(tmp_path / "site-moving") as first,
            in_file(tmp_path / "other-moving") as other,
        ):
            assert first()
            assert other()
            assert not second()
        assert second()
