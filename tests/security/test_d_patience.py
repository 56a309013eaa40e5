"""A server that answers by drops, or without an end, holds up nobody for longer than was meant to be."""

import json
import socket
import threading
import time
from contextlib import closing

import pytest
from django.core.mail import EmailMessage

from outbound import mail
from outbound.models import Letter
from shops.reading import AT_HAND, Reader, ShopFailure
from tests.security.post_office import PostOffice
from tests.shops.pretalx_recordings import PUBLIC, Said, serving


def test_a_shop_whose_list_never_ends_is_left_when_the_time_for_all_of_it_is_over():
    """Each page has its own limit; a hundred pages of 30 seconds are most of an hour."""
    moment = 0.0

    def page(path, headers):
        nonlocal moment
        moment += 3.0
        number = int(path.rpartition("=")[2]) + 1
        following = f"http://shop.example/list?page={number}"
        return Said(
            200, "application/json", json.dumps({"results": [1], "next": following}).encode()
        )

    with serving(page) as there:
        reader = Reader(
            resolve=lambda _host, _port: [PUBLIC],
            connect=there.reader.connect,
            clock=lambda: moment,
            pause=0,
        )
        reader.all_within(AT_HAND)
        with pytest.raises(ShopFailure, match="no answer"):
            list(reader.rows("http://shop.example/list?page=0", {}))
        assert len(there.asked) == 3


@pytest.fixture
def dripping():
    """The port of a mail server that says a letter of its greeting every now and then, for ever."""
    over = threading.Event()

    def talk(listening):
        caller, _place = listening.accept()
        with closing(caller):
            while not over.wait(0.05):
                try:
                    caller.sendall(b"2")
                except OSError:
                    return

    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=talk, args=(listening,))
        thread.start()
        yield listening.getsockname()[1]
        over.set()
        thread.join()


@pytest.mark.django_db
def test_a_mail_server_that_answers_by_drops_is_left_and_tried_again(
    dripping, settings, monkeypatch
):
    monkeypatch.setattr(mail, "PATIENCE", 0.3)
    options = {"host": "127.0.0.1", "port": dripping, "timeout": 20}
    settings.MAILERS = {mail.DIRECT: {"BACKEND": "outbound.mail.Direct", "OPTIONS": options}}
    started = time.monotonic()
    mail.Queue().send_messages([EmailMessage("Betreff", "Text", "a@blog.example", ["b@x.example"])])
    letter = Letter.objects.get()
    mail.deliver.func(letter.pk)
    assert time.monotonic() - started < 5
    letter.refresh_from_db()
    assert (letter.begun_at, letter.tries) == (None, 1)


@pytest.mark.django_db
def test_a_mail_server_that_answers_in_time_takes_the_mail(settings):
    with PostOffice() as office:
        options = {"host": "127.0.0.1", "port": office.port, "timeout": 20}
        settings.MAILERS = {mail.DIRECT: {"BACKEND": "outbound.mail.Direct", "OPTIONS": options}}
        mail.Queue().send_messages([EmailMessage("Betreff", "Text", "a@blog.example", ["b@x.ex"])])
        mail.deliver.func(Letter.objects.get().pk)
        assert len(office.taken) == 1
    assert not Letter.objects.exists()
