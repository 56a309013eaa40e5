"""Kept pages are answered whatever the rest of the site does."""

import contextlib
import select
import socket
import threading
import time

import pytest

from blog.publishing.publish import publish
from delivery.lanes import Lane
from tests.making import make_post
from tests.serving import database_in_use, podium

HALF_A_LOG_IN = (
    b"POST /konto/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: csrftoken=" + b"x" * 32 + b"\r\n\r\nlogin=rita"
)
PATIENCE = 10  # seconds
HELD = 14  # by the newsroom's lane


@contextlib.contextmanager
def log_ins_that_never_end(site, number):
    """Begin to send log-ins, and leave it at that; go on when those that are too many were turned away."""
    with contextlib.ExitStack() as stack:
        asking = []
        for _ in range(number):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            one.sendall(HALF_A_LOG_IN)
            asking.append(one)
        assert eventually(lambda: len(select.select(asking, [], [], 0)[0]) == number - HELD)
        yield


def eventually(tell):
    end = time.monotonic() + PATIENCE
    while not tell() and time.monotonic() < end:
        time.sleep(0.05)
    return tell()


@pytest.mark.django_db(transaction=True)
def test_readers_are_answered_while_the_newsroom_hangs():
    address = publish(make_post("Immer da"), by=None).get_absolute_url()
    with podium(database_in_use()) as site:
        assert site.get(address).status == 200
        with log_ins_that_never_end(site, 50):
            assert site.get("/konto/login/").status == 503
            assert site.get("/konto/login/").headers["retry-after"] == "3"
            for _ in range(20):
                answer = site.get(address)
                assert (answer.status, answer.headers["cache-status"]) == (200, "Podium; hit")
            assert site.get("/interviews/").status == 200  # that nobody has asked for yet
        assert eventually(lambda: site.get("/konto/login/").status == 200)


def test_a_lane_works_on_a_few_at_once_lets_some_wait_and_turns_the_rest_away():
    lane = Lane("test", threads=2, waiting=3)
    go, running = threading.Event(), []

    def slow(environ, start_response):
        running.append(environ["number"])
        go.wait(PATIENCE)
        start_response("200 OK", [])
        return [b"done"]

    answers = {}

    def ask(number):
        answers[number] = lane.run(slow, {"number": number}, lambda *said: None)

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for thread in asking:
        thread.start()
    assert eventually(lambda: len(running) == 2)
    assert eventually(lambda: lane.run(slow, {"number": 5}, lambda *said: None) is None)
    assert len(running) == 2
    go.set()
    for thread in asking:
        thread.join(PATIENCE)
    assert answers == {number: [b"done"] for number in range(5)}


def test_what_fails_in_a_lane_fails_for_who_asked_and_leaves_its_room():
    lane = Lane("test", threads=1, waiting=0)

    def broken(environ, start_response):
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            lane.run(broken, {}, lambda *said: None)
