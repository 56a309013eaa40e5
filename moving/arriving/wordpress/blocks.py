"""Gutenberg's blocks: HTML between comments. Their HTML is the text; what a comment alone holds is not.

A block that WordPress fills when a page is shown (latest posts, a form) has no text: it is named.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from moving.arriving.remarks import Remark, left
from moving.arriving.wordpress.paragraphs import with_paragraphs

_BLOCK = re.compile(
    r"\s*(?P<end>/?)wp:(?P<name>[a-z][a-z0-9_/-]{0,80})\b\s*(?P<rest>.*)\Z", re.DOTALL
)
# Without text, and without anything that a reader would miss.
_NOTHING = frozenset(
    {"more", "nextpage", "spacer", "separator", "footnotes", "missing", "freeform"}
)
_DEEPEST = 5  # blocks of text within blocks of text


def has_blocks(text: str) -> bool:
    """Tell whether a text was written with the block editor."""
    return "<!-- wp:" in text


def without_blocks(
    text: str, reusable: Mapping[str, str], depth: int = 0
) -> tuple[str, list[Remark]]:
    """Return the HTML of a text of blocks, and what is to be said of those without any.

    What stands between blocks is of the classic editor, with its own paragraphs where it has none marked.
    `reusable` are texts that stand in several pieces, by id.
    """
    parts: list[str] = []
    empty: Counter[str] = Counter()
    remarks: list[Remark] = []
    at = open_blocks = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(_between(text[at:start], open_blocks))
        at = end + 3
        block = _BLOCK.match(text[start + 4 : end])
        if block is None:
            continue
        if block["end"]:
            open_blocks = max(0, open_blocks - 1)
        elif not block["rest"].rstrip().endswith("/"):
            open_blocks += 1
        else:
            name, told = block["name"], _attributes(block["rest"])
            words, more = _alone(name, told, reusable, depth)
            remarks += more
            parts.append(words)
            if not words and name not in _NOTHING:
                empty[name + _strings(told)] += 1
    parts.append(_between(text[at:], open_blocks))
    if empty:
        names = (f"{name} (× {times})" if times > 1 else name for name, times in empty.items())
        said = _("Blocks that have no text of their own: %(names)s")
        remarks.append(left(said % {"names": ", ".join(names)}))
    return "".join(parts), remarks


def _between(text: str, open_blocks: int) -> str:
    if open_blocks or not text.strip() or "<p" in text:
        return text
    return with_paragraphs(text)


def _alone(
    name: str, told: Mapping[str, Any], reusable: Mapping[str, str], depth: int
) -> tuple[str, list[Remark]]:
    """Return the HTML that a block without any stands for, where its comment says enough."""
    match name:
        case "block" if str(told.get("ref", "")) in reusable and depth < _DEEPEST:
            return without_blocks(reusable[str(told["ref"])], reusable, depth + 1)
        case "social-link" if told.get("url"):
            address, service = str(told["url"]), str(told.get("service") or told["url"])
            return f'<p><a href="{escape(address)}">{escape(service)}</a></p>', []
        case "embed" if told.get("url"):
            return f"<p>{escape(str(told['url']))}</p>", []
        case "image" if told.get("id") or told.get("url"):
            number, address = str(told.get("id", "")), str(told.get("url", ""))
            return f'<img class="wp-image-{escape(number)}" src="{escape(address)}">', []
    return "", []


def _attributes(rest: str) -> dict[str, Any]:
    try:
        found = json.loads(rest.rstrip().removesuffix("/").strip() or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _strings(told: Mapping[str, Any]) -> str:
    """Return the texts that a block of some plug-in holds in its comment: they would be lost unsaid."""
    words = [value for value in told.values() if isinstance(value, str) and " " in value.strip()]
    return f" – „{' / '.join(words)[:300]}“" if words else ""
