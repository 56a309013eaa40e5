"""From a file or pasted text to paragraphs, whatever program it was written with."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from interviews.importing.formats import plaintext
from interviews.importing.formats.document import Document
from interviews.importing.formats.paragraphs import Paragraph, Unreadable
from interviews.importing.formats.webpage import paragraphs_of_html
from interviews.importing.formats.word import paragraphs_of_docx

LARGEST_TEXT = 2 * 1024 * 1024  # bytes; a long interview has 40,000
LARGEST_WORD = 20 * 1024 * 1024  # bytes; Word files carry photographs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<\?xml[^>]{0,200}>\s*<!doctype html|<body)", re.IGNORECASE
)
_MARKDOWN = (".md", ".markdown", ".mdx", ".mdown")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")


def paragraphs_of(data: bytes, filename: str) -> list[Paragraph]:
    """Return the paragraphs of a file alone."""
    return list(document_of(data, filename).paragraphs)


def document_of(data: bytes, filename: str) -> Document:
    """Return what a .txt, .md, .html or .docx file holds.

    Content counts for more than the ending. Raises Unreadable with one sentence for the editor.
    """
    name = filename.lower()
    if data.startswith(b"PK\x03\x04") or (name.endswith(".docx") and _is_binary(data)):
        if len(data) > LARGEST_WORD:
            raise Unreadable(_("The Word file is larger than 20 MB."))
        return Document(tuple(paragraphs_of_docx(data)))
    _refuse_other_formats(data)
    if len(data) > LARGEST_TEXT:
        raise Unreadable(_("The file is larger than 2 MB, which no interview is."))
    text = decoded(data)
    if name.endswith((".html", ".htm")) or _HTML.match(text):
        return Document(tuple(paragraphs_of_html(text)))
    return plaintext.document_of_text(text, markdown=name.endswith(_MARKDOWN))


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """Return the paragraphs of pasted plain text, Markdown included.

    Raises Unreadable if there is more of it than any interview has.
    """
    if len(text) > LARGEST_TEXT:
        raise Unreadable(_("The text is longer than 2 million characters, which no interview is."))
    return plaintext.paragraphs_of_text(text)


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252.

    Raises Unreadable if it is no text.
    """
    text = _decoded(data)
    if len(_CONTROL.findall(text)) * 200 > len(text):
        raise Unreadable(_("The file holds no readable text."))
    return text


def _decoded(data: bytes) -> str:
    encodings = [name for bom, name in _BOMS if data.startswith(bom)][:1]
    encodings = encodings or [*_utf16(data), "utf-8", *_declared(data), "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _mended(data)


def _utf16(data: bytes) -> list[str]:
    """Recognise UTF-16 without a byte order mark by the zero in every second byte."""
    start = data[:2000]
    for encoding, zeros, others in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if start[zeros::2].count(0) * 2 > len(start) // 2 and not start[others::2].count(0):
            return [encoding]
    return []


def _declared(data: bytes) -> list[str]:
    match = _META.search(data[:4000])
    return [match[1].decode("ascii")] if match else []


def _mended(data: bytes) -> str:
    """Decode bytes that fit no encoding as Latin-1, unless too much of it is no text."""
    if _is_binary(data):
        raise Unreadable(_("The file holds no readable text."))
    return data.decode("latin-1")


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:8000] and not (
        _utf16(data) or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is an old Word file; please save it as .docx."))
    if data.startswith(b"{\\rtf"):
        raise Unreadable(_("This is an RTF file; please save it as .docx."))
    if data.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF; please use the text or Word file it was made from."))
