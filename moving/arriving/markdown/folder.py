"""The files of a site in Markdown, its settings, and an item for each file.

What has a day is a post, what has none a page; a file without front matter belongs to the site's workshop.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from interviews.importing.formats.encodings import decoded
from interviews.importing.formats.front_matter import plain_yaml, split
from moving.arriving.markdown.addresses import Addresses
from moving.arriving.values import Head, Item, Kind, Place, Status, Term, Unreadable, Writer
from names.slugs import slug_of

_MARKDOWN = frozenset({".md", ".markdown", ".mkd"})
_WORKSHOP = frozenset(
    {"node_modules", "vendor", "themes", "layouts", "archetypes", "_site", "public"}
)
_CONFIG = ("_config", "hugo", "config", "config/_default/hugo", "config/_default/config")
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)\Z")
_SHOWN = re.compile(
    r"!\[([^\[\]\n]{1,300})\]\(([^()\n]{1,500})\)"
)  # an alternative text, an address
_PICTURES = (
    "image", "featured_image", "feature_image", "cover_image", "cover", "header", "thumbnail",
    "images",
)  # fmt: skip
_ROOTS = ("_posts", "_drafts", "content", "src", "_pages")  # which addresses do not name


class MarkdownFolder:
    """One folder; files are read when their items are asked for."""

    def __init__(self, folder: Path, site: str = "", author: str = "") -> None:
        """Look at what there is; `author` wrote what names nobody. Raises Unreadable without Markdown."""
        self.folder = folder
        self._paths = sorted(_files(folder))
        if not self._paths:
            raise Unreadable(_("There are no Markdown files in this folder."))
        config, name = _config(folder)
        self._jekyll = name == "_config" or (folder / "_posts").is_dir()
        self._addresses = Addresses.of(config, jekyll=self._jekyll)
        address = site or str(config.get("url") or config.get("baseURL") or config.get("baseurl"))
        self._site = address.rstrip("/") if urlsplit(address).netloc else ""
        self._title = str(config.get("title") or folder.resolve().name)
        self._spoken = str(config.get("languageCode") or config.get("lang") or "")
        # Whom the site's settings name stands for whoever a text does not name.
        more = config.get("params")
        more = more if isinstance(more, Mapping) else {}
        self._house = _names(author or config.get("author") or more.get("author"))
        self._known: dict[str, str] = {}

    @property
    def sha256(self) -> str:
        """The hash of all files with their names."""
        whole = hashlib.sha256()
        for path in self._paths:
            name = path.relative_to(self.folder).as_posix()
            whole.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest()

    @property
    def head(self) -> Head:
        """What the site says of itself, and everybody who wrote."""
        address = self._site or f"folder://{slug_of(self._title) or 'site'}"
        names = {name: name for item in self.items() for name in item.writers}
        writers = tuple(Writer(key=name, name=name, slug=slug_of(name)) for name in names)
        terms = {(t.taxonomy, t.slug): t for item in self.items() for t in item.terms}
        place = Place(address, self._title, self._spoken, "Markdown")
        return Head(place, writers, tuple(terms.values()))

    def items(self) -> Iterator[Item]:
        """Yield the pictures above texts, then posts and pages."""
        pieces = [self._item(path) for path in self._paths]
        words = {
            posixpath.basename(found[2]): found[1]
            for p in pieces
            for found in _SHOWN.finditer(p.body)
        }
        shown = dict.fromkeys(piece.meta.get("_thumbnail_id", "") for piece in pieces)
        for address in filter(None, shown):
            meta = {"_wp_attachment_image_alt": words.get(posixpath.basename(address), "")}
            yield Item(Kind.PICTURE, "picture", address, "", file=address, meta=meta)
        yield from pieces

    def find(self, name: str) -> str:
        """Return the address of a page by the name of its file, "" if there is none."""
        if not self._known:
            for path in self._paths:
                item = self._item(path)
                self._known |= {item.id.lower(): item.link, path.stem.lower(): item.link}
        wanted = name.lower().strip("/")
        return self._known.get(wanted) or self._known.get(PurePosixPath(wanted).stem, "")

    def _item(self, path: Path) -> Item:
        name = path.relative_to(self.folder)
        text, _encoding = decoded(path.read_bytes())
        lines, told = split(text.replace("\r\n", "\n").split("\n"))
        told = {str(key).casefold(): value for key, value in told.items()}
        if kind := _not_a_text(path.stem, told, lines):
            return Item(Kind.OTHER, kind, name.as_posix(), name.as_posix())
        below = PurePosixPath(*_below(name.parts))
        stem = below.parent.name if below.stem == "index" and below.parent.name else below.stem
        dated = _DATED.match(stem)
        day = _moment(told.get("date")) or (_moment(dated[1]) if dated else None)
        slug = str(told.get("slug") or (dated[2] if dated else stem))
        link, former = self._addresses.of_page(below, told, slug, day)
        page = "page" in (told.get("layout"), told.get("type")) or (
            day is None and "_drafts" not in name.parts
        )
        return Item(
            kind=Kind.PAGE if page else Kind.POST,
            type="page" if page else "post",
            id=name.as_posix(),
            title=_words(told.get("title")),
            link=f"{self._site}{link}",
            slug=slug,
            status=_status(told, name.parts),
            published=day,
            modified=_moment(
                told.get("lastmod") or told.get("updated") or told.get("last_modified_at")
            ),
            body="\n".join(lines).strip("\n"),
            excerpt=_words(told.get("description") or told.get("summary") or told.get("excerpt")),
            writers=tuple(_names(told.get("authors") or told.get("author")) or self._house),
            terms=(*self._terms(told, "categories"), *self._terms(told, "tags")),
            meta={"_thumbnail_id": beside(name.as_posix(), _picture(told))},
            former=tuple(f"{self._site}{one}" for one in former if one.startswith("/")),
        )

    def _terms(self, told: Mapping[str, Any], name: str) -> Iterator[Term]:
        value = told.get(name) or told.get({"categories": "category", "tags": "tag"}[name]) or []
        if isinstance(value, str):
            # Jekyll reads words of a line as one topic each.
            value = value.split(",") if "," in value or not self._jekyll else value.split()
        taxonomy = "category" if name == "categories" else "post_tag"
        for one in value if isinstance(value, list) else [value]:
            if words := _words(one):
                yield Term(taxonomy, slug_of(words) or words, words)


def _not_a_text(stem: str, told: Mapping[str, Any], lines: list[str]) -> str:
    """Return what a file is that is no text for readers, "" of one that is."""
    if lines and re.match(r"---\s?js\b", lines[0]):
        return _("file whose front matter is a program")
    if not told:
        return _("file without front matter")
    return {"_index": _("list of a section"), "404": _("page for errors")}.get(stem, "")


def beside(name: str, address: str) -> str:
    """Return the address of a file that a text names from where it lies, as a path in the folder."""
    if not address or address.startswith("/") or urlsplit(address).netloc:
        return address
    return posixpath.normpath(f"/{posixpath.dirname(name)}/{address}")


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _WORKSHOP and name[0] != "."]
        for name in names:
            path = Path(place, name)
            if path.suffix.lower() in _MARKDOWN and not path.is_symlink():
                yield path


def _config(folder: Path) -> tuple[dict[str, Any], str]:
    """Return the settings of a site and the name of their file; nothing of those that are programs."""
    readers: dict[str, Any] = {"toml": tomllib.loads, "json": json.loads}
    for stem in _CONFIG:
        for suffix in ("yml", "yaml", "toml", "json"):
            path = folder / f"{stem}.{suffix}"
            if path.is_file():
                try:
                    text = path.read_text(encoding="utf-8")
                    found = readers.get(suffix, plain_yaml)(text)
                except (ValueError, RecursionError):
                    continue
                return (found if isinstance(found, dict) else {}), stem
    return {}, ""


def _below(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a path that addresses name."""
    return parts[1:] if len(parts) > 1 and parts[0] in _ROOTS else parts


def _status(told: Mapping[str, Any], parts: tuple[str, ...]) -> Status:
    off = str(told.get("draft", "")).lower() == "true" or "_drafts" in parts
    hidden = str(told.get("published", "")).lower() == "false"
    return Status.DRAFT if off or hidden else Status.PUBLISHED


def _moment(value: object) -> datetime | None:
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


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or ""
    return " ".join(str(value or "").split())


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(filter(None, map(_words, values))))


def _picture(told: Mapping[str, Any]) -> str:
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
