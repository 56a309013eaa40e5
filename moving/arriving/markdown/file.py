"""A file of a folder: its text, what its front matter and those beside it tell, and what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from interviews.importing.formats.encodings import as_written, sound
from interviews.importing.formats.front_matter import split
from moving.arriving.markdown.languages import Languages
from moving.arriving.markdown.positions import Position, position_of
from moving.arriving.markdown.settings import Settings, word
from moving.arriving.markdown.text import without_comments
from moving.arriving.values import Status

_OF_POSTS = frozenset({"blog", "news", "post", "posts"})  # as sections and types are called
# Jekyll's plug-in, many themes, and what jekyll-import makes of Drupal.
_REDIRECTS = ("redirect_to", "redirect", "refresh_to_post_id")
_INSTRUCTION = re.compile(r"\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}")
_PICTURES = (
    "image", "featured_image", "feature_image", "cover_image", "cover", "header", "thumbnail",
    "images",
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """What a file says: `told` by the site, the folders above it and its front matter, names casefolded.

    `doubt` says where its signs are a guess.
    """

    name: PurePosixPath
    lines: list[str]
    told: Mapping[str, Any]
    language: str
    place: Position
    has_front_matter: bool
    of_section: bool  # Hugo's page of a folder
    doubt: str = ""

    @property
    def within(self) -> PurePosixPath:
        """Where addresses take it to lie."""
        return self.place.path.with_name("index.md") if self.of_section else self.place.path

    @property
    def no_piece(self) -> str:
        """What it is, if it is no text for readers; else ""."""
        if self.lines and re.match(r"---\s?js\b", self.lines[0]):
            return _("file whose front matter is a program")
        if not self.has_front_matter:
            return _("file without front matter")
        path = self.place.path
        if not (self.of_section and len(path.parts) > 1 and self._says_something):
            kinds = {"_index": _("list of a section"), "404": _("page for errors")}
            if kind := kinds.get(path.stem):
                return kind
        hidden = str(self.told.get("permalink", "")).casefold() == "false"
        return _("file that has no page of its own") if hidden or not self.place.read else ""

    @property
    def leads_to(self) -> str:
        """Where a file leads that says nothing else, "" of any other."""
        value = next((self.told[one] for one in _REDIRECTS if self.told.get(one)), "")
        value = value[0] if isinstance(value, list) else value
        if "/" not in word(value) or (self._says_something and not self.told.get("redirect_to")):
            return ""
        return word(value)

    def is_page(self, day: datetime | None) -> bool:
        """Tell whether it is a page: it has no day, or is called one and does not lie among posts."""
        if self.of_section:
            return True
        if day is None:
            return self.place.kind != "drafts"
        called = {self.place.path.parts[0], str(self.told.get("type"))}
        among_posts = self.place.kind == "posts" or _OF_POSTS & called
        return not among_posts and "page" in (self.told.get("layout"), self.told.get("type"))

    @property
    def status(self) -> Status:
        """Whether its generator showed it."""
        off = str(self.told.get("draft", "")).lower() == "true" or "_drafts" in self.name.parts
        hidden = str(self.told.get("published", "")).lower() == "false"
        return Status.DRAFT if off or hidden else Status.PUBLISHED

    @property
    def _says_something(self) -> bool:
        text = without_comments("\n".join(self.lines))
        return re.search(r"\w", _INSTRUCTION.sub("", text)) is not None


def read(name: PurePosixPath, content: bytes, languages: Languages, site: Settings) -> File:
    """Read a file, `name` being its path within the folder. Raises the formats' Unreadable if it is no text."""
    text, doubt = as_written(content)
    lines, own = split(sound(text).replace("\r\n", "\n").split("\n"))
    language, short = languages.of_page(name)
    place = position_of(short, site)
    told = site.of_files(name, place.kind)
    told |= {str(key).casefold(): value for key, value in own.items()}
    told = {key: value for key, value in told.items() if value not in ("null", "~")}
    if site.jekyll or "://" in word(told.get("url")):
        told.pop("url", None)  # whom a page is about has one, too
    of_section = site.hugo and short.stem == "_index"
    return File(name, lines, told, language, place, bool(own), of_section, doubt)


def moment_of(value: object) -> datetime | None:
    """Return a moment; where no zone is said, by the clock of the site."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - gets its zone below
    if not isinstance(value, datetime):
        written = re.sub(r"\s+(?=[+-]\d{2}:?\d{2}\Z)", "", str(value or "").strip())
        written = re.sub(r"-(\d)(?=-|T|\s|\Z)", r"-0\1", written.removesuffix(" UTC"))
        try:
            value = datetime.fromisoformat(written)
        except ValueError:
            return None
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def in_words(value: object) -> str:
    """Return what a value says in words: a name, a title, "" of nothing."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or ""
    return " ".join(str(value or "").split())


def all_names(value: object) -> list[str]:
    """Return the names in a value, each once."""
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(filter(None, map(in_words, values))))


def picture_of(told: Mapping[str, Any]) -> str:
    """Return the address of the picture above a text, "" if it has none."""
    for name in _PICTURES:
        value = told.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, Mapping):
            value = next(
                (value[key] for key in ("image", "src", "path", "url") if value.get(key)), None
            )
        if isinstance(value, str) and "." in value:
            return value
    return ""
