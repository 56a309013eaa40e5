"""The demo's files as Python values: TOML between two lines of `+++`, Markdown below.

`{{ last }}` and `{{ next }}` stand for the hashtags of the two events, `{{ figure chairs }}` for a
picture, `{{ id chairs }}` for its id. In an interview every `## ` line is a question, `@esra` names who answers, `---` begins
the closing text.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

HERE = Path(__file__).resolve().parent
PLACEHOLDER = re.compile(r"\{\{ (?:(figure|id) )?(\w+) \}\}")
ANSWERED_BY = re.compile(r"^@(\w+)$", re.MULTILINE)

_markdown = MarkdownIt("commonmark", {"html": True}).enable("table")


@dataclass(frozen=True)
class WrittenAnswer:
    """What one person said; `by` is a key of `world.toml`, or empty if only one is asked."""

    by: str
    html: str


@dataclass(frozen=True)
class Manuscript:
    """One file: its front matter and its text as HTML."""

    key: str
    front: dict[str, Any]
    body: str
    exchanges: tuple[tuple[str, tuple[WrittenAnswer, ...]], ...] = ()
    closing: str = ""


def table(name: str) -> dict[str, Any]:
    """Return the values of a TOML file of the demo."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def manuscripts(
    folder: str, words: Mapping[str, str] | None = None, figures: Mapping[str, int] | None = None
) -> list[Manuscript]:
    """Return every file of a folder with its placeholders filled in."""
    return [
        _read(path.stem, filled(path.read_text(encoding="utf-8"), words or {}, figures or {}))
        for path in sorted((HERE / folder).glob("*.md"))
    ]


def filled(text: str, words: Mapping[str, str], figures: Mapping[str, int] | None = None) -> str:
    """Return a text with its placeholders filled in."""

    def fill(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind is None:
            return words[name]
        pk = (figures or {})[name]
        return str(pk) if kind == "id" else f'<figure data-file="{pk}"></figure>'

    return PLACEHOLDER.sub(fill, text)


def _read(key: str, text: str) -> Manuscript:
    _start, front, body = text.split("+++\n", 2)
    values = tomllib.loads(front)
    if values.get("kind") != "interview":
        return Manuscript(key, values, _html(body))
    body, _rule, closing = body.partition("\n---\n")
    intro, *questions = body.split("\n## ")
    exchanges = tuple(_exchange(part) for part in questions)
    return Manuscript(key, values, _html(intro), exchanges, _html(closing))


def _exchange(part: str) -> tuple[str, tuple[WrittenAnswer, ...]]:
    question, _line, rest = part.partition("\n")
    first, *named = ANSWERED_BY.split(rest)
    answers = [WrittenAnswer("", _html(first))] if first.strip() else []
    answers += [
        WrittenAnswer(by, _html(said)) for by, said in zip(named[::2], named[1::2], strict=True)
    ]
    return question.strip(), tuple(answers)


def _html(text: str) -> str:
    return _markdown.render(text).strip()
