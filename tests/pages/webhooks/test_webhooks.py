"""Webhooks: who is told of what, when, how often, signed how – by a real server that listens."""

import base64
import hashlib
import hmac
import json
import os
from datetime import UTC, datetime, timedelta
from signal import SIGKILL

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import Tie
from blog.publishing.publish import publish, unschedule, withdraw
from outbound.fetching import Fetcher
from pages.models import Attempt, Delivery, Webhook
from pages.webhooks.messages import signed
from pages.webhooks.sending import LEASE, send_due
from pages.webhooks.webhook import MOST_TRIES, PATIENCE, PAUSES
from people.models import Organisation
from tests.making import berlin, make_post
from tests.pages.api.reading import faults
from tests.prose.servers import certified, internet_of_the_system

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 3, 1, 12)
SITE = "https://blog.example.org"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def _public_site(settings):
    settings.SITE_IS_LOCAL = False
    settings.SITE_URL = SITE
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(scope="module")
def certificate():
    """The receiver's, made while Python's clock is still that of OpenSSL."""
    return certified("app.example")


@pytest.fixture
def web(monkeypatch, certificate, tmp_path):
    """The internet as the system finds it: names lead to a server of ours."""
    with internet_of_the_system(monkeypatch, certificate, tmp_path, "app.example") as there:
        yield there


@pytest.fixture
def hook(clock):
    row = Webhook.objects.create(name="App", address="https://app.example/podium")
    row.issue_secret()
    return row


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something as a transaction of its own would, and what follows a commit."""

    def do(change, *arguments, **named):
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return change(*arguments, **named)

    return do


def turn(clock, after=timedelta()):
    """Let time pass and the worker take its turn."""
    clock.shift(after)
    return send_due(Fetcher(pause=0))


def told(web):
    return [(said["type"], said["data"].get("slug")) for said in map(json.loads, web.bodies)]


# What is told -----------------------------------------------------------------------------------
def test_a_piece_that_is_published_is_told_in_short_signed_and_dated(hook, clock, web, committed):
    committed(publish, make_post("Neu", slug="neu"), by=None)
    assert [task.run_after for task in DBTaskResult.objects.all()] == [NOW]
    turn(clock)
    assert web.requests == [("POST", "app.example", "/podium")]
    headers, body = web.headers[0], web.bodies[0]
    assert headers["Content-Type"] == "application/json"
    moment, name = headers["webhook-timestamp"], headers["webhook-id"]
    assert int(moment) == int(NOW.timestamp())
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    seal = hmac.new(key, f"{name}.{moment}.".encode() + body, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(seal).decode()}"
    said = json.loads(body)
    assert faults(said, {"$ref": "#/components/schemas/PieceTold"}) == []
    assert said["type"] == "piece.published"
    assert said["timestamp"] == "2026-03-01T12:00:00+01:00"
    assert said["data"]["url"] == f"{SITE}/blog/neu/"


def test_the_signature_is_that_of_the_standards_own_example():
    at = datetime.fromtimestamp(1614265330, UTC)
    secret, name = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    assert signed(secret, name, at, b'{"test": 2432232314}') == {
        "webhook-id": name,
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_what_must_stand_with_a_piece_is_told_as_well(hook, clock, web, committed):
    post = make_post("Neu", slug="neu")
    row = Organisation.objects.create(name="Muster GmbH")
    Tie.objects.create(post=post, organisation=row, consideration="money", influence="none")
    committed(publish, post, by=None)
    turn(clock)
    data = json.loads(web.bodies[0])["data"]
    assert data["title"] == "[Anzeige] Neu"
    assert data["disclosed"]["labels"][0]["text"] == "Anzeige"


def test_changes_and_withdrawing_are_told_and_a_return_is_news(hook, clock, web, committed):
    post = make_post("Neu", slug="neu")
    committed(publish, post, by=None)
    turn(clock)
    clock.shift(3600)
    post.body = "<p>Anders.</p>"
    post.save()
    committed(publish, post, by=None)
    turn(clock)
    clock.shift(3600)
    committed(withdraw, post)
    turn(clock)
    gone = json.loads(web.bodies[-1])
    assert faults(gone, {"$ref": "#/components/schemas/GoneTold"}) == []
    assert "Anders" not in web.bodies[-1].decode()
    clock.shift(3600)
    committed(publish, post, by=None)
    turn(clock)
    assert told(web) == [
        ("piece.published", "neu"),
        ("piece.changed", "neu"),
        ("piece.withdrawn", "neu"),
        ("piece.published", "neu"),
    ]


def test_only_what_is_wanted_is_told(hook, clock, web, committed):
    Webhook.objects.update(published=False, changed=False)
    post = make_post("Neu", slug="neu")
    committed(publish, post, by=None)
    turn(clock)
    assert web.requests == []
    clock.shift(3600)
    committed(withdraw, post)
    turn(clock, timedelta(minutes=5))
    assert told(web) == [("piece.withdrawn", "neu")]


def test_what_is_planned_is_told_at_its_moment_and_its_end_too(hook, clock, web, committed):
    starts, ends = NOW + timedelta(days=1), NOW + timedelta(days=2)
    committed(publish, make_post(slug="bald"), by=None, starts_at=starts, ends_at=ends)
    assert {task.run_after for task in DBTaskResult.objects.all()} == {starts}
    turn(clock)
    assert web.requests == []
    again = turn(clock, timedelta(days=1))
    assert told(web) == [("piece.published", "bald")]
    turn(clock, timedelta(days=1))
    assert told(web)[1:] == [("piece.withdrawn", "bald")]
    assert again is None or again <= ends


def test_what_is_taken_back_before_its_moment_is_never_told(hook, clock, web, committed):
    post = make_post(slug="bald")
    committed(publish, post, by=None, starts_at=NOW + timedelta(days=1))
    clock.shift(3600)
    committed(unschedule, post)
    turn(clock, timedelta(days=2))
    assert web.requests == []
    assert not Delivery.objects.exists()


def test_an_end_that_was_put_off_is_told_when_it_comes(hook, clock, web, committed):
    post = make_post(slug="da")
    committed(publish, post, by=None, ends_at=NOW + timedelta(days=1))
    turn(clock)
    clock.shift(3600)
    committed(publish, post, by=None)
    turn(clock, timedelta(days=2))
    assert told(web) == [("piece.published", "da"), ("piece.changed", "da")]
    committed(withdraw, post)
    turn(clock)
    assert told(web)[-1] == ("piece.withdrawn", "da")


def test_what_was_withdrawn_before_it_could_be_sent_is_told_as_withdrawn_alone(
    hook, clock, web, committed
):
    post = make_post("Geheim geworden", slug="weg")
    web.pages = {"/podium": (500, {})}
    committed(publish, post, by=None)
    turn(clock)
    clock.shift(30)
    committed(withdraw, post)
    web.pages.clear()
    turn(clock, timedelta(hours=1))
    assert told(web) == [("piece.published", "weg"), ("piece.withdrawn", "weg")]
    assert web.requests[1:] == [("POST", "app.example", "/podium")]


def test_each_edition_is_told_once_to_each_webhook(hook, clock, web, committed):
    other = Webhook.objects.create(name="Partner", address="https://app.example/andere")
    other.issue_secret()
    post = make_post(slug="da")
    for number in range(3):
        post.body = f"<p>Fassung {number}</p>"
        post.save()
        committed(publish, post, by=None)
        clock.shift(2)
    assert Delivery.objects.count() == 6
    for _turn in range(3):
        turn(clock, timedelta(seconds=1))
    assert len(web.requests) == 6
    assert len({headers["webhook-id"] for headers in web.headers}) == 6
    first = Delivery.objects.first()
    with pytest.raises(IntegrityError):
        Delivery.objects.create(hook=first.hook, edition=first.edition, due_at=NOW)


def test_what_is_rolled_back_is_told_to_nobody(hook, clock, web):
    with transaction.atomic():
        publish(make_post(), by=None)
        assert Delivery.objects.count() == 1
        transaction.set_rollback(True)
    assert (Delivery.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.parametrize("off", [{"active": False}, {"secret": ""}])
def test_nobody_is_told_who_is_switched_off_or_has_no_secret(hook, clock, web, committed, off):
    Webhook.objects.update(**off)
    committed(publish, make_post(), by=None)
    turn(clock)
    assert (web.requests, Delivery.objects.count()) == ([], 0)


def test_a_local_site_tells_nobody(hook, clock, web, committed, settings):
    settings.SITE_IS_LOCAL = True
    committed(publish, make_post(), by=None)
    assert Delivery.objects.count() == 0


# When it fails ----------------------------------------------------------------------------------
def test_what_fails_is_tried_again_after_pauses_that_grow_with_the_same_id(
    hook, clock, web, committed
):
    web.pages = {"/podium": (503, {})}
    committed(publish, make_post(slug="da"), by=None)
    due = turn(clock)
    pauses = []
    while due:
        pauses.append(due - timezone.now())
        clock.move_to(due, tick=False)
        if len(pauses) == 4:
            web.pages = {"/podium": (204, {})}
        due = turn(clock)
    assert pauses == list(PAUSES[:4])
    assert len({headers["webhook-id"] for headers in web.headers}) == 1
    assert len({headers["webhook-timestamp"] for headers in web.headers}) == 5
    tries = list(Attempt.objects.order_by("pk").values_list("number", "status"))
    assert tries == [(1, 503), (2, 503), (3, 503), (4, 503), (5, 204)]
    hook.refresh_from_db()
    assert (hook.active, hook.failing_since) == (True, None)


def test_after_three_days_of_failing_it_is_switched_off_and_loses_nothing(
    hook, clock, web, committed
):
    web.pages = {"/podium": (410, {})}
    committed(publish, make_post(slug="da"), by=None)
    due = turn(clock)
    while due:
        clock.move_to(due, tick=False)
        due = turn(clock)
    hook.refresh_from_db()
    assert not hook.active
    assert hook.gave_up_at - NOW >= PATIENCE
    asked = len(web.requests)
    turn(clock, timedelta(days=3))
    assert len(web.requests) == asked
    assert Delivery.objects.filter(done_at=None).count() == 1


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 410, 429, 500])
def test_anything_but_two_hundred_is_no_answer_and_nobody_follows(
    hook, clock, web, committed, status
):
    web.pages = {"/podium": (status, {"Location": "https://app.example/anderswo"})}
    committed(publish, make_post(), by=None)
    turn(clock)
    assert [request[2] for request in web.requests] == ["/podium"]
    assert Attempt.objects.get().status == status
    assert Delivery.objects.get().done_at is None


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1"])
def test_nothing_in_our_own_network_is_asked(hook, clock, web, committed, inside):
    web.names["app.example"] = [[inside]]
    committed(publish, make_post(), by=None)
    turn(clock)
    assert web.requests == []
    assert Attempt.objects.get().trouble == "refused"


@pytest.mark.parametrize(
    "address",
    [
        *("http://app.example/", "https://127.0.0.1/", "https://localhost/", "ftp://app.example/"),
        *(
            "https://app.example:8443/",
            "https://user:word@app.example/",
            "https://0x7f.1/",
            "//x.y/",
        ),
    ],
)
def test_an_address_that_would_not_be_asked_is_refused_in_the_form(address):
    hook = Webhook(name="App", address=address)
    if address == "https://127.0.0.1/":  # a host by its number: refused when it is asked
        return
    with pytest.raises(ValidationError) as error:
        hook.full_clean()
    assert "address" in error.value.message_dict


class Killed(BaseException):
    """The end of a process, as far as a test can have it."""


class DyingFetcher(Fetcher):
    """Sends, and never comes back."""

    def post(self, *arguments, **named):
        super().post(*arguments, **named)
        raise Killed


def test_a_worker_that_dies_after_sending_loses_no_delivery(hook, clock, web, committed):
    committed(publish, make_post(slug="da"), by=None)
    with pytest.raises(Killed):
        send_due(DyingFetcher(pause=0))
    assert NOW + LEASE in {task.run_after for task in DBTaskResult.objects.all()}
    turn(clock, timedelta(minutes=1))
    assert len(web.requests) == 1  # somebody may still be at it
    turn(clock, LEASE)
    assert told(web) == [("piece.published", "da")] * 2
    assert len({headers["webhook-id"] for headers in web.headers}) == 1
    turn(clock, LEASE)
    assert len(web.requests) == 2


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.django_db(transaction=True)
def test_kill_nine_between_sending_and_noting_loses_no_delivery(hook, clock, web, monkeypatch):
    publish(make_post(slug="da"), by=None)
    worker = os.fork()  # a process of its own, which finds the same internet
    if not worker:
        try:
            connection.connection = None  # its parent's
            died = lambda *_: os.kill(os.getpid(), SIGKILL)  # noqa: E731
            monkeypatch.setattr("pages.webhooks.sending._note", died)
            send_due(Fetcher(pause=0))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -SIGKILL
    assert told(web) == [("piece.published", "da")]
    assert NOW + LEASE in {task.run_after for task in DBTaskResult.objects.all()}
    turn(clock, timedelta(minutes=1))
    assert len(web.requests) == 1
    turn(clock, LEASE)
    turn(clock, LEASE)
    assert told(web) == [("piece.published", "da")] * 2
    assert len({headers["webhook-id"] for headers in web.headers}) == 1


def test_what_a_worker_left_behind_is_taken_up_by_the_periodic_command(hook, clock, web, committed):
    committed(publish, make_post(slug="da"), by=None)
    call_command("announce", verbosity=0)
    assert told(web) == [("piece.published", "da")]


def test_the_log_has_an_end_and_what_is_done_is_forgotten(hook, clock, web, committed):
    for _number in range(3):
        committed(publish, make_post(), by=None)
    turn(clock)
    made = Attempt.objects.first()
    Attempt.objects.bulk_create(
        Attempt(
            hook=hook,
            message=made.message,
            event="test",
            number=1,
            at=NOW,
            status=200,
            milliseconds=1,
        )
        for _number in range(MOST_TRIES + 20)
    )
    hook.deliveries.create(due_at=NOW)
    turn(clock)
    assert Attempt.objects.count() == MOST_TRIES
    turn(clock, timedelta(days=31))
    assert Delivery.objects.count() == 0


def test_a_test_is_sent_once_and_counts_for_nothing(hook, clock, web):
    web.pages = {"/podium": (500, {})}
    hook.deliveries.create(due_at=NOW)
    assert turn(clock) is None
    assert json.loads(web.bodies[0]) == {
        "type": "test",
        "timestamp": "2026-03-01T12:00:00+01:00",
        "data": {},
    }
    hook.refresh_from_db()
    assert hook.failing_since is None
