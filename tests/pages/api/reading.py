"""Read the API as a program elsewhere would, and hold what it says against its own description."""

import json
import re
from typing import Any

from pages.api.openapi import document


def read(client, address: str, status: int = 200, **headers: str) -> Any:
    """Return what an address answers, as values; it says itself what it is."""
    response = client.get(address, **headers)
    assert response.status_code == status, (address, response.status_code, response.content[:300])
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response["Content-Type"] == kind
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "Set-Cookie" not in response
    value = json.loads(response.content)
    if status != 200:
        assert value["status"] == status
        assert value["detail"]
    return value


def pages_of(client, address: str) -> list[list[Any]]:
    """Return the items of every page, following `next`."""
    found = []
    while address:
        page = read(client, address)
        found.append(page["items"])
        address = (page["next"] or "").removeprefix("http://testserver")
        assert len(found) < 50
    return found


def schema_of(path: str, status: str = "200") -> Any:
    """Return the schema that the description names for an answer."""
    answer = resolve(document("Blog")["paths"][path]["get"]["responses"][status])
    (content,) = answer["content"].values()
    return content["schema"]


def resolve(part: Any) -> Any:
    """Follow a reference into the description."""
    while "$ref" in part:
        at: Any = document("Blog")
        for name in part["$ref"].removeprefix("#/").split("/"):
            at = at[name]
        part = at
    return part


_TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:]+Z")
_FORMATS = {
    "date-time": _MOMENT,
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "decimal": re.compile(r"-?\d+(\.\d+)?"),
}
_KNOWN = {"type", "properties", "required", "items", "anyOf", "enum", "format", "title"}
_KNOWN |= {"description", "$ref"}


def faults(value: Any, schema: Any, at: str = "$") -> list[str]:
    """Return what a value has that its schema does not say, and what it lacks.

    Of JSON Schema it knows what the description uses, and nothing else.
    """
    schema = resolve(schema)
    assert not schema.keys() - _KNOWN, schema.keys() - _KNOWN
    if "anyOf" in schema:
        tried = [faults(value, one, at) for one in schema["anyOf"]]
        return min(tried, key=len)
    if not _is(value, schema):
        return [f"{at}: {value!r} is not {schema}"]
    if isinstance(value, list):
        each = (faults(one, schema["items"], f"{at}[{n}]") for n, one in enumerate(value))
        return [fault for found in each for fault in found]
    if isinstance(value, dict):
        return _of_object(value, schema, at)
    return []


def _is(value: Any, schema: Any) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    pattern = _FORMATS[schema["format"]] if "format" in schema else None
    fits = type(value) is _TYPES[schema["type"]]
    return fits and (pattern is None or bool(pattern.fullmatch(value)))


def _of_object(value: dict[str, Any], schema: Any, at: str) -> list[str]:
    known = schema["properties"]
    found = [f"{at}: {name} is missing" for name in set(schema["required"]) - value.keys()]
    found += [f"{at}: {name} is not described" for name in value.keys() - known.keys()]
    for name in value.keys() & known.keys():
        found += faults(value[name], known[name], f"{at}.{name}")
    return found
