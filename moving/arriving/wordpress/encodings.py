"""An export in UTF-8, whatever it was written in: what it says of itself is often not so."""

from __future__ import annotations

import codecs
import mmap
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from interviews.importing.formats.encodings import marked
from moving.arriving.values import Unreadable

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_PART = 1024 * 1024


def in_utf8(path: Path) -> mmap.mmap:
    """Return a window on the file; on a copy if it is in another encoding. Raises Unreadable if it is empty."""
    with path.open("rb") as file:
        data = _window(file)
    encoding = _encoding_of(data)
    if encoding == "utf-8":
        return data
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with data, tempfile.TemporaryFile() as copy:
        for part in _parts(data):
            copy.write(decoder.decode(part).encode())
        copy.write(decoder.decode(b"", final=True).encode())
        copy.flush()
        return _window(copy)


def _window(file: IO[bytes]) -> mmap.mmap:
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:
        raise Unreadable(_("The file is empty.")) from None


def _encoding_of(data: mmap.mmap) -> str:
    """Return the encoding by the marks at the beginning, by the signs, by what the file says – in this order."""
    if (known := marked(data[:4000])) and known != "utf-8-sig":
        return known
    said = _DECLARED.match(data[:400].lstrip(b"\xef\xbb\xbf \t\r\n"))
    try:
        named = codecs.lookup(said[1].decode()).name if said else "utf-8"
    except LookupError:
        named = "utf-8"
    if named.startswith("utf") or _is_utf8(data):  # in UTF-16 nobody could have read what it says
        return "utf-8"
    # As browsers do: who says Latin-1 has the quotation marks of Windows.
    return "cp1252" if named in ("iso8859-1", "ascii") else named


def _is_utf8(data: mmap.mmap) -> bool:
    """Tell whether a file has signs beyond ASCII and all are UTF-8, which no other encoding is by chance."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        plain = [decoder.decode(part).isascii() for part in _parts(data)]
    except UnicodeDecodeError:
        return False
    return not all(plain)


def _parts(data: mmap.mmap) -> Iterator[bytes]:
    return (data[at : at + _PART] for at in range(0, len(data), _PART))
