"""Whatever goes wrong below /api/ is told as the API tells it, and other sites may read that."""

import json
from io import BytesIO

import pytest
from django.db import OperationalError
from django.test import Client

from pages.house.errors import busy, unavailable

pytestmark = pytest.mark.django_db
KIND = "application/problem+json"


def looks_right(answer, status):
    told = json.loads(answer.content)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, KIND)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert told["status"] == status
    assert {"type", "title", "detail", "instance"} < set(told)


@pytest.mark.parametrize("path", ["/API/v1/pieces/", "/api/V1/Pieces/", "/Api/openapi.json"])
def test_an_address_in_capitals_leads_other_sites_on(client, path):
    answer = client.get(path, headers={"origin": "https://other.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, path.lower())
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/api/", "/API/", "/api/v9/x/", "/api/v1/pieces/nichts/"])
def test_what_is_not_there(client, path):
    looks_right(client.get(path), 404)


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("weg"), 503), (ValueError("x"), 500)]
)
def test_what_failed(monkeypatch, error, status):
    def fails(*_args, **_named):
        raise error

    monkeypatch.setattr("pages.api.people.told", fails)
    answer = Client(raise_request_exception=False).get("/api/v1/people/")
    looks_right(answer, status)
    assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)


@pytest.mark.parametrize("application", [unavailable, busy])
def test_a_site_without_its_database_or_with_too_much_to_do(application):
    said = {}

    def start(status, headers):
        said.update(headers, status=status)

    environ = {"PATH_INFO": "/api/v1/pieces/", "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
    body = b"".join(application(environ, start))
    assert said["status"].startswith("503")
    assert (said["Content-Type"], said["Access-Control-Allow-Origin"]) == (KIND, "*")
    assert said["Retry-After"]
    assert json.loads(body)["status"] == 503
    body = b"".join(application(environ | {"PATH_INFO": "/blog/"}, start))
    assert b"<html" in body
