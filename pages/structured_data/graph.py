"""Nodes of a JSON-LD graph: how they are put together, dated and written into a page."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

Node = dict[str, Any]
VOCABULARY = "https://schema.org"
# Inside <script> nothing may look like markup; JSON reads the escapes as the same signs.
_HARMLESS = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def node(kind: str | list[str], at: str = "", /, **properties: Any) -> Node:
    """Return a node of a type with its `@id`; properties without a value are left out."""
    named = {"@type": kind} | ({"@id": at} if at else {})
    return named | {name: value for name, value in properties.items() if _says(value)}


def ref(at: str) -> Node:
    """Return a reference to a node of the same graph."""
    return {"@id": at}


def moment(at: datetime) -> str:
    """Return ISO 8601 with the offset of the site's time zone."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def script(nodes: Iterable[Node]) -> SafeString:
    """Return the data block for a page's head; no text in it can end it."""
    graph = written({"@context": VOCABULARY, "@graph": list(nodes)})
    return SafeString(f'<script type="application/ld+json">{graph}</script>')


def written(value: Node) -> str:
    """Return a value as JSON that may stand in a script element, as Django's `json_script` escapes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _HARMLESS.items():  # str.translate would take thirty times as long
        text = text.replace(sign, escape)
    return text


def _says(value: Any) -> bool:
    return value is not None and value not in ("", [], {})
