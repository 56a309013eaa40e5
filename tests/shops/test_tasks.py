"""Asking every few minutes, less often after failures, and again once all is well."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from hypothesis import given, strategies as st

from events.models import TicketHost
from shops.models import Connection
from shops.tasks import EVERY, HOOK_PAUSE, LONGEST, compare, hurry, pause, sync
from shops.wording import state
from tests.making import make_event
from tests.shops.connecting import make_connection, make_shop
from tests.shops.pretalx_recordings import Said

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def queue(settings):
    """The backend of the real site, which waits; returns the moments that tasks wait for."""
    settings.TASKS = QUEUE

    def waiting():
        return list(DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True))

    return waiting


def failing(status, body=b"{}"):
    return lambda *_: Said(status, "application/json", body)


def fresh(connection):
    return Connection.objects.get(pk=connection.pk)


@pytest.mark.django_db
def test_a_turn_reads_and_the_next_one_is_five_minutes_later(
    replayed, clock, queue, django_capture_on_commit_callbacks
):
    connection = make_connection(event=make_event(starts_at=NOW))
    with django_capture_on_commit_callbacks(execute=True):
        sync.func(connection.pk)
    connection = fresh(connection)
    assert (connection.waiting, connection.seen_at, connection.trouble) == (9, NOW, "")
    assert connection.next_try_at == NOW + EVERY
    assert queue() == [NOW + EVERY]


@pytest.mark.django_db
def test_whoever_comes_too_early_or_second_asks_nothing(replayed, clock, queue):
    connection = make_connection(event=make_event(starts_at=NOW))
    sync.func(connection.pk)
    asked = len(replayed.asked)
    sync.func(connection.pk)
    clock.move_to(NOW + EVERY - timedelta(seconds=1), tick=False)
    sync.func(connection.pk)
    assert len(replayed.asked) == asked
    clock.move_to(NOW + EVERY, tick=False)
    sync.func(connection.pk)
    assert len(replayed.asked) == 2 * asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, "no_right"),
        (403, "no_right"),
        (429, "too_many"),
        (500, "broken"),
        (503, "broken"),
        (302, "strange"),
        (200, "strange"),
    ],
)
def test_a_failure_is_kept_in_words(answering, clock, status, trouble):
    answering(failing(status))
    connection = make_connection(event=make_event(starts_at=NOW))
    assert compare(connection, NOW) is False
    connection = fresh(connection)
    assert (connection.trouble, connection.trouble_since, connection.failures) == (trouble, NOW, 1)
    assert connection.next_try_at == NOW + timedelta(minutes=5)


@pytest.mark.django_db
def test_no_event_there_is_told_from_no_programme_yet(replayed, clock):
    nowhere = make_connection(slug="nowhere", token="")
    compare(nowhere, NOW)
    assert fresh(nowhere).trouble == "not_found"
    unreleased = make_connection(slug="d2m16", token="")
    assert compare(unreleased, NOW) is True


@pytest.mark.django_db
def test_trouble_is_told_with_its_beginning_and_the_next_try_and_passes(
    answering, replayed, clock, english
):
    answering(failing(503))
    connection = make_connection(event=make_event(starts_at=NOW))
    compare(connection, NOW)
    compare(connection, NOW + timedelta(minutes=5))
    told = state(fresh(connection), NOW + timedelta(minutes=5))
    words = "Not working since 2 p.m.: The server has a fault of its own. Next try: 2:20 p.m."
    assert told == words


@pytest.mark.django_db
def test_success_forgets_the_trouble(replayed, clock):
    connection = make_connection(
        event=make_event(starts_at=NOW), trouble="silent", trouble_since=NOW, failures=7
    )
    assert compare(connection, NOW) is True
    connection = fresh(connection)
    assert (connection.trouble, connection.trouble_since, connection.failures) == ("", None, 0)


@pytest.mark.django_db
def test_what_was_read_before_stays_while_nothing_can_be_read(replayed, answering, clock):
    connection = make_connection(event=make_event(starts_at=NOW))
    compare(connection, NOW)
    answering(failing(500))
    compare(connection, NOW)
    assert fresh(connection).waiting == 9


def test_pauses_grow_to_a_day():
    minutes = [pause(number).total_seconds() / 60 for number in range(1, 8)]
    assert minutes == [5, 15, 60, 240, 720, 1440, 1440]


@given(st.integers(1, 50), st.floats(0, 10**7))
def test_a_pause_is_as_long_as_the_shop_asks_for_and_never_over_a_day(failures, asked_for):
    given_pause = pause(failures, asked_for)
    assert given_pause >= min(timedelta(seconds=asked_for), LONGEST)
    assert pause(failures) <= given_pause <= LONGEST
    assert pause(failures) <= pause(failures + 1)


@pytest.mark.django_db
def test_thirty_days_after_the_event_nobody_asks_any_more(replayed, clock, queue):
    event = make_event(starts_at=NOW - timedelta(days=32), ends_at=NOW - timedelta(days=31))
    connection = make_connection(event=event)
    sync.func(connection.pk)
    assert fresh(connection).active is False
    assert (replayed.asked, queue()) == ([], [])


@pytest.mark.django_db
def test_the_command_takes_up_what_is_due_and_nothing_else(replayed, clock, queue, capsys):
    due = make_connection(next_try_at=NOW)
    make_connection(next_try_at=NOW + timedelta(minutes=1))
    make_connection(next_try_at=NOW, active=False)
    call_command("sync_shops")
    assert capsys.readouterr().out == "1 connections due.\n"
    [task] = DBTaskResult.objects.all()
    assert task.args_kwargs["args"] == [due.pk]


@pytest.mark.django_db(transaction=True)
def test_without_a_backend_that_waits_the_command_still_compares(replayed, clock):
    connection = make_connection(event=make_event(starts_at=NOW), next_try_at=NOW)
    call_command("sync_shops")
    assert fresh(connection).seen_at == NOW
    call_command("sync_shops")
    assert fresh(connection).next_try_at == NOW + EVERY


@pytest.mark.django_db
def test_an_answer_to_a_question_of_before_is_not_kept(answering, clock):
    connection = make_connection(event=make_event(starts_at=NOW))
    before = Connection.objects.get(pk=connection.pk)
    Connection.objects.update(slug="other")
    answering(lambda path, _: Said(404 if "latest" in path else 200, "application/json", b"{}"))
    assert compare(before, NOW) is False
    assert fresh(connection).seen_at is None


@pytest.mark.django_db
def test_a_call_brings_the_next_turn_forward_but_not_beyond_every_thirty_seconds(
    clock, queue, django_capture_on_commit_callbacks
):
    connection = make_connection(asked_at=NOW, next_try_at=NOW + EVERY)
    with django_capture_on_commit_callbacks(execute=True):
        assert hurry(connection, NOW + timedelta(seconds=10)) is True
        assert hurry(connection, NOW + timedelta(seconds=20)) is False
    assert fresh(connection).next_try_at == NOW + HOOK_PAUSE
    assert queue() == [NOW + HOOK_PAUSE]


@pytest.mark.django_db
def test_a_call_does_not_end_a_pause_that_the_shop_asked_for(clock):
    connection = make_connection(trouble="too_many", next_try_at=NOW + LONGEST)
    assert hurry(connection, NOW) is False
    assert fresh(connection).next_try_at == NOW + LONGEST


@pytest.mark.django_db
def test_no_log_and_no_page_says_the_token(answering, clock, caplog):
    answering(failing(401))
    connection = make_connection(token="very-secret-token")
    compare(connection, NOW)
    assert "status 401" in caplog.text
    assert "very-secret-token" not in caplog.text + repr(connection) + str(connection)


@pytest.mark.django_db
def test_a_shop_that_follows_by_itself_brings_its_tickets_and_says_the_same_afterwards(shop, clock):
    TicketHost.objects.create(host="tickets.example.org")
    connection = make_shop(event=make_event(starts_at=NOW), automatic=True)
    assert compare(connection, NOW) is True
    offers = connection.event.offers
    said = dict(offers.values_list("name", "availability"))
    assert said["Werkstatt"] == "few"
    assert (said["Abend"], said["In keinem Kontingent"]) == ("sold_out", "sold_out")
    offers.update(draft=False)
    offers.filter(name="Abend").update(availability="available")
    compare(connection, NOW + EVERY)
    assert offers.get(name="Abend").availability == "sold_out"
    assert fresh(connection).waiting == 0


@pytest.mark.django_db
def test_more_tiers_than_a_page_holds_arrive_in_order(shop, clock):
    TicketHost.objects.create(host="tickets.example.org")
    connection = make_shop(slug="viele", automatic=True)
    compare(connection, NOW)
    names = connection.event.offers.order_by("ordering").values_list("name", flat=True)
    assert list(names) == [f"Stufe {number}" for number in range(60)]
