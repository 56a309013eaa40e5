"""What sites write above a text in YAML, TOML or JSON: proposals for the editor, never text."""

from __future__ import annotations

import html
import json
import re
import tomllib
from typing import Any

import yaml

from interviews.importing.formats.document import NOTHING, Proposals
from interviews.importing.formats.encodings import sound

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_LONGEST = 400  # lines
_TAG = re.compile(
    r"</?(?:br|i|b|em|strong|span|small|sup|sub)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_SIMPLE = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40})\s*[:=]\s*(?P<value>.*)\Z")
_LISTS = ("tags", "keywords", "categories", "topics")
_KNOWN = {"title", "author", "authors", "by", "date", *_LISTS}


def without_front_matter(lines: list[str]) -> tuple[list[str], Proposals]:
    """Return the lines with those of front matter emptied, and what these propose."""
    rest, found = split(lines)
    return rest, _proposals(found) if found else NOTHING


def split(lines: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Return the lines with those of front matter emptied, and what stood there by its names.

    What stands between two fences, but is no front matter, is text and stays.
    """
    first = next((i for i, line in enumerate(lines[:5]) if line.strip()), None)
    if first is None:
        return lines, {}
    opening = lines[first].strip("\ufeff \t")
    if opening in _FENCES:
        return _fenced(lines, first, opening)
    return _json(lines, first) if opening == "{" else (lines, {})


def _fenced(lines: list[str], first: int, fence: str) -> tuple[list[str], dict[str, Any]]:
    end = next(
        (
            i
            for i in range(first + 1, min(len(lines), first + _LONGEST))
            if lines[i].strip() in _FENCES[fence]
        ),
        None,
    )
    if end is None:
        return lines, {}
    inside = lines[first + 1 : end]
    if not any(_names_field(line) for line in inside):
        return lines, {}
    source = "\n".join(inside)
    found = _toml(source) if fence == "+++" else plain_yaml(source)
    if not isinstance(found, dict):
        found = _simple(inside)
    return ["" if i <= end else line for i, line in enumerate(lines)], found


def _names_field(line: str) -> bool:
    """Tell whether a line begins with the name of a field; „Frage: …“ between two rules is text."""
    match = _SIMPLE.match(line)
    key = match["key"] if match else ""
    return key[:1].islower() or key.casefold() in _KNOWN


def _json(lines: list[str], first: int) -> tuple[list[str], dict[str, Any]]:
    end = next(
        (i for i in range(first, min(len(lines), first + _LONGEST)) if lines[i].strip() == "}"),
        None,
    )
    if end is None:
        return lines, {}
    try:
        found = json.loads("\n".join(lines[first : end + 1]))
    except (ValueError, RecursionError):
        return lines, {}
    return ["" if i <= end else line for i, line in enumerate(lines)], found


class _Plain(yaml.BaseLoader):
    """Makes nothing but strings, lists and tables, each written out.

    An alias repeats what stands elsewhere: nine lines of aliases of aliases are a billion words. Those of a word
    alone cannot grow so; all others say nothing.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Take an alias for the word that it repeats, else for an empty one."""
        known = (
            self.anchors.get(self.peek_event().anchor)
            if self.check_event(yaml.AliasEvent)
            else None
        )
        if not self.check_event(yaml.AliasEvent) or isinstance(known, yaml.ScalarNode):
            return super().compose_node(parent, index)
        self.get_event()
        return yaml.ScalarNode("tag:yaml.org,2002:str", "")

    def construct_scalar(self, node: Any) -> str:
        """Make a string; JSON and YAML may escape a sign as two halves."""
        return sound(super().construct_scalar(node))


def plain_yaml(source: str) -> Any:
    """Return what YAML says, None of what is none: sites often write a colon in a title."""
    try:
        return yaml.load(source, Loader=_Plain)  # noqa: S506 - makes nothing but strings
    except (yaml.YAMLError, RecursionError):
        return None


def _toml(source: str) -> Any:
    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _simple(lines: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in lines:
        if match := _SIMPLE.match(line):
            value = match["value"].strip()
            listed = value[:1] == "[" and value[-1:] == "]"
            found.setdefault(
                match["key"], value[1:-1].split(",") if listed else value.strip("\"' ")
            )
    return found


def _proposals(found: dict[str, Any]) -> Proposals:
    known = {str(key).casefold(): value for key, value in found.items()}
    tags: list[str] = []
    for name in _LISTS:
        value = known.get(name) or []
        tags += value if isinstance(value, list) else re.split(r"[,;]\s*", str(value))
    title = _words(known.get("title"))
    return Proposals(
        title=title,
        titled=bool(title),
        author=_words(known.get("author") or known.get("authors") or known.get("by")),
        date=_words(known.get("date"))[:10],
        tags=tuple(dict.fromkeys(_words(tag) for tag in tags if _words(tag)))[:20],
    )


def _words(value: Any) -> str:
    """Return a value as a line of words: of several names the first ones, of a person the name."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:5])))
    if isinstance(value, dict):
        return _words(value.get("name") or next(iter(value.values()), ""))
    words = _TAG.sub(" ", str(value if value is not None else ""))
    text = html.unescape(" ".join(words.split()))
    return text.strip("\"' ")[:300]
