"""The files of a site in Markdown, its settings, and an item for each file.

What has a day is a post, what has none a page; a file without front matter belongs to the site's workshop.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Unreadable as NoText
from moving.arriving.markdown.addresses import Addresses, Page
from moving.arriving.markdown.file import File, all_names, in_words, moment_of, picture_of, read
from moving.arriving.markdown.languages import Languages
from moving.arriving.markdown.leading import REDIRECT, led_on
from moving.arriving.markdown.settings import Settings, word
from moving.arriving.remarks import changed
from moving.arriving.values import Head, Item, Kind, Place, Term, Unreadable, Writer
from names.slugs import slug_of

_MARKDOWN = frozenset({".md", ".markdown", ".mkd"})
_WORKSHOP = frozenset(
    {"node_modules", "vendor", "themes", "layouts", "archetypes", "_site", "public"}
)
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)\Z")
_SHOWN = re.compile(
    r"!\[([^\[\]\n]{1,300})\]\(([^()\n]{1,500})\)"
)  # an alternative text, an address


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
        self._house = all_names(author or of_site)

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
            file = read(name, path.read_bytes(), self._languages, self._settings)
        except NoText:
            return Item(Kind.OTHER, _("file that is no text"), str(name), str(name))
        if kind := file.no_piece:
            return Item(Kind.OTHER, kind, str(name), str(name))
        told, place = file.told, file.place
        day, stem = self._day(told, file.within)
        slug = word(told.get("slug")) or stem
        link, former = self._addresses.of_page(
            Page(file.within, told, slug, day, place.collection, place.above, file.of_section)
        )
        before = "" if word(told.get("url")) else self._languages.before(file.language)
        link = f"{self._site}{before}{link}"
        if target := file.leads_to:
            title = in_words(told.get("title")) or str(name)
            return Item(Kind.OTHER, REDIRECT, str(name), title, link=link, file=target)
        led_here = tuple(f"{self._site}{one}" for one in former)
        return self._piece(file, day, slug=slug, link=link, former=led_here)

    def _piece(self, file: File, day: datetime | None, **address: Any) -> Item:
        """Return a post or a page with what its file tells."""
        told, page = file.told, file.is_page(day)
        changed_at = told.get("lastmod") or told.get("updated") or told.get("last_modified_at")
        return Item(
            kind=Kind.PAGE if page else Kind.POST,
            type="page" if page else "post",
            id=str(file.name),
            title=in_words(told.get("title")),
            status=file.status,
            published=day,
            modified=moment_of(changed_at),
            body="\n".join(file.lines).strip("\n"),
            excerpt=in_words(told.get("description") or told.get("summary") or told.get("excerpt")),
            writers=tuple(all_names(told.get("authors") or told.get("author")) or self._house),
            terms=(
                *self._terms(told, "categories", file.place.above),
                *self._terms(told, "tags"),
                *_in_language(file.language or in_words(told.get("lang"))),
            ),
            meta={"_thumbnail_id": beside(str(file.name), picture_of(told))},
            remarks=(changed(file.doubt),) if file.doubt else (),
            **address,
        )

    def _day(self, told: Mapping[str, Any], path: PurePosixPath) -> tuple[datetime | None, str]:
        """Return the day of a page, and the name of its file without it where the generator takes it off."""
        stem = path.parent.name if path.stem == "index" and path.parent.name else path.stem
        said, dated = moment_of(told.get("date")), _DATED.match(stem)
        if dated is None:
            return said, stem
        by_name = not self._settings.hugo or ":filename" in str(
            self._settings.told.get("frontmatter")
        )
        return said or moment_of(dated[1]), dated[2] if by_name else stem

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
            if said := in_words(one):
                yield Term(taxonomy, slug_of(said) or said, said)


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
