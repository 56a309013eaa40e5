"""The description of the API (OpenAPI 3.1): its addresses here, its shapes from the values themselves."""

from functools import cache
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from blog.search.query import LONGEST_QUERY
from pages.api import shapes
from pages.api.answers import reading, told
from pages.api.cursors import CURSOR, FEW, LIMIT, MOST
from pages.house.site import current

type Parts = dict[str, Any]

VERSION = "1.0"
_ABOUT = """What readers of this site see, as JSON, for anybody to read: no key, no cookie, GET and HEAD only.

* Whoever shows a piece, or only the way to it, shows all of `disclosed` with it: labels first.
* Every answer carries an ETag; `If-None-Match` is answered with 304. Answers may be kept as long as their
  Cache-Control says.
* Lists are read by following `next` until it is null; a cursor is opaque and belongs to its list.
* Parameters that are not named here are left out.
* HTML is sanitised, its links are absolute. Words are in the language of the piece, else of the site.
* Within version 1 fields may be added, but none is taken away or changes its meaning.
* Rights stay with their owners; a reservation of text and data mining is told in `TDM-Reservation`.
"""
_SHAPES = (
    *(shapes.PieceList, shapes.WholePiece, shapes.EventList, shapes.WholeEvent),
    *(shapes.PersonList, shapes.WholePerson, shapes.Trouble),
    *(shapes.PieceTold, shapes.GoneTold),
)
_SLUG = r"^[-a-zA-Z0-9_]+$"
_NARROWS: dict[str, tuple[str, Parts]] = {
    "q": ("Words to look for; the best hits come first.", {"maxLength": LONGEST_QUERY}),
    "art": ("Kind of piece.", {"enum": ["beitrag", "interview"]}),
    "jahr": ("Year of publishing.", {"pattern": "^[0-9]{4}$"}),
    "thema": ("Slug of a topic.", {"pattern": _SLUG}),
    "person": ("Slug of a person that the piece names.", {"pattern": _SLUG}),
    "event": ("Slug of an announced event.", {"pattern": _SLUG}),
}


@reading()
def description(request: HttpRequest) -> HttpResponse:
    """The description of the API."""
    return told(request, document(current().title), timezone.now())


def document(title: str) -> Parts:
    """Return the description as the values of its JSON."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION, "description": _ABOUT},
        "servers": [{"url": settings.SITE_URL}],
        "paths": _paths(),
        "webhooks": _webhooks(),
        "components": {
            "schemas": _schemas(),
            "parameters": _parameters(),
            "responses": {name: _trouble(words) for name, words in _TROUBLES.items()},
        },
    }


_TROUBLES = {
    "Mistaken": "A parameter holds what it cannot hold; `detail` names it.",
    "Missing": "There is nothing at this address.",
    "Gone": "The piece was withdrawn; `detail` tells its title.",
}


def _paths() -> Parts:
    narrows = tuple(_NARROWS)
    by_slug = ("slug",)
    return {
        "/api/v1/pieces/": _list("pieces", "Pieces, newest or best first", "PieceList", *narrows),
        "/api/v1/pieces/{slug}/": _one("piece", "One piece", "WholePiece", by_slug, gone=True),
        "/api/v1/pieces/id/{id}/": _one(
            "pieceById", "One piece by its id", "WholePiece", ("id",), gone=True
        ),
        "/api/v1/events/": _list("events", "Announced events, the latest first", "EventList"),
        "/api/v1/events/{slug}/": _one("event", "One event", "WholeEvent", by_slug),
        "/api/v1/people/": _list("people", "People with a piece, by name", "PersonList"),
        "/api/v1/people/{slug}/": _one("person", "One person", "WholePerson", by_slug),
    }


def _webhooks() -> Parts:
    """Return what is sent to who asked the newsroom for it."""
    return {
        "piece": _sent("A piece was published or changed", "PieceTold"),
        "gone": _sent("A piece was withdrawn", "GoneTold"),
    }


def _sent(summary: str, shape: str) -> Parts:
    words = "Signed as Standard Webhooks has it (webhook-id, webhook-timestamp, webhook-signature)."
    content = {"application/json": {"schema": _ref("schemas", shape)}}
    taken = {"description": "Any 2xx within five seconds: taken. All else is tried again."}
    said = {"summary": summary, "description": words, "responses": {"2XX": taken}}
    return {"post": said | {"requestBody": {"required": True, "content": content}}}


def _list(name: str, summary: str, shape: str, *narrows: str) -> Parts:
    answers = {"200": _found(shape), "400": _ref("responses", "Mistaken")}
    parameters = [*narrows, LIMIT, CURSOR]
    return _get(name, summary, parameters, answers)


def _one(
    name: str, summary: str, shape: str, names: tuple[str, ...], *, gone: bool = False
) -> Parts:
    answers = {
        "200": _found(shape),
        "301": {"description": "It has another address today."},
        "404": _ref("responses", "Missing"),
    }
    if gone:
        answers["410"] = _ref("responses", "Gone")
    return _get(name, summary, names, answers)


def _get(name: str, summary: str, parameters: Any, answers: Parts) -> Parts:
    answers["304"] = {"description": "It is as the ETag that was sent says."}
    named = [_ref("parameters", one) for one in parameters]
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": named,
            "responses": dict(sorted(answers.items())),
        }
    }


def _found(shape: str) -> Parts:
    content = {"application/json": {"schema": _ref("schemas", shape)}}
    return {"description": "Found.", "content": content}


def _trouble(words: str) -> Parts:
    content = {"application/problem+json": {"schema": _ref("schemas", "Trouble")}}
    return {"description": words, "content": content}


def _ref(kind: str, name: str) -> Parts:
    return {"$ref": f"#/components/{kind}/{name}"}


def _parameters() -> Parts:
    number = {"type": "integer", "minimum": 1, "maximum": MOST, "default": FEW}
    queries: dict[str, tuple[str, Parts]] = {
        name: (words, {"type": "string"} | schema) for name, (words, schema) in _NARROWS.items()
    }
    queries[LIMIT] = ("How many items a page has.", number)
    queries[CURSOR] = ("From `next`, never made up.", {"type": "string"})
    found = {name: _parameter(name, "query", *told) for name, told in queries.items()}
    found["slug"] = _parameter("slug", "path", "Its slug.", {"type": "string", "pattern": _SLUG})
    found["id"] = _parameter("id", "path", "Its id.", {"type": "integer", "minimum": 1})
    return found


def _parameter(name: str, place: str, words: str, schema: Parts) -> Parts:
    told = {"name": name, "in": place, "description": words, "schema": schema}
    return told | ({"required": True} if place == "path" else {})


@cache
def _schemas() -> Parts:
    template = "#/components/schemas/{name}"
    _roots, found = msgspec.json.schema_components(_SHAPES, ref_template=template)
    return found
