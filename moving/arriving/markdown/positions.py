"""What the folders say in which a file lies: which part of a site it is, and where addresses begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from moving.arriving.markdown.settings import Settings

_ROOTS = ("content", "src", "_pages")  # which addresses do not name
_OF_POSTS = {"_posts": "posts", "_drafts": "drafts"}


@dataclass(frozen=True)
class Position:
    """Where a file lies: its path as addresses know it, its kind, Jekyll's collection and the topics above it."""

    path: PurePosixPath
    kind: str = "pages"
    collection: str = ""
    above: tuple[str, ...] = ()
    read: bool = True  # whether the generator makes a page of it


def position_of(path: PurePosixPath, settings: Settings) -> Position:
    """Return where a file lies; `path` is without the folder of its language."""
    parts = path.parts
    if found := next((one for one in parts[:-1] if one in _OF_POSTS), ""):
        at = parts.index(found)
        above = tuple(one for one in parts[:at] if one not in _ROOTS) if settings.jekyll else ()
        return Position(PurePosixPath(*parts[at + 1 :]), _OF_POSTS[found], above=above)
    if settings.jekyll and len(parts) > 1 and parts[0].startswith("_") and parts[0] not in _ROOTS:
        return _in_collection(path, settings)
    content = settings.word("contentdir").strip("/") if settings.hugo else ""
    if content and path.is_relative_to(content):
        return Position(path.relative_to(content))
    below = parts[1:] if len(parts) > 1 and parts[0] in _ROOTS else parts
    return Position(PurePosixPath(*below))


def _in_collection(path: PurePosixPath, settings: Settings) -> Position:
    """Return where a file of one of Jekyll's lists lies; only lists that say so have pages."""
    name = path.parts[0].removeprefix("_")
    told = settings.table("collections").get(name)
    shown = isinstance(told, Mapping) and str(told.get("output", "")).casefold() == "true"
    included = settings.told.get("include")
    if isinstance(included, list) and path.parts[0] in included:
        return Position(path)
    return Position(PurePosixPath(*path.parts[1:]), name, name, read=shown)
