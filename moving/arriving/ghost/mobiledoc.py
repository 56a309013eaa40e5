"""Mobiledoc (0.3), in which Ghost kept texts before version 5, as HTML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.html import escape

from moving.arriving.ghost.cards import made_of
from moving.arriving.remarks import Remark

_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote aside pull-quote ul ol".split())


class Mobiledoc:
    """One text; `remarks` fill up with what is to be said of it."""

    def __init__(self) -> None:
        """Begin without remarks."""
        self.remarks: list[Remark] = []
        self._document: dict[str, Any] = {}

    def html(self, written: str) -> str:
        """Return a text as HTML. Raises ValueError, or another error of its shape, if it is none."""
        self._document = json.loads(written)
        return "".join(map(self._section, self._document.get("sections", ())))

    def _section(self, section: Sequence[Any]) -> str:
        match section:
            case [1, tag, markers, *_]:
                tag = tag if tag in _TAGS else "p"
                tag = "blockquote" if tag in ("aside", "pull-quote") else tag
                return f"<{tag}>{self._inline(markers)}</{tag}>"
            case [2, address, *_]:
                return f'<figure><img src="{escape(address)}" alt=""></figure>'
            case [3, tag, items, *_]:
                tag = "ol" if tag == "ol" else "ul"
                rows = "".join(f"<li>{self._inline(markers)}</li>" for markers in items)
                return f"<{tag}>{rows}</{tag}>"
            case [10, number, *_]:
                name, told = self._document["cards"][number][:2]
                html, remark = made_of(str(name), told)
                self.remarks += [remark] if remark else []
                return html
        return ""

    def _inline(self, markers: Sequence[Sequence[Any]]) -> str:
        """Return words with their markup: each marker opens some, and closes so many after itself."""
        html, open_ = [], []
        for kind, opened, closed, value in markers:
            for number in opened:
                tag, *told = self._document["markups"][number]
                pairs = told[0] if told else []
                named = dict(zip(pairs[::2], pairs[1::2], strict=False))
                href = f' href="{escape(named.get("href", ""))}"' if tag == "a" else ""
                html.append(f"<{tag}{href}>")
                open_.append(tag)
            html.append(str(escape(value)) if kind == 0 else self._atom(value))
            html += [f"</{open_.pop()}>" for _each in range(min(closed, len(open_)))]
        return "".join([*html, *(f"</{tag}>" for tag in reversed(open_))])

    def _atom(self, number: int) -> str:
        name, words = self._document["atoms"][number][:2]
        return "<br>" if name == "soft-return" else str(escape(words))
