"""From a file or pasted text to paragraphs, whatever program it was written with."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree

from interviews.importing.formats import plaintext
from interviews.importing.formats.document import Document
from interviews.importing.formats.encodings import decoded, is_binary
from interviews.importing.formats.front_matter import without_front_matter
from interviews.importing.formats.mail import (
    document_of_mail,
    document_of_outlook,
    is_mail,
    is_outlook,
    without_older_mails,
)
from interviews.importing.formats.opendocument import MIMETYPE, document_of_odt
from interviews.importing.formats.package import Package
from interviews.importing.formats.paragraphs import Paragraph, Unreadable
from interviews.importing.formats.rtf import document_of_rtf
from interviews.importing.formats.subtitles import document_of_subtitles, is_subtitles
from interviews.importing.formats.webpage import document_of_html
from interviews.importing.formats.word.document import document_of_word

LARGEST_TEXT = 2 * 1024 * 1024  # bytes; a long interview has 40,000
LARGEST_WORD = 20 * 1024 * 1024  # bytes; Word files and mails carry photographs
ENDINGS = (
    ".docx", ".odt", ".zip", ".rtf", ".txt", ".md", ".markdown", ".html", ".htm", ".eml", ".msg", ".vtt", ".srt",
)  # fmt: skip

_MARKDOWN = (".md", ".markdown", ".mdx", ".mdown")
_PACKAGES = (".docx", ".odt")
_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<\?xml[^>]{0,200}>\s*<!doctype html|<body|<head|<meta\s)",
    re.IGNORECASE,
)
_WORDPRESS = re.compile(r"\s*<\?xml[\s\S]{0,4000}?<rss[^>]{0,2000}?xmlns:wp=")


def paragraphs_of(data: bytes, filename: str) -> list[Paragraph]:
    """Return the paragraphs of a file alone."""
    return list(document_of(data, filename).paragraphs)


def document_of(data: bytes, filename: str) -> Document:
    """Return what a file holds: text, Markdown, HTML, Word, LibreOffice, rich text, mail, subtitles.

    Content counts for more than the ending. Raises Unreadable with one sentence for the editor.
    """
    name = filename.lower()
    if data.startswith(b"PK\x03\x04") or (name.endswith(_PACKAGES) and is_binary(data)):
        return _of_package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_ole(data)
    if data.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF; please use the text or Word file it was made from."))
    if name.endswith(".eml") and len(data) <= LARGEST_WORD:
        return document_of_mail(data)
    if len(data) > LARGEST_TEXT:
        raise Unreadable(_("The file is larger than 2 MB, which no interview is."))
    return _of_text(data, name)


def _of_text(data: bytes, name: str) -> Document:
    if data.startswith(b"{\\rtf"):
        return document_of_rtf(data.decode("latin-1"))
    text, doubt = decoded(data)
    if _WORDPRESS.match(text):
        raise Unreadable(
            _(
                "This is the export of a whole WordPress site and holds many texts. Please take one"
                " of them: its page saved as HTML, or its words pasted."
            )
        )
    if is_mail(text):
        return document_of_mail(data)
    if name.endswith((".html", ".htm", ".xhtml")) or _HTML.match(text):
        document = _of_page(text)
    elif name.endswith((".vtt", ".srt")) or is_subtitles(text):
        document = document_of_subtitles(text)
    else:
        document = plaintext.document_of_text(text, markdown=name.endswith(_MARKDOWN))
    document = without_older_mails(document)
    return replace(document, remarks=(*document.remarks, doubt)) if doubt else document


def _of_page(text: str) -> Document:
    """Return what a page holds; sites keep front matter above theirs, too."""
    lines = text.splitlines()
    rest, proposals = without_front_matter(lines)
    if rest is lines:
        return document_of_html(text)
    return replace(document_of_html("\n".join(rest)), proposals=proposals)


def _of_package(data: bytes) -> Document:
    if len(data) > LARGEST_WORD:
        raise Unreadable(_("The Word file is larger than 20 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = Package(archive)
            if package.mimetype == MIMETYPE and package.has("content.xml"):
                return document_of_odt(package)
            if package.is_pages:
                raise Unreadable(
                    _("This is a file of Apple's Pages; please export it as Word (.docx).")
                )
            if package.page:
                return document_of_html(decoded(package.data(package.page))[0])
            return document_of_word(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Unreadable(_("The Word file is damaged or protected and cannot be opened.")) from None
    except etree.XMLSyntaxError:
        raise Unreadable(_("The Word file is damaged: its text cannot be read.")) from None


def _of_ole(data: bytes) -> Document:
    if len(data) <= LARGEST_WORD and is_outlook(data):
        return document_of_outlook(data)
    raise Unreadable(_("This is an old Word file; please save it as .docx."))


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """Return the paragraphs of pasted plain text, Markdown included.

    Raises Unreadable if there is more of it than any interview has.
    """
    if len(text) > LARGEST_TEXT:
        raise Unreadable(_("The text is longer than 2 million characters, which no interview is."))
    return plaintext.paragraphs_of_text(text)
