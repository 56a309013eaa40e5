"""Nodes of a JSON-LD graph: how they are put together, dated and written into a page."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString

type Value = str | float | Sequence[Value] | Mapping[str, Value] | None
type Node = dict[str, Value]
VOCABULARY = "https://schema.org"
# Inside <script> nothing may look like markup; JSON reads the escapes as the same signs.
_HARMLESS = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def node(kind: str | list[str], at: str = "", /, **properties: Value) -> Node:
    """Return a node of a type with its `@id`; properties without a value are left out."""
    said: Node = {"@type": kind, "@id": at, **properties}
    return {name: value for name, value in said.items() if _says(value)}


def ref(to: str | Node) -> Node:
    """Return a reference to a node of the same graph, by its id or itself."""
    return {"@id": to if isinstance(to, str) else to["@id"]}


def one_or_all[V](values: Sequence[V]) -> V | Sequence[V]:
    """Return the only value where there is just one."""
    return values[0] if len(values) == 1 else values


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


def _says(value: Value) -> bool:
    return value is not None and value not in ("", [], {})
