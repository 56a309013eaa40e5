"""In which encoding a text was written, told by which makes sense of it."""

from __future__ import annotations

import codecs
import quopri
import re

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w-]{2,40})",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_EIGHT_BITS = ("cp1252", "mac_roman", "cp850")  # in this order where none makes more sense
_GOOD = frozenset("äöüÄÖÜßéèêàâáíóúçñøåæœëïôîşğıłżźśćńęąčřžš„“”‚‘’»«–—…€§°·•½©®²³´ ")
_SELDOM = frozenset("ÅÓÑÕÍŒÆØ¡¿£¥ÉÈÁÚÇÊÂÀËÏÔÎÌÒÙÛŸ")
_TWICE = re.compile(r"Ã[\u0080-\u00bf¤¶¼„–Ÿœ\u0153]|â€|Â[\u00a0-\u00bf]")
_QUOTED = re.compile(rb"=(?:[C-F][0-9A-F]=[89AB][0-9A-F]|(?:E4|F6|FC|DF|C4|D6|DC|20\r?\n|3D))")
_SOFT_BREAK = re.compile(rb"=\r?\n")
_FAR = 100_000  # bytes by which the encoding is told
_SURE = 0.8  # of the characters beyond ASCII must make sense
STRAYS = "podium-strays"  # how bytes are read that are not of the encoding around them


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error(STRAYS, _stray)


def decoded(data: bytes) -> tuple[str, str]:
    """Return a text, and a sentence for the editor if its encoding is not certain.

    Knows what `as_written` knows, quoted-printable and UTF-8 that was encoded twice. Raises Unreadable if it is
    no text.
    """
    if len(_QUOTED.findall(data[:_FAR])) >= 3 and len(_SOFT_BREAK.findall(data[:_FAR])) >= 1:
        data = quopri.decodestring(data)
    text, doubt = as_written(data)
    return _once(text), doubt


def as_written(data: bytes) -> tuple[str, str]:
    """Return a text with nothing in it mended, and a sentence for the editor if its encoding is not certain.

    Knows UTF-8, UTF-16, UTF-32, Windows-1252, Mac Roman and cp850. Raises Unreadable if it is no text.
    """
    text, doubt = _decoded(data)
    if len(_CONTROL.findall(text)) * 200 > len(text):
        raise Unreadable(_("The file holds no readable text."))
    return text, doubt


def marked(data: bytes) -> str:
    """Return the encoding that the first bytes of a file are the mark of, "" if they are none's."""
    known = [name for bom, name in _BOMS if data.startswith(bom)]
    return next(iter([*known, *_utf16(data)]), "")


def sound(text: str) -> str:
    """Return a text without what no database keeps: zeros, and the halves of signs that escapes may write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return text.replace("\x00", "")


def is_binary(data: bytes) -> bool:
    """Tell whether these bytes are no text."""
    return b"\x00" in data[:8000] and not (
        _utf16(data) or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


def _decoded(data: bytes) -> tuple[str, str]:
    known = marked(data)
    for encoding in [known] if known else ["utf-8", *_declared(data)]:
        try:
            return data.decode(encoding), ""
        except (UnicodeDecodeError, LookupError):
            continue
    if is_binary(data):
        raise Unreadable(_("The file holds no readable text."))
    if _mostly_utf8(data):
        return data.decode("utf-8", STRAYS), _(
            "Some signs in the file are of another encoding than the others; please look at its umlauts."
        )
    tried = [(text, _sense(text)) for name in _EIGHT_BITS if (text := _try(data, name)) is not None]
    if not tried:
        return data.decode("latin-1"), _(
            "The encoding of the file is unknown; please look at its umlauts."
        )
    text, sense = max(tried, key=lambda found: found[1])
    doubt = _("The encoding of the file is not certain; please look at its umlauts.")
    return text, "" if sense >= _SURE else doubt


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether more of the signs beyond ASCII are UTF-8 than are not."""
    beyond = [sign == "\ufffd" for sign in data[:_FAR].decode(errors="replace") if ord(sign) > 127]
    return sum(beyond) * 2 < len(beyond)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sense(text: str) -> float:
    """Return how much of what is beyond ASCII is what people here write."""
    beyond = [sign for sign in text[:_FAR] if ord(sign) > 127]
    good = sum(1.0 if sign in _GOOD else 0.6 if sign in _SELDOM else 0.0 for sign in beyond)
    return good / len(beyond) if beyond else 1.0


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


def _once(text: str) -> str:
    """Return a text that was taken for Windows-1252 and encoded again as it was first written."""
    if len(_TWICE.findall(text[:_FAR])) < 2:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        pass
    raw = b"".join(_byte(sign) for sign in text)
    mended = raw.decode("utf-8", errors="replace")
    return mended if mended.count("\ufffd") <= text.count("\ufffd") else text


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1", errors="ignore") or sign.encode()
