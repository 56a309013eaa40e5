"""Emphasis as sites leave it behind: with spaces inside, alone on a line, never closed."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"<(?P<tag>b|strong|i|em|cite)(?:\s[^>]{0,200})?>(?P<space>\s{0,20})", re.IGNORECASE
)
_CLOSES = re.compile(r"(?P<space>\s{0,20})</(?P<tag>b|strong|i|em|cite)\s?>", re.IGNORECASE)
# Three equal signs and more are a rule.
_ALONE = re.compile(
    r"^(?![ \t]*([*_])\1\1+[ \t]*$)[ \t]*[*_]{1,2}(?:[ \t]*[*_]{1,2})?[ \t]*$", re.MULTILINE
)
# `_ Warum? _` is meant as `_Warum?_`, also behind a bold name.
_SPACED = re.compile(
    r"(?P<before>^|\*\*[ \t]?)(?P<sign>[*_])[ \t]+(?P<text>[^\s*_][^*_\n]{0,1500}?)[ \t]{0,9}(?P=sign)(?=\s|\Z)",
    re.MULTILINE,
)
# `**Warum? ** Darum.` and `***Warum? ***` are closed, too.
_WIDE = re.compile(
    r"^(?P<sign>\*{2,3})(?P<text>[^\s*][^*\n]{0,1500}?)[ \t\xa0]{1,9}(?P=sign)(?=\s|\Z)",
    re.MULTILINE,
)
_HANGING = re.compile(r"(?<=[.!?…“”\"»:])(?:_\*\*|\*\*_|\*\*|_)\s*\Z")
_LEADING = re.compile(r"\A(?:_\*\*|\*\*_|\*\*|_)[ \t]{0,9}(?=[^\s*_])")
_BLANK = re.compile(r"(\n[ \t]*(?=\n))")
# `**Ida:**_Warum?_`: a space belongs between the name and what is said.
_GLUED = re.compile(
    r"(?<=[^\s*]\*\*)_(?=\S)|(?<=[^\s*]\*\*)[ \t]?_[ \t]+(?=[^_\n]*$)", re.MULTILINE
)


def as_signs(text: str) -> str:
    """Return Markdown with the signs of emphasis instead of tags, and no space on their inner side."""
    text = _OPENS.sub(lambda found: found["space"] + _sign(found["tag"]), text)
    return _CLOSES.sub(lambda found: _sign(found["tag"]) + found["space"], text)


def tidied(text: str) -> str:
    """Return Markdown without signs of emphasis that emphasise nothing, line for line."""
    text = _SPACED.sub(r"\g<before>\g<sign>\g<text>\g<sign>", text)
    text = _WIDE.sub(r"\g<sign>\g<text>\g<sign>", text)
    text = _GLUED.sub(lambda found: " _" if found[0] == "_" else " ", text)
    return "".join(_paired(block) for block in _BLANK.split(_ALONE.sub("", text)))


def _sign(tag: str) -> str:
    return "**" if tag.lower() in {"b", "strong"} else "*"


def _paired(block: str) -> str:
    """Return a paragraph without a sign at its end or beginning that has no counterpart in it."""
    begin = len(block) - len(block.lstrip())
    block, white = block[begin:], block[:begin]
    for pattern in (_HANGING, _LEADING):
        found = pattern.search(block)
        if found and all(block.count(sign) % 2 for sign in set(re.findall(r"\*\*|_", found[0]))):
            block = block[: found.start()] + block[found.end() :]
    return white + block
