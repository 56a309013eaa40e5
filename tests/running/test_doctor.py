"""The doctor names what is broken, each by its own name, and how to mend it."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import Worker
from blog.anchoring.anchoring import anchor
from blog.publishing.publish import publish
from media.models import Image
from outbound.models import Letter
from running.doctor import (
    accounts,
    cache,
    configuration,
    database,
    front,
    machine,
    mail,
    media,
    proof,
    work,
)
from running.doctor.examination import examine, looked_at
from running.doctor.finding import State, wrong
from running.models import Run
from running.periodic import PERIODIC
from tests.delivery.test_serving import needs_redis
from tests.making import make_editor, make_post
from tests.media.pictures import saved_image
from tests.security.post_office import PostOffice
from tests.serving import ROOT, free_port, redis_server

LOCAL = "http://127.0.0.1"


def found(check):
    """Return what a check finds, worst first: its state, and the whole line."""
    lines = [(one.state, str(one)) for one in check()]
    return sorted(lines, key=lambda line: list(State).index(line[0]), reverse=True)


def the_worst(check):
    return found(check)[0]


@pytest.mark.django_db
def test_an_installation_in_order_has_nothing_wrong(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Worker.objects.create(name="one", seen_at=timezone.now())
    now = timezone.now()
    Run.objects.bulk_create(Run(name=one.name, begun_at=now, ended_at=now) for one in PERIODIC)
    make_editor(is_superuser=True)
    checks = [database.reachable, database.migrated, database.guarded, database.same_time]
    checks += [cache.in_this_database, work.at_work, work.letters, work.periodic]
    checks += [media.live_pictures, accounts.somebody_in_charge, proof.anchors, machine.permissions]
    said = [line for check in checks for line in found(check)]
    assert [line for line in said if line[0] != State.OK] == []


@pytest.mark.django_db
def test_missing_migrations_are_named(settings):
    settings.MIGRATION_MODULES = {}  # also where the suite does without
    if "django_migrations" in connection.introspection.table_names():
        MigrationRecorder(connection).record_unapplied("running", "0001_initial")
    state, line = the_worst(database.migrated)
    assert (state, "not applied" in line) == (State.WRONG, True)
    assert line.endswith("→ manage.py migrate")


@pytest.mark.django_db
def test_a_guard_that_was_dropped_is_named():
    of = " ON blog_edition" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER edition_kept{of}")
    state, line = the_worst(database.guarded)
    assert (state, "edition_kept is missing" in line) == (State.WRONG, True)


@pytest.mark.whichever_database
@pytest.mark.django_db
def test_work_that_is_not_done_is_named():
    assert the_worst(work.at_work)[0] == State.WRONG  # no worker
    DBTaskResult.objects.create(
        task_path="blog.tasks.anchor_heads",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now() - timedelta(hours=2),
    )
    lines = [line for _state, line in found(work.at_work)]
    assert any("1 wait, the oldest for 120 minutes" in line for line in lines)
    Letter.objects.create(sender="a", recipients=["b"], message=b"", trouble="Refused: 550")
    assert "1 could not be sent. The last: Refused: 550" in the_worst(work.letters)[1]
    assert "ever ran" in the_worst(work.periodic)[1]
    long_ago = timezone.now() - timedelta(days=30)
    for one in PERIODIC:
        Run.objects.create(name=one.name, begun_at=long_ago, failed=one.name == "anchor")
    lines = [line for _state, line in found(work.periodic)]
    assert "manage.py anchor failed when it ran last" in lines[0]
    assert any("podium-shops.timer" in line for line in lines)
    assert not any("check_sources" in line for line in lines)  # it is off


@needs_redis
def test_a_redis_without_limit_or_that_is_away_is_named(settings):
    backend = "django.core.cache.backends.redis.RedisCache"
    verdicts = {}
    for options in ((), ("--maxmemory-policy", "noeviction"), ("--maxmemory", "0")):
        with redis_server(*options) as url:
            where = url.replace("rediscache", "redis")
            settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": where}}
            verdicts[options[1:]] = the_worst(cache.redis_limits)
    assert verdicts[()][0] == State.OK
    assert "256 MB at most, allkeys-lru" in verdicts[()][1]
    assert verdicts[("noeviction",)][0] == State.WARN
    assert verdicts[("0",)][0] == State.WRONG
    assert the_worst(cache.redis_limits)[0] == State.WRONG
    assert "does not answer" in the_worst(cache.redis_limits)[1]


def mailers(port, **options):
    told = {"host": "127.0.0.1", "port": port} | options
    return {"default": {"BACKEND": "outbound.mail.Direct", "OPTIONS": told}} | {
        "direct": {"BACKEND": "outbound.mail.Direct", "OPTIONS": told}
    }


def test_the_mail_server_is_greeted_and_nothing_is_sent(settings):
    with PostOffice() as office:
        settings.MAILERS = mailers(office.port)
        state, line = the_worst(mail.greeted)
        assert (state, office.taken, office.recipients) == (State.OK, [], [])
        settings.MAILERS = mailers(office.port, use_ssl=True)
        assert the_worst(mail.greeted)[0] == State.WRONG
    settings.MAILERS = mailers(free_port())
    state, line = the_worst(mail.greeted)
    assert (state, "does not answer" in line, "EMAIL_URL" in line) == (State.WRONG, True, True)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    assert the_worst(mail.greeted)[0] == State.WARN


def test_a_full_disk_is_named(monkeypatch, tmp_path):
    free = 10 << 20
    monkeypatch.setattr(
        machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=free, total=1 << 40)
    )
    assert machine.room_in(tmp_path).state == State.WRONG
    free = 1 << 30
    assert machine.room_in(tmp_path).state == State.WARN


def test_what_others_can_read_or_write_and_what_we_cannot_is_named(settings, tmp_path):
    (tmp_path / ".env").write_text("SECRET_KEY=x")
    (tmp_path / ".env").chmod(0o644)
    settings.BASE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    settings.MEDIA_ROOT.chmod(0o777)
    lines = [line for _state, line in found(machine.permissions)]
    assert any(line.endswith(f"→ chmod 600 {tmp_path}/.env") for line in lines)
    assert any(line.endswith(f"→ chmod o-w {tmp_path}/media") for line in lines)
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "media"  # not even root can write there
    assert any("MEDIA_ROOT cannot be written to" in line for _s, line in found(machine.permissions))


@pytest.mark.django_db
def test_pictures_that_live_pieces_have_lost_are_named(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    publish(make_post("Mit Bild", image=saved_image()), by=None)
    assert the_worst(media.live_pictures)[0] == State.OK
    Path(tmp_path, Image.objects.get().file.name).unlink()
    state, line = the_worst(media.live_pictures)
    assert (state, Image.objects.get().file.name in line) == (State.WRONG, True)


@pytest.mark.django_db
def test_staff_without_a_second_factor_and_a_house_without_a_chief_are_named(settings):
    settings.SITE_IS_LOCAL = False
    User.objects.create_user("anna", is_staff=True)
    state, line = the_worst(accounts.second_factors)
    assert (state, "1 of the staff without one: anna." in line) == (State.WARN, True)
    assert "createsuperuser" in the_worst(accounts.somebody_in_charge)[1]


@pytest.mark.django_db
def test_anchors_that_are_missing_old_or_broken_are_named(settings, time_machine):
    publish(make_post("Alt"), by=None)
    assert "nothing proves" in the_worst(proof.anchors)[1]
    anchor()
    assert the_worst(proof.anchors)[0] == State.OK
    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert the_worst(proof.anchors)[0] == State.OK  # nothing new is without proof
    publish(make_post("Neu"), by=None)
    assert the_worst(proof.anchors)[0] == State.WARN
    Path(settings.ANCHOR_FOLDER, "1.txt").write_text("nothing of ours")
    assert the_worst(proof.anchors)[0] == State.WRONG


def test_clocks_that_differ_by_more_than_a_question_takes_are_apart():
    now = timezone.now()
    soon = now + timedelta(seconds=1)
    assert database.apart_from(now, now, soon) == timedelta()
    assert database.apart_from(soon + timedelta(minutes=1), now, soon) == timedelta(minutes=1)
    assert database.apart_from(now - timedelta(hours=1), now, soon) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("seen", "when_lying", "state", "word"),
    [
        ("203.0.113.5", "203.0.113.5", State.OK, "known apart"),
        ("203.0.113.5", front.SOMEBODY, State.WRONG, "Lower it"),
        ("127.0.0.1", "127.0.0.1", State.WARN, "all count as one"),
        ("", "198.51.100.99", State.WRONG, "nobody can sign in"),
    ],
)
def test_whom_the_site_takes_visitors_for_is_judged(seen, when_lying, state, word):
    verdict = front.judged(seen, when_lying, "203.0.113.5")
    assert (verdict.state, word in str(verdict)) == (state, True)


@pytest.mark.whichever_database
@pytest.mark.django_db
def test_only_the_doctor_learns_whom_the_site_takes_a_visitor_for(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get("/healthz/seen").status_code == 404
    assert client.get("/healthz/seen", headers={"X-Podium-Doctor": "seen:x:y"}).status_code == 404
    headers = {"X-Podium-Doctor": front.probes.pass_for_doctor(), "X-Forwarded-For": "192.0.2.7"}
    assert client.get("/healthz/seen", headers=headers).json()["address"] == "192.0.2.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert client.get("/healthz/seen", headers=headers).json()["address"] == ""


def test_settings_that_deployment_must_not_have_are_named(settings, tmp_path):
    settings.SITE_IS_LOCAL, settings.SECURE_SSL_REDIRECT = False, False
    settings.SITE_URL_TYPED, settings.SECRET_KEY = "blog.example.org", "short"
    said = found(configuration.django_checks)
    assert [state for state, _line in said[:2]] == [State.WRONG, State.WRONG]
    words = " ".join(line for _state, line in said)
    assert all(word in words for word in ("security.W008", "podium.W002", "security.W009"))
    settings.STATIC_ROOT = tmp_path
    assert "collectstatic" in the_worst(configuration.collected)[1]
    (tmp_path / "staticfiles.json").touch()
    os.utime(tmp_path / "staticfiles.json", (0, 0))
    assert the_worst(configuration.collected)[0] == State.WARN
    (tmp_path / "django.po").touch()
    settings.LOCALE_PATHS = [tmp_path]
    assert "bin.compile_messages" in the_worst(configuration.translated)[1]


@contextmanager
def silent():
    """A port that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.mark.django_db
def test_a_server_that_never_answers_keeps_the_doctor_no_longer_than_the_deadline(settings):
    with silent() as port:
        settings.MAILERS = mailers(port)
        settings.SITE_URL = f"{LOCAL}:{port}"
        began = time.monotonic()
        lines = [str(one) for one in examine(deadline=0.3)]
        assert time.monotonic() - began < 5
    assert sum("no answer within 0 seconds" in line for line in lines) == 2


def test_a_check_that_fails_itself_is_a_finding():
    def broken():
        raise ZeroDivisionError("at all")
        yield

    (one,) = looked_at(broken)
    assert (one.state, "ZeroDivisionError: at all" in one.said) == (State.WRONG, True)


@pytest.mark.whichever_database
@pytest.mark.django_db
def test_the_command_says_it_in_lines_or_json_and_fails_if_something_is_wrong():
    out = StringIO()
    with pytest.raises(CommandError, match=r"\d+ wrong"):
        call_command("doctor", json=True, deadline=2.0, stdout=out)
    said = json.loads(out.getvalue())
    assert {"check", "state", "said", "mend"} == {*said[0]}
    assert {one["check"] for one in said} >= {
        *"settings database migrations guards clock cache worker queue mail disk".split(),
        *"permissions pictures address factors anchors periodic".split(),
    }
    assert all(one["mend"] for one in said if one["state"] != "ok")
    assert str(wrong("a", "b.", "c")) == "wrong  a             b. → c"


@pytest.mark.whichever_database
def test_a_database_that_is_away_is_one_finding_and_not_twenty():
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60}
    env["DATABASE_URL"] = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    command = [sys.executable, "manage.py", "doctor", "--deadline", "3"]
    ran = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout.count("does not answer") == 2  # and the site, which is not there
    assert "wrong  database" in ran.stdout
    assert "checks in it were left out" in ran.stdout


def test_settings_that_let_nothing_begin_are_a_sentence_and_no_traceback():
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": ""}
    command = [sys.executable, "manage.py", "doctor"]
    ran = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("The settings are not in order (docs/settings.md): Set SECRET_KEY")


@pytest.mark.whichever_database
@pytest.mark.django_db(transaction=True)
def test_the_site_is_asked_by_its_address(live_server, settings):
    settings.SITE_URL = live_server.url
    assert [line[0] for line in found(front.reached)] == [State.OK, State.OK]
    settings.ALLOWED_HOSTS = ["blog.example.org"]
    assert "the host is not ours" in the_worst(front.reached)[1]
    settings.SITE_URL = f"http://127.0.0.1:{free_port()}"
    assert the_worst(front.reached)[0] == State.WARN
    settings.SITE_IS_LOCAL = False
    assert the_worst(front.reached)[0] == State.WRONG
