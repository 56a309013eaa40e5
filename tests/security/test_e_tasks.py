"""Each kind of task under `kill -9`: none is lost, and what may not be done twice is not."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.leases import LEASE, LOST, TRIES, take_up_again
from background.models import Worker
from background.queue import LATE, queue
from blog.models import Source
from blog.publishing.publish import publish
from blog.tasks import check_sources
from media.models import Image
from media.renditions import renditions_of
from media.tasks import write_renditions
from outbound.mail import DIRECT, Queue
from outbound.models import Letter
from pages.discovery.announcements import Announcement
from pages.discovery.announcing import announce
from shops.tasks import EVERY, sync
from tests.making import make_editor, make_post, make_site
from tests.media.pictures import saved_image
from tests.security.dying import production
from tests.security.post_office import PostOffice
from tests.serving import ROOT
from tests.shops.connecting import make_shop

pytestmark = pytest.mark.django_db(transaction=True)

# The worker of the real site; a function of Python's or Pillow's ends it at its n-th call.
WORK = """
import importlib, os, signal, sys
from django.core.management import call_command
where, name, left = sys.argv_of_test
def die(*_, **__):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return before(*_, **__)
if where:
    holder = importlib.import_module(where)
    for part in name.split(".")[:-1]:
        holder = getattr(holder, part)
    before = getattr(holder, name.split(".")[-1])
    setattr(holder, name.split(".")[-1], die)
call_command("db_worker", batch=True, startup_delay=False, reload=False)
"""


@pytest.fixture(autouse=True)
def _real_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work(where="", name="", call=1, **environment):
    """Let a worker do all that is due; it dies at a call of the function at `where` and `name`."""
    script = f"import sys; sys.argv_of_test = ({where!r}, {name!r}, {call})\n{WORK}"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", script]
    env = production(MEDIA_ROOT=str(default_storage.location), **environment)
    return subprocess.run(command, env=env, cwd=ROOT, check=False, stderr=subprocess.PIPE)


def dies_at(where, name, call=1, **environment):
    assert work(where, name, call, **environment).returncode == -signal.SIGKILL


def a_minute_passes():
    """Move what the dead worker left into the past by the length of a lease."""
    Worker.objects.update(seen_at=timezone.now() - LEASE)
    running = DBTaskResult.objects.running()
    assert running.update(started_at=timezone.now() - LEASE) == 1


# The lease -----------------------------------------------------------------------------------------
def test_the_task_of_a_dead_worker_is_taken_up_again_once_its_lease_is_over():
    saved_image()
    dies_at("PIL.Image", "open")
    work()
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    a_minute_passes()
    work()
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_the_task_of_a_living_worker_is_left_to_it():
    saved_image()
    DBTaskResult.objects.get().claim("alive")
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(hours=1))
    Worker.objects.create(name="alive", seen_at=timezone.now())
    assert take_up_again(timezone.now()) == 0
    assert take_up_again(timezone.now() + LEASE) == 1


def test_a_task_that_ends_every_worker_it_meets_is_given_up():
    saved_image()
    for _ in range(TRIES):
        dies_at("PIL.Image", "open")
        a_minute_passes()
    work()
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path) == (TaskResultStatus.FAILED, LOST)


def test_a_worker_says_that_it_lives_and_goodbye():
    assert work().returncode == 0
    assert not Worker.objects.exists()


# Pictures ------------------------------------------------------------------------------------------
def test_pictures_are_whole_at_every_moment_of_their_being_written_anew():
    image = saved_image(credit="Alt")
    image.write_avif()
    Image.objects.update(credit="Neu")
    files = [one.file for one in renditions_of(image.frozen())]
    for call in (1, 4, 9):
        DBTaskResult.objects.all().delete()
        write_renditions.enqueue(image.pk, anew=True)
        dies_at("PIL.Image", "Image.save", call=call)
        assert all(default_storage.size(file) > 100 for file in files)
    DBTaskResult.objects.all().delete()
    write_renditions.enqueue(image.pk, anew=True)
    dies_at("os", "fsync", call=3)
    assert all(default_storage.size(file) > 100 for file in files)
    a_minute_passes()
    work()
    for file in files:
        with default_storage.open(file) as there:
            assert b"Neu" in there.read()


# Mails ---------------------------------------------------------------------------------------------
@pytest.fixture
def office():
    with PostOffice() as there:
        yield there


@pytest.fixture
def written():
    """A mail in the queue."""
    mail = EmailMessage("Grüße", "Hier ist der Link.", "a@example.org", ["b@example.org"])
    Queue().send_messages([mail])
    return Letter.objects.get()


def sending(office, *arguments, **named):
    return work(*arguments, EMAIL_URL=f"smtp://127.0.0.1:{office.port}", **named)


def test_a_mail_is_sent_as_it_was_written_and_nothing_of_it_stays(office, written):
    assert sending(office).returncode == 0
    (mail,) = office.taken
    assert "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=" in mail
    assert "Hier ist der Link." in mail
    assert office.recipients == ["<b@example.org>"]
    assert not Letter.objects.exists()


def test_a_mail_whose_worker_died_with_it_on_the_way_is_never_sent_twice(office, written):
    died = sending(office, "smtplib", "SMTP.quit")
    assert died.returncode == -signal.SIGKILL
    assert len(office.taken) == 1
    a_minute_passes()
    sending(office)
    assert len(office.taken) == 1


def test_a_mail_whose_worker_died_before_the_server_had_it_is_kept_with_what_is_known(
    office, written
):
    assert sending(office, "smtplib", "SMTP.data").returncode == -signal.SIGKILL
    a_minute_passes()
    sending(office)
    assert office.taken == []
    letter = Letter.objects.get()
    assert "may have been sent" in letter.trouble
    assert letter.recipients == ["b@example.org"]
    assert bytes(letter.message) == b""


def test_a_server_that_is_away_is_tried_again_later(office, written):
    assert work(EMAIL_URL="smtp://127.0.0.1:9").returncode == 0
    later = DBTaskResult.objects.ready().model.objects.filter(status=TaskResultStatus.READY).get()
    assert timedelta(seconds=50) < later.run_after - timezone.now() <= timedelta(minutes=1)
    DBTaskResult.objects.update(run_after=timezone.now())
    sending(office)
    assert len(office.taken) == 1


@pytest.mark.parametrize(("answer", "kept"), [("451 later", ""), ("550 no such", "Refused")])
def test_a_refusal_is_final_and_a_request_for_patience_is_not(office, written, answer, kept):
    office.answer = answer
    sending(office)
    letter = Letter.objects.get()
    assert letter.trouble.startswith(kept)
    assert bool(letter.trouble) == bool(kept)


def test_a_forgotten_password_is_answered_though_the_mail_server_is_away(client, settings):
    settings.MAILERS = {
        "default": {"BACKEND": "outbound.mail.Queue"},
        DIRECT: {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9},
        },
    }
    make_editor(email="e@example.org")
    said = client.post("/konto/password/reset/", {"email": "e@example.org"})
    assert said.status_code == 302
    assert DBTaskResult.objects.get().task_path == "blog.password_links.send_forgotten"
    work(EMAIL_URL="smtp://127.0.0.1:9")
    letter = Letter.objects.get()
    assert (letter.recipients, letter.tries, letter.trouble) == (["e@example.org"], 1, "")


# What asks other servers ---------------------------------------------------------------------------
def test_a_shop_is_asked_again_though_the_worker_died_while_it_was_asked():
    connection = make_shop()
    sync.enqueue(connection.pk)
    dies_at("socket", "getaddrinfo")
    (next_turn,) = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    connection.refresh_from_db()
    assert next_turn.run_after == connection.next_try_at
    a_minute_passes()
    work()  # finds that it is nobody's turn, and asks nobody
    connection.refresh_from_db()
    assert (connection.failures, connection.next_try_at) == (0, next_turn.run_after)
    assert timedelta() < connection.next_try_at - timezone.now() <= EVERY


def test_search_engines_are_told_though_the_worker_died_while_telling_them():
    make_site(indexnow=True, indexnow_key="0123456789abcdef0123456789abcdef")
    publish(make_post(), by=None)
    Announcement.objects.expect("indexnow", publish(make_post(), by=None).post_id, timezone.now())
    Announcement.objects.update(due_at=timezone.now())
    announce.enqueue()
    dies_at("socket", "getaddrinfo", SITE_URL="https://blog.example.org")
    (again,) = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert again.run_after == Announcement.objects.get().due_at


def test_the_link_check_goes_on_where_its_worker_died(settings):
    post = make_post()
    for number in range(3):
        address = f"https://q{number}.example/"
        Source.objects.create(post=post, title="Quelle", url=address, ordering=number)
    publish(post, by=None)
    check_sources.enqueue()
    dies_at("socket", "getaddrinfo", call=2, CHECK_SOURCES="on")
    assert Source.objects.exclude(link_checked_at=None).count() == 1
    a_minute_passes()
    work(CHECK_SOURCES="on")
    assert Source.objects.filter(link_checked_at=None).count() == 0


# What waits ----------------------------------------------------------------------------------------
def test_the_queue_says_how_long_the_oldest_has_waited(capsys):
    write_renditions.enqueue(1)
    write_renditions.using(run_after=timezone.now() + timedelta(days=1)).enqueue(2)
    DBTaskResult.objects.filter(args_kwargs__args=[1]).update(
        enqueued_at=timezone.now() - LATE - timedelta(seconds=5)
    )
    now = queue()
    assert (now.waiting, now.workers, now.late) == (1, 0, True)
    with pytest.raises(CommandError):
        call_command("queue")
    assert "1 waiting, the oldest for 605 s" in capsys.readouterr().out


def test_what_is_put_off_does_not_count_as_waiting_before_its_moment():
    write_renditions.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue(2)
    assert (queue().waiting, queue().oldest) == (0, timedelta())
    later = queue(timezone.now() + timedelta(minutes=20))
    assert later.waiting == 0
