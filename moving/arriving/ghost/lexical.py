"""Lexical, in which Ghost keeps texts since version 5: a tree of nodes, as HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import escape

from moving.arriving.ghost.cards import made_of
from moving.arriving.remarks import Remark

# The bits of a text's format (Lexical's TEXT_TYPE_TO_FORMAT).
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"))
_AROUND = {
    "paragraph": "p",
    "quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
    "table": "table",
    "tablerow": "tr",
    "tablecell": "td",
    "link": "a",
    "autolink": "a",
}
_SIGNS = {"linebreak": "<br>", "tab": " ", "zwnj": ""}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Lexical:
    """One text; `remarks` fill up with what is to be said of it."""

    def __init__(self) -> None:
        """Begin without remarks."""
        self.remarks: list[Remark] = []

    def html(self, written: str) -> str:
        """Return a text as HTML. Raises ValueError if it is none."""
        root = json.loads(written).get("root", {})
        return self._all(root)

    def _all(self, node: Mapping[str, Any]) -> str:
        return "".join(map(self._one, node.get("children") or ()))

    def _one(self, node: Mapping[str, Any]) -> str:
        kind = str(node.get("type", "")).removeprefix("extended-")
        if kind == "text":
            return _formatted(node)
        if kind in _SIGNS:
            return _SIGNS[kind]
        if tag := _tag(kind, node):
            address = f' href="{escape(node.get("url", ""))}"' if tag == "a" else ""
            return f"<{tag}{address}>{self._all(node)}</{tag}>"
        html, remark = made_of(kind, node)
        self.remarks += [remark] if remark else []
        # What nobody knows may have words in it.
        return html or (f"<p>{inside}</p>" if (inside := self._all(node)) else "")


def _tag(kind: str, node: Mapping[str, Any]) -> str:
    """Return the element that a node with others in it becomes, "" of a card."""
    if kind == "heading":
        return str(node.get("tag")) if node.get("tag") in _HEADINGS else "h2"
    if kind == "list":
        return "ol" if node.get("listType") == "number" else "ul"
    return _AROUND.get(kind, "")


def _formatted(node: Mapping[str, Any]) -> str:
    text, format_ = str(escape(node.get("text", ""))), node.get("format")
    bits = format_ if isinstance(format_, int) else 0
    for bit, tag in _FORMATS:
        if bits & bit:
            text = f"<{tag}>{text}</{tag}>"
    return text
