"""Where a page, feed, data block or calendar would lead or what it would run, whatever it is written in."""

import json
import re
from collections.abc import Iterator
from html import unescape

from lxml import html

ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "data-frame", "cite", "ping"}
HARMLESS = {"", "http", "https", "mailto", "tel", "webcal"}
# What browsers skip before and within a scheme (WHATWG URL, 4.4).
_SKIPPED = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def is_hostile(address: str) -> bool:
    """Tell whether a browser would do something else with an address than go somewhere."""
    found = _SCHEME.match(_SKIPPED.sub("", unescape(address)))
    return bool(found) and found[1].lower() not in HARMLESS


def hostile_in(text: str, kind: str) -> Iterator[str]:
    """Yield what would run, or leads where no reader should, in an answer of a type."""
    if "json" in kind:
        yield from _in_values(json.loads(text))
    elif "xml" in kind:
        yield from _in_markup(text)
        yield from _in_markup(unescape(text))  # feeds carry pages within
    elif "html" in kind:
        yield from _in_markup(text)
    elif "calendar" in kind:
        unfolded = text.replace("\r\n ", "")
        lines = (line.partition(":")[2] for line in unfolded.splitlines() if "URL" in line[:9])
        yield from filter(is_hostile, lines)


def _in_values(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _in_values(one)
    elif isinstance(value, str):
        yield from _in_markup(value) if "<" in value else [value] * _runs(value)


def _runs(value: str) -> bool:
    """Tell whether words that stand in data are an address that would run."""
    return is_hostile(value) and bool(
        re.match(r"(?:java|vb)script:|data:", _SKIPPED.sub("", value), re.IGNORECASE)
    )


def _in_markup(text: str) -> Iterator[str]:
    tree = html.fromstring(f"<div>{text.partition('?>')[2] or text}</div>")
    for element in tree.iter(html.etree.Element):
        kind = element.get("type", "")
        if element.tag == "script" and "json" in kind and "importmap" not in kind:
            yield from _in_values(json.loads(element.text or "{}"))
        elif element.tag == "script" and "alert" in (element.text or ""):
            yield str(element.text)
        for name, value in element.attrib.items():
            leads = (
                name in ADDRESSES and is_hostile(value) and not value.startswith("data:image/svg")
            )
            if leads or name.startswith("on"):
                yield f"{element.tag} {name}={value}"
