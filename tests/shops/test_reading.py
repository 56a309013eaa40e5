"""Asking a shop: an end to everything, and the token only where it belongs."""

import traceback

import pytest

from shops.reading import PAGES, ShopFailure
from tests.shops.pretalx_recordings import SERVER, Said, serving

JSON = "application/json"


def refused(body, **limits):
    with serving(lambda *_: Said(200, JSON, body)) as served:
        for name, value in limits.items():
            setattr(served.reader, name, value)
        with pytest.raises(ShopFailure) as failure:
            served.reader.read(f"{SERVER}/api/", {})
    return str(failure.value)


def test_json_is_read_with_the_headers_given_and_who_asks():
    with serving(lambda *_: Said(200, JSON, b'{"name": "pretalx"}')) as served:
        read = served.reader.read(f"{SERVER}/api/?a=b", {"Authorization": "Token secret"})
    assert read == {"name": "pretalx"}
    [(path, headers)] = served.asked
    assert path == "/api/?a=b"
    agent = headers.pop("user-agent")
    assert headers == {
        "host": "talks.example.org",
        "accept": "application/json",
        "accept-encoding": "identity",
        "authorization": "Token secret",
        "connection": "close",
    }
    assert agent.startswith("Podium/1.0 (+http")


def test_an_answer_that_is_too_long_is_broken_off():
    assert "no answer" in refused(b'"' + b"x" * 5000 + b'"', limit=2000)


def test_time_ends_for_the_whole_answer():
    assert "timeout" in refused(b"{}", seconds=-1)


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_a_failure(body):
    assert "other than JSON" in refused(body)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"3", b'{"results": 3, "next": null}'])
def test_what_is_no_list_is_a_failure(body):
    with serving(lambda *_: Said(200, JSON, body)) as served, pytest.raises(ShopFailure):
        list(served.reader.rows(f"{SERVER}/api/", {}))


def test_a_token_that_would_add_headers_is_refused_unsent_and_unquoted():
    wrong = "Token secret\r\nX-Evil: 1"
    with serving(lambda *_: Said(200, JSON, b"{}")) as served:
        with pytest.raises(ShopFailure) as failure:
            served.reader.read(f"{SERVER}/api/", {"Authorization": wrong})
        assert served.asked == []
    assert "secret" not in "".join(traceback.format_exception(failure.value))


def test_a_list_is_read_to_its_end_and_no_further_than_can_be_true():
    page = b'{"results": [1, 2], "next": "%s/api/?page=2"}' % SERVER.encode()
    last = b'{"results": [3], "next": null}'
    with serving(lambda path, _: Said(200, JSON, last if "page" in path else page)) as served:
        assert list(served.reader.rows(f"{SERVER}/api/", {})) == [1, 2, 3]
    with serving(lambda *_: Said(200, JSON, page)) as served:
        with pytest.raises(ShopFailure):
            list(served.reader.rows(f"{SERVER}/api/", {}))
        assert len(served.asked) == PAGES


def test_the_status_of_a_refusal_is_kept():
    with (
        serving(lambda *_: Said(403, JSON, b'{"detail": "No."}')) as served,
        pytest.raises(ShopFailure) as failure,
    ):
        served.reader.read(f"{SERVER}/api/", {})
    assert failure.value.status == 403


@pytest.mark.parametrize(("said", "seconds"), [("120", 120.0), ("", None), ("bald", None)])
def test_a_pause_that_a_shop_asks_for_is_told(said, seconds):
    answer = Said(429, "application/json", b"{}", said)
    with serving(lambda _path, _headers: answer) as served, pytest.raises(ShopFailure) as refused:
        served.reader.read(f"{SERVER}/api/", {})
    assert refused.value.retry_after == seconds
