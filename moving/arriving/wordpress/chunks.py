"""An export of WordPress taken apart, item by item, without reading it whole.

Each item is parsed by itself: what is broken in one of them cannot reach the others, and the line is
known. The file is looked at through a window of memory (mmap), however large it is.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from interviews.importing.formats.encodings import STRAYS
from moving.arriving.values import Unreadable
from moving.arriving.wordpress.encodings import in_utf8

# What a part may begin or end with; a CDATA section hides all of it.
_MARKS = re.compile(rb"<item[\s>]|</item\s*>|<!\[CDATA\[|\]\]>|<!--|-->")
_BEGINS = re.compile(rb"<item[^<>]{0,200}>\s{0,200}<title\b")
_ITEM = re.compile(rb"<item[\s>]")
_ROOT = re.compile(rb"<rss\b[^>]*>")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b")
# Signs that no XML may hold; editors of old left them in texts.
_FORBIDDEN = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
_SPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_DECLARED = re.compile(rb"""\sxmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_LONGEST_HEAD = 64 * 1024 * 1024


@dataclass(frozen=True)
class Chunk:
    """A part of the file: its element, the line it begins in, and what is wrong with it.

    `broken` is the line at which it stops being XML, 0 if it is whole; `cut` says that the file ends in it;
    `doubtful` is the first line with a sign that is a guess, or was lost.
    """

    element: etree._Element
    line: int
    broken: int = 0
    cut: bool = False
    cleaned: int = 0  # signs taken out that no XML may hold
    doubtful: int = 0


def head_of(path: Path) -> Chunk:
    """Return what stands before the first item: the site, its authors and terms. Raises Unreadable."""
    with in_utf8(path) as data:
        first = _ITEM.search(data)
        end = first.start() if first else len(data)
        root = _ROOT.search(data, 0, min(end, 1_000_000))
        if root is None:
            raise Unreadable(_("This is no export of WordPress: it has no <rss> element."))
        if _ENTITIES.search(data, 0, root.start()):
            raise Unreadable(
                _("The file defines entities of its own, which no export of WordPress does.")
            )
        if end - root.end() > _LONGEST_HEAD:
            raise Unreadable(_("The beginning of the file is larger than that of any export."))
        line = data[: root.end()].count(b"\n") + 1
        return _parsed(data[root.end() : end], line, _opening(data), b"</channel></rss>")


def items_of(path: Path) -> Iterator[Chunk]:
    """Yield the items in their order; what is not closed is taken as far as it goes."""
    with in_utf8(path) as data:
        opening = _opening(data) + b"<channel>"
        line, counted = 1, 0
        for start, end, cut in _bounds(data):
            line += data[counted:start].count(b"\n")
            counted = start
            yield _parsed(data[start:end], line, opening, b"</channel></rss>", cut=cut)


def number_of_items(path: Path) -> int:
    """Return how many items there are, for whoever shows how far it is."""
    with in_utf8(path) as data:
        return sum(1 for _bound in _bounds(data))


def _bounds(data: mmap.mmap) -> Iterator[tuple[int, int, bool]]:
    """Yield where items begin and end, and whether the file ended first.

    An item that never ends, because a section of text in it does not, ends where the next one begins.
    """
    start: int | None = None
    at, hidden, doubtful = 0, b"", False
    while mark := _MARKS.search(data, at):
        at, sign = mark.end(), mark[0]
        if hidden:
            hidden = b"" if sign == hidden else hidden
        elif sign in (b"<![CDATA[", b"<!--"):
            hidden = b"]]>" if sign == b"<![CDATA[" else b"-->"
            if data.find(hidden, at) < 0:
                hidden, doubtful = b"", True  # it is never closed: then it hides nothing
        elif sign.startswith(b"<item"):
            if doubtful and not _BEGINS.match(data, mark.start()):
                continue
            if start is not None:
                yield start, mark.start(), True
            start = mark.start()
        elif sign.startswith(b"</item") and start is not None:
            yield start, mark.end(), False
            start = None
    if start is not None:
        yield start, len(data), True


def _opening(data: mmap.mmap) -> bytes:
    """Return the root element with every prefix that exports use, declared here if not there."""
    root = _ROOT.search(data, 0, 1_000_000)
    declared = dict(_DECLARED.findall(root[0])) if root else {}
    spaces = {name.encode(): space.encode() for name, space in _SPACES.items()} | declared
    written = b"".join(b' xmlns:%s="%s"' % pair for pair in spaces.items())
    return b'<?xml version="1.0" encoding="UTF-8"?><rss%s>' % written


def _parsed(part: bytes, line: int, opening: bytes, closing: bytes, *, cut: bool = False) -> Chunk:
    """Parse a part; if it is broken, as much as can be had of it."""
    clean = part.translate(None, _FORBIDDEN)
    cleaned = len(part) - len(clean)
    clean, doubtful = _signs(clean)
    doubtful = line + doubtful - 1 if doubtful else 0
    whole = opening + clean + (b"" if cut else closing)
    broken = 0
    try:
        root = etree.fromstring(whole, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        broken = line + max(0, (error.lineno or 1) - 1)
        root = etree.fromstring(whole, _parser(recover=True))
    if root is None or len(root) == 0:
        root = etree.fromstring(b"<rss><channel/></rss>")
    element = root[0]
    if opening.endswith(b"<channel>"):
        element = element[0] if len(element) else etree.Element("item")
    return Chunk(element, line, broken, cut, cleaned, doubtful)


def _signs(part: bytes) -> tuple[bytes, int]:
    """Return a part with all bytes as signs, and its line with the first one that is a guess or was lost, else 0."""
    try:
        part.decode()
        at = part.find("\ufffd".encode())
    except UnicodeDecodeError as error:
        at, part = error.start, part.decode("utf-8", STRAYS).encode()
    return part, part.count(b"\n", 0, at) + 1 if at >= 0 else 0


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
