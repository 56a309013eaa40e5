"""Answers of the API are kept for everybody, and go at the moment at which they stop being true."""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from blog.publishing.publish import publish, withdraw
from delivery import generation
from delivery.page_cache import PageCache
from pages.house.errors import unavailable
from tests.making import make_post, take_for_committed
from tests.pages.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    """The page cache in front of Django, as a process that knows nothing yet has it."""
    generation.known.__init__()
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield PageCache(WSGIHandler(), most=1 << 24, shared=None, unavailable=unavailable)
    for signal in signals:
        signal.connect(close_old_connections)
    generation.known.__init__()


def test_kept_answers_go_at_once_when_something_is_published_or_withdrawn(
    site, django_capture_on_commit_callbacks
):
    def committed(change, *arguments, **named):
        take_for_committed()
        with django_capture_on_commit_callbacks(execute=True):
            return change(*arguments, **named)

    post = make_post("Neu", slug="neu")
    assert b'"items":[]' in ask(site, "/api/v1/pieces/").body
    assert ask(site, "/api/v1/pieces/").cache == "hit"
    committed(publish, post, by=None)
    assert b'"slug":"neu"' in ask(site, "/api/v1/pieces/").body
    assert [ask(site, "/api/v1/pieces/neu/?utm_source=x").cache for _time in range(2)] == [
        "fwd=miss; stored",
        "hit",
    ]
    answer = ask(
        site, "/api/v1/pieces/neu/", HTTP_COOKIE="sessionid=x", HTTP_ORIGIN="https://a.example"
    )
    assert answer.cache == "hit"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    tag = answer.headers["ETag"]
    assert ask(site, "/api/v1/pieces/neu/", HTTP_IF_NONE_MATCH=tag).status == 304
    committed(withdraw, post)
    assert ask(site, "/api/v1/pieces/neu/", HTTP_IF_NONE_MATCH=tag).status == 410
    assert b'"items":[]' in ask(site, "/api/v1/pieces/").body


def test_what_was_planned_is_there_at_its_minute_though_the_answer_was_kept(site, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    publish(make_post("Bald", slug="bald"), by=None, starts_at=now + timedelta(minutes=2))
    assert ask(site, "/api/v1/pieces/bald/").status == 404
    assert b'"items":[]' in ask(site, "/api/v1/pieces/").body
    time_machine.move_to(now + timedelta(minutes=2, seconds=1), tick=False)
    assert ask(site, "/api/v1/pieces/bald/").status == 200
    assert b'"slug":"bald"' in ask(site, "/api/v1/pieces/").body
