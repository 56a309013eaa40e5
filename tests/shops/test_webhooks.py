"""What calls from a shop do: bring the next comparison forward, and nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from shops.models import Connection
from tests.shops.connecting import make_connection

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=4)


@pytest.fixture
def connection():
    now = timezone.now()
    connection = make_connection(asked_at=now - LATER, next_try_at=now + LATER)
    connection.secret = connection.issue_secret()
    return connection


@pytest.fixture
def caller():
    return Client(enforce_csrf_checks=True)


def hook(connection, secret=None):
    return f"/haken/{connection.hook}/?secret={secret or connection.secret}"


def hurried(connection):
    return Connection.objects.get(pk=connection.pk).next_try_at <= timezone.now()


def test_the_secret_in_the_address_opens(caller, connection):
    body = b'{"notification_id": 1, "action": "pretix.event.quota.changed"}'
    response = caller.post(hook(connection), body, content_type="application/json")
    assert (response.status_code, response.content) == (204, b"")
    assert hurried(connection)


def test_the_secret_in_a_header_opens(caller, connection):
    address = f"/haken/{connection.hook}/"
    headers = {"X-Podium-Secret": connection.secret}
    assert caller.post(address, headers=headers).status_code == 204
    assert hurried(connection)


@pytest.mark.parametrize("secret", ["wrong", "", "ü", "x" * 5000])
def test_a_wrong_secret_is_a_page_that_does_not_exist(caller, connection, secret):
    response = caller.post(f"/haken/{connection.hook}/?secret={secret}")
    assert response.status_code == 404
    assert not hurried(connection)


def test_another_connections_secret_does_not_open(caller, connection):
    other = make_connection()
    assert caller.post(hook(connection, other.issue_secret())).status_code == 404


def test_without_a_secret_issued_none_opens(caller):
    connection = make_connection()
    for address in (f"/haken/{connection.hook}/", f"/haken/{connection.hook}/?secret="):
        assert caller.post(address).status_code == 404


def test_an_unknown_hook_looks_like_a_wrong_secret(caller):
    assert caller.post(f"/haken/{uuid4()}/?secret=x").status_code == 404
    assert caller.post("/haken/7/?secret=x").status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_a_post_is_a_call(caller, connection, method):
    response = getattr(caller, method)(hook(connection))
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_a_body_up_to_64_kilobytes_is_accepted_whatever_it_is(caller, connection):
    def post(length):
        body = b"\xff" * length
        return caller.post(hook(connection), body, content_type="x").status_code

    assert (post(64 * 1024), post(64 * 1024 + 1)) == (204, 413)


def test_a_call_is_answered_even_if_it_changes_nothing(caller, connection):
    Connection.objects.update(active=False)
    assert caller.post(hook(connection)).status_code == 204
    assert not hurried(connection)


def test_calls_leave_no_cookie_and_are_not_kept_by_caches(caller, connection):
    response = caller.post(hook(connection))
    assert (dict(response.cookies), response["Cache-Control"]) == ({}, "no-store")
