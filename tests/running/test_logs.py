"""Lines of the log hold nothing personal, and say to which request they belong."""

import json
import logging
import time

import pytest
from django.test import RequestFactory

from running.log_lines import JsonLines, PlainLines, redacted
from running.request_ids import current, id_of


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Mail to jörg.o'neil+x@post.example.org failed", "Mail to jörg.o'<mail> failed"),
        ("Key (email)=(anna@example.org) exists", "Key (email)=(<mail>) exists"),
        ("from 8.8.8.8, via 10.0.0.7:8000", "from <address>, via 10.0.0.7:8000"),
        ("from 2a00:1450:4001:81b::200e", "from <address>"),
        ("at 12:30:45 with Python 3.13.0.1 on ::1", "at 12:30:45 with Python <address> on ::1"),
        ("GET /suche/?q=krank+anna HTTP", "GET /suche/?- HTTP"),
        ("Not Found: /gast/AbC123/antworten/", "Not Found: /gast/-"),
        ("Wirklich? Ja.", "Wirklich? Ja."),
    ],
)
def test_what_is_personal_is_left_out(said, kept):
    assert redacted(said) == kept


@pytest.mark.parametrize("word", ["a", "a@", "1.", "::", "/gast/", "?", "a.b@c.", "x/?"])
def test_a_long_text_takes_time_in_proportion(word):
    began = time.process_time()
    redacted(word * 20_000)
    assert time.process_time() - began < 1.5


def record(message="said", *args, **extra):
    made = logging.LogRecord("podium", logging.INFO, "", 1, message, args, None)
    made.__dict__.update(extra)
    return made


def test_a_json_line_is_one_line_and_names_its_request():
    named = current.set("0123456789abcdef")
    try:
        line = JsonLines().format(record("a\nb %s", "ü", podium={"status": 200}))
    finally:
        current.reset(named)
    assert "\n" not in line
    assert json.loads(line) | {"time": ""} == {
        "time": "",
        "level": "INFO",
        "logger": "podium",
        "message": "a\nb ü",
        "request": "0123456789abcdef",
        "status": 200,
    }


@pytest.mark.parametrize("lines", [PlainLines(), JsonLines()])
def test_an_error_is_told_without_values_that_are_personal(lines):
    try:
        int("anna@example.org")
    except ValueError as error:
        made = record(exc_info=(type(error), error, error.__traceback__))
    said = lines.format(made)
    assert "ValueError: invalid literal for int() with base 10: '<mail>'" in said


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("0af7651916cd43dd8448eb211c80319c", True),
        ("trace-12.34_5", True),
        ("short", False),
        ("x" * 65, False),
        ('"}\n{"level": "ERROR"', False),
        ("äöüäöüäöü", False),
    ],
)
def test_the_name_of_a_request_is_taken_from_our_proxy_in_a_safe_shape_alone(sent, taken, settings):
    request = RequestFactory().get("/", headers={"X-Request-ID": sent})
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert (id_of(request) == sent) is taken
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert id_of(request) != sent


@pytest.mark.whichever_database
@pytest.mark.django_db
def test_each_request_leaves_a_line_if_asked_for_with_its_route_and_not_its_path(
    client, settings, caplog
):
    settings.LOG_FORMAT = "json"
    with caplog.at_level(logging.INFO):
        client.get(
            "/botschafter/some-secret-key/?q=also-secret", headers={"X-Request-ID": "a" * 32}
        )
    lines = [JsonLines().format(one) for one in caplog.records]
    answered = [one for one in map(json.loads, lines) if one["logger"] == "podium.request"]
    assert {"method", "route", "status", "ms"} < {*answered[0]}
    assert {one.get("request") for one in map(json.loads, lines)} == {answered[0]["request"]}
    assert not any("secret" in line for line in lines)
    settings.LOG_FORMAT = "plain"
    caplog.clear()
    client.get("/healthz")
    assert not caplog.records
