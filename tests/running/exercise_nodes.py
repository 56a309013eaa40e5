"""Two nodes behind nginx, workers and a PostgreSQL with a replica, each killed while there is work.

`make exercise` runs it, for it takes minutes. What it prints stands in docs/operations.md, “What faults did”.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.leases import LEASE
from background.models import Worker
from blog.publishing.publish import publish
from outbound.mail import Queue
from outbound.models import Letter
from tests import postgres
from tests.delivery.test_serving import (
    PUBLISH,
    manage,
    needs_nginx,
    needs_postgresql,
    needs_redis,
    waiting_for,
)
from tests.lifeline import should_we_die
from tests.making import make_post
from tests.security.dying import production
from tests.security.post_office import PostOffice
from tests.serving import ROOT, Server, database_in_use, free_port, nginx, redis_server

START = 60  # seconds in which a node has to serve again on a busy machine


class Node:
    """A machine with two server processes, which can lose all of them at once."""

    def __init__(self, database_url, **environment):
        self.server = Server(free_port())
        self._env = production(PAGE_CACHE="on", **environment) | {"DATABASE_URL": database_url}
        self._process = None

    def start(self):
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--port",
            str(self.server.port),
        ]
        command += ["--workers", "2", "--blocking-threads", "16", "--no-ws", "--log-level", "error"]
        self._process = subprocess.Popen(
            [*command, "config.wsgi:application"],
            env=self._env,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert waiting_for(self.answers, START)

    def kill(self):
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def answers(self):
        try:
            return self.server.get("/healthz").status == 200
        except OSError:
            return False


@contextlib.contextmanager
def nodes(number, database_url, **environment):
    made = [Node(database_url, **environment) for _ in range(number)]
    try:
        for one in made:
            one.start()
        yield made
    finally:
        for one in made:
            with contextlib.suppress(ProcessLookupError, AttributeError):
                one.kill()


@contextlib.contextmanager
def readers(front, number, path):
    """Readers who ask without pause for what nobody keeps; yields what they were answered, and when."""
    told, over = [], threading.Event()

    def read(own):
        count = 0
        while not over.is_set():
            count += 1
            begun = time.monotonic()
            try:
                status = front.get(path.format(f"{own}-{count}")).status
            except OSError as error:
                status = str(error)
            told.append((begun, status, time.monotonic() - begun))
            time.sleep(0.05)

    crowd = [threading.Thread(target=read, args=(own,)) for own in range(number)]
    for one in crowd:
        one.start()
    try:
        yield told
    finally:
        over.set()
        for one in crowd:
            one.join()


@needs_redis
@needs_nginx
@pytest.mark.django_db(transaction=True)
def test_a_node_that_dies_under_load_loses_no_request():
    publish(make_post("Da", slug="da"), by=None)
    with (
        redis_server() as cache_url,
        nodes(2, database_in_use(), CACHE_URL=cache_url) as (one, other),
        nginx(one.server, second=other.server) as front,
        readers(front, 6, "/suche/?q={}") as told,
    ):
        time.sleep(1)
        for node in (one, other):
            node.kill()
            time.sleep(1.5)
            node.start()
            time.sleep(0.5)
    lost = [status for _begun, status, _took in told if status != 200]
    slowest = max(took for _begun, _status, took in told)
    print(f"{len(told)} requests, {len(lost)} lost, the slowest took {slowest:.1f} s")  # noqa: T201
    assert len(told) > 50
    assert lost == []


@pytest.mark.django_db(transaction=True)
def test_workers_killed_in_turns_lose_no_task_and_send_no_letter_twice(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    number = 24
    for one in range(number):
        mail = EmailMessage(f"Brief {one}", "Text", "a@example.org", [f"leser{one}@example.org"])
        Queue().send_messages([mail])
    command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--interval", "0.1"]
    killed = 0
    with PostOffice() as office:
        env = production(EMAIL_URL=f"smtp://127.0.0.1:{office.port}")

        def begin():
            return subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.DEVNULL)

        workers = [begin(), begin()]
        end = time.monotonic() + 100
        begun = time.monotonic()
        try:
            while unfinished() and time.monotonic() < end:
                taken = len(office.taken)
                waiting_for(lambda seen=taken: len(office.taken) > seen or not unfinished(), 8)
                if killed < 4 and unfinished():
                    workers[killed % 2].kill()
                    workers[killed % 2].wait()
                    workers[killed % 2] = begin()
                    killed += 1
                    a_minute_passes()
        finally:
            for one in workers:
                one.kill()
                one.wait()
    arrived = sorted(office.recipients)
    kept = [address for row in Letter.objects.exclude(trouble="") for address in row.recipients]
    print(  # noqa: T201
        f"{killed} workers killed, {len(arrived)} of {number} letters arrived, {len(kept)} told to the"
        f" newsroom as uncertain, none twice, in {time.monotonic() - begun:.0f} s"
    )
    assert not unfinished()
    assert killed >= 2
    assert len(set(arrived)) == len(arrived)
    expected = {f"leser{one}@example.org" for one in range(number)}
    assert {one.strip("<>") for one in arrived} | set(kept) == expected


def unfinished():
    return DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"]).count()


def a_minute_passes():
    """Move into the past what the dead left: the living say within ten seconds that they live."""
    living = Worker.objects.order_by("-seen_at").values_list("name", flat=True)[:1]
    Worker.objects.exclude(name__in=list(living)).update(seen_at=timezone.now() - 2 * LEASE)
    DBTaskResult.objects.running().update(started_at=timezone.now() - 2 * LEASE)


@contextlib.contextmanager
def primary_and_replica():
    """Two servers; what the first one confirms is on the second one as well."""
    with (
        tempfile.TemporaryDirectory(prefix="podium-postgres-") as first,
        tempfile.TemporaryDirectory(prefix="podium-postgres-") as second,
        should_we_die(postgres.STOP_AND_CLEAR, first),
        should_we_die(postgres.STOP_AND_CLEAR, second),
    ):
        bin_dir = postgres.binaries()
        primary = replace(
            postgres.cluster_in(Path(first), bin_dir),
            options=("wal_level=replica", "synchronous_commit=on"),
        )
        replica = postgres.cluster_in(Path(second), bin_dir)
        primary.make()
        primary.start()
        stop = [primary]
        try:
            manage(primary.url, "migrate", "--verbosity", "0")
            replica.follow(primary)
            replica.start()
            stop.append(replica)
            primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'replica'")
            primary.ask("SELECT pg_reload_conf()")
            yield primary, replica, stop
        finally:
            for one in stop:
                one.stop()


@needs_postgresql
def test_a_replica_takes_over_and_nothing_that_was_confirmed_is_lost():
    with primary_and_replica() as (primary, replica, running):
        both = f"postgres://podium@127.0.0.1:{primary.port},127.0.0.1:{replica.port}/postgres"
        both += "?target_session_attrs=read-write"
        manage(both, "shell", "-c", PUBLISH)
        with nodes(1, both) as (node,):
            assert node.server.get("/blog/da/").status == 200
            primary.stop()  # at once, as `kill -9`
            running.remove(primary)
            died = time.monotonic()
            replica.promote()
            promoted = time.monotonic()
            assert waiting_for(lambda: node.server.get("/interviews/").status == 200, 30)
            back = time.monotonic()
            manage(both, "shell", "-c", PUBLISH.replace("Da", "Wieder da"))
            assert waiting_for(lambda: "Wieder da" in node.server.get("/blog/").text, 20)
            assert "Da" in node.server.get("/blog/da/").text
            print(  # noqa: T201
                f"promoted {promoted - died:.1f} s after, pages {back - promoted:.1f} s after that"
            )
        manage(replica.url, "verify_editions")
