"""The part of an address that is made from a title."""

import re
import unicodedata
from collections.abc import Container

from slugify import GERMAN, slugify

SIGNS = (
    ("&", " und "),
    ("+", " plus "),
    ("€", " euro "),
    ("§§", " paragrafen "),
    ("§", " paragraf "),
    ("ẞ", "ss"),
)
SHARP = re.compile(r"\b([A-Ga-g])#(?!\w)")  # a language or a note, where "#d2m26" is a hashtag
GENDER_MARK = re.compile(r"(?<=\w)[*:_·/](?=in(?:nen)?\b)", re.IGNORECASE)
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def first_free(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or `wanted-2`, `wanted-3` … if others have it already."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def slug_of(text: str, max_length: int = 80) -> str:
    """Return a slug in ASCII, cut at a word's end; empty where the text has no letter or digit.

    German letters are written out (ü → ue), gender marks vanish (Autor:innen → autorinnen),
    other scripts are transliterated.
    """
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    text = SHARP.sub(r"\1 sharp", GENDER_MARK.sub("", text))
    return slugify(
        text,
        max_length=max_length,
        word_boundary=True,
        save_order=True,
        replacements=(*SIGNS, *GERMAN),
    )
