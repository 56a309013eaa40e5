"""Files that are zip archives with XML in them.

Only the parts with text are unpacked, each up to a limit, so a file made to burst the memory
does not; pictures in the file cost nothing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from posixpath import join, normpath

from django.utils.translation import gettext as _
from lxml import etree

from interviews.importing.formats.paragraphs import Unreadable
from interviews.importing.formats.word.xml import W

LARGEST_PART = 16 * 1024 * 1024  # bytes of XML; a book has about 5 million
_MOST_ENTRIES = 5000
_TEXTS = {"[Content_Types].xml", "word/document.xml", "content.xml"}
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


class Package:
    """The zip archive behind a file of Word or LibreOffice, of which only parts with text are unpacked."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        if len(package.infolist()) > _MOST_ENTRIES:
            raise Unreadable(_("The Word file holds too many parts."))
        self.package = package
        self.names = set(package.namelist())

    @property
    def main(self) -> str:
        """The part with the text of a Word file; raises Unreadable if there is none."""
        main = next(
            (target for kind, target in self.relations("") if kind == "officeDocument"),
            "word/document.xml",
        )
        if main not in self.names:
            raise Unreadable(_("The file is no Word document."))
        return main

    @property
    def mimetype(self) -> str:
        """What kind of file it says it is, as those of LibreOffice do."""
        if "mimetype" not in self.names:
            return ""
        with self.package.open("mimetype") as part:
            return part.read(100).decode("ascii", errors="replace").strip()

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self.names

    @property
    def page(self) -> str:
        """The one web page at its top, as in what Google Docs exports, or nothing.

        A page within a file of Word or LibreOffice is but a part of it.
        """
        if self.names & _TEXTS:
            return ""
        pages = [
            name for name in self.names if name.endswith((".html", ".htm")) and "/" not in name
        ]
        return pages[0] if len(pages) == 1 else ""

    @property
    def is_pages(self) -> bool:
        """Whether Apple's Pages wrote it."""
        return any(
            name in {"index.xml", "Index.zip"} or name.endswith(".iwa") for name in self.names
        )

    def data(self, name: str) -> bytes:
        """Return a part as it is."""
        with self.package.open(name) as part:
            data = part.read(LARGEST_PART + 1)
        if len(data) > LARGEST_PART:
            raise Unreadable(_("The Word file unpacks to far more text than an interview has."))
        return data

    def xml(self, name: str) -> etree._Element | None:
        """Return a part parsed, or None if the file has no such part."""
        if name not in self.names:
            return None
        data = self.data(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data.replace(_STRICT, W[1:-1].encode()), parser)

    def relations(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield kind and target of each relation of a part; of the file itself for ""."""
        for node in self._relations(part):
            kind = node.get("Type", "").rsplit("/", 1)[-1]
            target = node.get("Target", "")
            folder = part.rpartition("/")[0]
            yield kind, target.lstrip("/") if target[:1] == "/" else normpath(join(folder, target))

    def links(self) -> dict[str, str]:
        """Return the addresses which the document links to, by relation."""
        return {
            node.get("Id", ""): node.get("Target", "")
            for node in self._relations(self.main)
            if node.get("TargetMode") == "External"
        }

    def _relations(self, part: str) -> list[etree._Element]:
        folder, _slash, name = part.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else list(root.iterchildren("{*}Relationship"))
