"""The files of a site in Markdown, its settings, and an item for each file.

What has a day is a post, what has none a page; a file without front matter belongs to the site's workshop.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from interviews.importing.formats.encodings import as_written, sound
from interviews.importing.formats.front_matter import split
from interviews.importing.formats.paragraphs import Unreadable as NoText
from moving.arriving.markdown.addresses import Addresses, Page
from moving.arriving.markdown.languages import Languages
from moving.arriving.markdown.leading import REDIRECT, led_on
from moving.arriving.markdown.positions import Position, position_of
from moving.arriving.markdown.settings import Settings, word
from moving.arriving.markdown.text import without_comments
from moving.arriving.remarks import changed
from moving.arriving.values import Head, Item, Kind, Place, Status, Term, Unreadable, Writer
from names.slugs import slug_of

_MARKDOWN = frozenset({".md", ".markdown", ".mkd"})
_WORKSHOP = frozenset(
    {"node_modules", "vendor", "themes", "layouts", "archetypes", "_site", "public"}
)
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)\Z")
_SHOWN = re.compile(
    r"!\[([^\[\]\n]{1,300})\]\(([^()\n]{1,500})\)"
)  # an alternative text, an address
_OF_POSTS = frozenset({"blog", "news", "post", "posts"})  # as sections and types are called
# Jekyll's plug-in, many themes, and what jekyll-import makes of Drupal.
_REDIRECTS = ("redirect_to", "redirect", "refresh_to_post_id")
_INSTRUCTION = re.compile(r"\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}")
_PICTURES = (
    "image", "featured_image", "feature_image", "cover_image", "cover", "header", "thumbnail",
    "images",
)  # fmt: skip


class MarkdownFolder:
    """One folder; files are read when their items are asked for."""

    def __init__(self, folder: Path, site: str = "", author: str = "") -> None:
        """Look at what there is; `author` wrote what names nobody. Raises Unreadable without Markdown."""
        self.folder = folder
        self._paths = sorted(_files(folder))
        if not self._paths:
            raise Unreadable(_("There are no Markdown files in this folder."))
        self._settings = told = Settings.of(folder)
        self._languages = Languages.of(told)
        self._addresses = Addresses(told)
        self._site = _site(site, told)
        self._title = told.word("title") or folder.resolve().name
        self._spoken = (
            told.word("languagecode", "lang") or self._languages.of_page(PurePosixPath())[0]
        )
        # Whom the site's settings name stands for whoever a text does not name.
        of_site = told.told.get("author") or told.table("params").get("author")
        self._house = _names(author or of_site)

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
        names = {name: name for item in self._pieces for name in item.writers}
        writers = tuple(Writer(key=name, name=name, slug=slug_of(name)) for name in names)
        terms = {(t.taxonomy, t.slug): t for item in self._pieces for t in item.terms}
        place = Place(address, self._title, self._spoken, "Markdown")
        return Head(place, writers, tuple(terms.values()))

    def items(self) -> Iterator[Item]:
        """Yield the pictures above texts, then posts and pages."""
        words = {
            posixpath.basename(found[2]): found[1]
            for p in self._pieces
            for found in _SHOWN.finditer(p.body)
        }
        shown = dict.fromkeys(piece.meta.get("_thumbnail_id", "") for piece in self._pieces)
        for address in filter(None, shown):
            meta = {"_wp_attachment_image_alt": words.get(posixpath.basename(address), "")}
            yield Item(Kind.PICTURE, "picture", address, "", file=address, meta=meta)
        yield from self._pieces

    def find(self, name: str) -> str:
        """Return the address of a page by the name of its file, "" if there is none."""
        wanted = PurePosixPath(name.lower().strip("/"))
        if wanted.stem in ("index", "_index"):
            wanted = wanted.parent
        found = (self._known.get(str(one)) for one in (wanted, wanted.with_suffix(""), wanted.stem))
        return next(filter(None, found), "") if wanted.name else ""

    def said(self, item: Item, name: str) -> str:
        """Return what the site or the page says under a name (`site.email`, `page.title`), "" if it does not."""
        whose, _dot, rest = name.partition(".")
        if whose == "site":
            return self._settings.at(rest)
        return {"title": item.title, "url": item.link}.get(rest, "")

    @cached_property
    def _pieces(self) -> list[Item]:
        """All files, each read once; what stood for another page is an address of that one."""
        found = [self._item(path) for path in self._paths]
        return led_on(found, self._site)

    @cached_property
    def _known(self) -> dict[str, str]:
        """The addresses of all pages by the paths of their files and by their names alone."""
        known: dict[str, str] = {}
        for item in self._pieces:
            path = PurePosixPath(item.id.lower())
            path = path.parent if path.stem in ("index", "_index") else path.with_suffix("")
            below = [str(PurePosixPath(*path.parts[n:])) for n in range(len(path.parts))]
            for name in (item.id.lower(), *below) if item.link else ():
                known.setdefault(name, item.link)
        return known

    def _item(self, path: Path) -> Item:
        name = PurePosixPath(path.relative_to(self.folder).as_posix())
        try:
            text, doubt = as_written(path.read_bytes())
        except NoText:
            return Item(Kind.OTHER, _("file that is no text"), str(name), str(name))
        lines, own = split(sound(text).replace("\r\n", "\n").split("\n"))
        language, short = self._languages.of_page(name)
        place = position_of(short, self._settings)
        told = self._settings.of_files(name, place.kind)
        told |= {str(key).casefold(): value for key, value in own.items()}
        told = {key: value for key, value in told.items() if value not in ("null", "~")}
        if self._settings.jekyll or "://" in word(told.get("url")):
            told.pop("url", None)  # whom a page is about has one, too
        of_section = self._settings.hugo and short.stem == "_index"
        if kind := _not_a_text(place.path, own, lines, of_section=of_section):
            return Item(Kind.OTHER, kind, str(name), str(name))
        if not place.read or str(told.get("permalink", "")).casefold() == "false":
            return Item(Kind.OTHER, _("file that has no page of its own"), str(name), str(name))
        within = place.path.with_name("index.md") if of_section else place.path
        day, stem = self._day(told, within)
        slug = word(told.get("slug")) or stem
        link, former = self._addresses.of_page(
            Page(within, told, slug, day, place.collection, place.above, of_section)
        )
        before = self._site + ("" if word(told.get("url")) else self._languages.before(language))
        if target := _leads_to(told, lines):
            return Item(
                Kind.OTHER,
                REDIRECT,
                str(name),
                _words(told.get("title")) or str(name),
                link=f"{before}{link}",
                file=target,
            )
        page = of_section or _is_page(told, day, place)
        return Item(
            kind=Kind.PAGE if page else Kind.POST,
            type="page" if page else "post",
            id=str(name),
            title=_words(told.get("title")),
            link=f"{before}{link}",
            slug=slug,
            status=_status(told, name.parts),
            published=day,
            modified=_moment(
                told.get("lastmod") or told.get("updated") or told.get("last_modified_at")
            ),
            body="\n".join(lines).strip("\n"),
            excerpt=_words(told.get("description") or told.get("summary") or told.get("excerpt")),
            writers=tuple(_names(told.get("authors") or told.get("author")) or self._house),
            terms=(
                *self._terms(told, "categories", place.above),
                *self._terms(told, "tags"),
                *_in_language(language or _words(told.get("lang"))),
            ),
            meta={"_thumbnail_id": beside(str(name), _picture(told))},
            former=tuple(f"{self._site}{one}" for one in former),
            remarks=(changed(doubt),) if doubt else (),
        )

    def _day(self, told: Mapping[str, Any], path: PurePosixPath) -> tuple[datetime | None, str]:
        """Return the day of a page, and the name of its file without it where the generator takes it off."""
        stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
        said, dated = _moment(told.get("date")), _DATED.match(stem)
        if dated is None:
            return said, stem
        by_name = not self._settings.hugo or ":filename" in str(
            self._settings.told.get("frontmatter")
        )
        return said or _moment(dated[1]), dated[2] if by_name else stem

    def _terms(
        self, told: Mapping[str, Any], name: str, above: tuple[str, ...] = ()
    ) -> Iterator[Term]:
        value = told.get(name) or told.get({"categories": "category", "tags": "tag"}[name]) or []
        if isinstance(value, str):
            # Jekyll reads words of a line as one topic each.
            split_at_words = self._settings.jekyll and "," not in value
            value = value.split() if split_at_words else value.split(",")
        taxonomy = "category" if name == "categories" else "post_tag"
        for one in (*above, *(value if isinstance(value, list) else [value])):
            if words := _words(one):
                yield Term(taxonomy, slug_of(words) or words, words)


def _not_a_text(
    path: PurePosixPath, told: Mapping[str, Any], lines: list[str], *, of_section: bool
) -> str:
    """Return what a file is that is no text for readers, "" of one that is."""
    if lines and re.match(r"---\s?js\b", lines[0]):
        return _("file whose front matter is a program")
    if not told:
        return _("file without front matter")
    if of_section and len(path.parts) > 1 and _says_something(lines):
        return ""
    return {"_index": _("list of a section"), "404": _("page for errors")}.get(path.stem, "")


def _is_page(told: Mapping[str, Any], day: datetime | None, place: Position) -> bool:
    """Tell whether a text is a page: it has no day, or is called one and does not lie among posts."""
    if day is None:
        return place.kind != "drafts"
    among_posts = place.kind == "posts" or _OF_POSTS & {place.path.parts[0], str(told.get("type"))}
    return not among_posts and "page" in (told.get("layout"), told.get("type"))


def _says_something(lines: list[str]) -> bool:
    return re.search(r"\w", _INSTRUCTION.sub("", without_comments("\n".join(lines)))) is not None


def _leads_to(told: Mapping[str, Any], lines: list[str]) -> str:
    """Return where a file leads that says nothing else, "" of any other."""
    value = next((told[one] for one in _REDIRECTS if told.get(one)), "")
    value = value[0] if isinstance(value, list) else value
    if "/" not in word(value) or (_says_something(lines) and not told.get("redirect_to")):
        return ""
    return word(value)


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


def _site(given: str, settings: Settings) -> str:
    """Return where a site was, "" if nobody says so; Jekyll names the path on its host apart."""
    address = given or settings.word("url", "baseurl")
    if not given and settings.jekyll:
        path = settings.word("baseurl").strip("/")
        address = f"{settings.word('url').rstrip('/')}/{path}" if path else settings.word("url")
    return address.rstrip("/") if urlsplit(address).netloc else ""


def _in_language(code: str) -> Iterator[Term]:
    if code:
        yield Term("language", code.casefold(), code)


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
