"""Which system a file comes from, and how its items and texts are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _

from interviews.importing.formats.encodings import marked
from moving.arriving.ghost.export import GhostExport
from moving.arriving.markdown.folder import MarkdownFolder, beside
from moving.arriving.markdown.text import Written
from moving.arriving.markup import Markup, Pictures
from moving.arriving.remarks import Remark
from moving.arriving.survey import Survey
from moving.arriving.values import Head, Item, Unreadable
from moving.arriving.wordpress import text as wordpress_text, wxr
from prose.sanitising import sanitise


class Text(Protocol):
    """A text in our markup, and what is to be said of it."""

    @property
    def html(self) -> str:
        """The text, sanitised."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is to be said."""


type Converting = Callable[[Item, Survey, Pictures, str, str], Text]


@dataclass(frozen=True)
class Export:
    """An export: what it says of itself, its items as often as they are asked for, and its way with texts."""

    head: Head
    items: Callable[[], Iterator[Item]]
    text: Converting
    sha256: str


def opened(path: Path, site: str = "", author: str = "") -> Export:
    """Return the export in a file or folder.

    Where it does not say so, `site` is the address that the blog had, and `author` wrote what names nobody.
    Raises Unreadable.
    """
    if path.is_dir():
        folder = MarkdownFolder(path, site, author)
        return Export(folder.head, folder.items, _of_markdown(folder), folder.sha256)
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error
    if not start.strip():
        raise Unreadable(_("The file is empty."))
    match start.decode(marked(start) or "latin-1", "ignore").lstrip("\ufeff \t\r\n")[:1]:
        case "<":
            return Export(wxr.head(path), lambda: wxr.items(path), _of_wordpress, digest)
        case "{":
            ghost = GhostExport(path, site, author)
            return Export(ghost.head, ghost.items, _of_markup, digest)
    raise Unreadable(_("This is no export of WordPress (an XML file) or Ghost (a JSON file)."))


@dataclass(frozen=True)
class Plain:
    """A text that was HTML already."""

    html: str
    remarks: tuple[Remark, ...] = ()


def _of_markup(
    item: Item, survey: Survey, pictures: Pictures, home: str, extent: str = "article"
) -> Text:
    markup = Markup(pictures, home)
    html = sanitise(markup.taken(item.body), extent)
    return Plain(html, tuple(markup.remarks))


def _of_wordpress(
    item: Item, survey: Survey, pictures: Pictures, home: str, extent: str = "article"
) -> Text:
    def own() -> Sequence[str]:
        return survey.pictures_of.get(item.id, [])

    return wordpress_text.converted(
        item, pictures, home, reusable=survey.reusable, pictures_of=own, extent=extent
    )


@dataclass(frozen=True)
class _Beside:
    """Pictures that a text names from where its file lies."""

    pictures: Pictures
    name: str

    def find(self, number: str, address: str, alt: str) -> int | None:
        """Return the id of our image."""
        return self.pictures.find(number, beside(self.name, address), alt)


def _of_markdown(folder: MarkdownFolder) -> Converting:
    def converted(
        item: Item, survey: Survey, pictures: Pictures, home: str, extent: str = "article"
    ) -> Text:
        written = Written(folder.find, lambda name: folder.said(item, name))
        html = written.html(item.body)
        markup = Markup(_Beside(pictures, item.id), home, notes=written.notes)
        text = sanitise(markup.taken(html), extent)
        return Plain(text, (*written.remarks, *markup.remarks))

    return converted
