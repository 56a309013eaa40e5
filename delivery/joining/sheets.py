"""A style sheet with those that it imports in their place, without what only developers read."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

_IMPORT = re.compile(r"""@import (?:url\()?["']([^"')]+)["']\)?;""")
_URL = re.compile(r"""url\((["']?)(?!data:|#|https?:|/)([^"')]+)\1\)""")
_WORDS_AND_ROOM = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,>])\s*|(\s+)""", re.DOTALL)
_NAMED = re.compile(r"([{;][\w-]+): ")


def sheet(name: str) -> str:
    """Return a static style sheet as it is sent: one, small, its addresses absolute."""
    return smaller(joined(name))


def joined(name: str) -> str:
    """Return a static style sheet with those that it names in the place of their rules."""
    own_and_named = _IMPORT.split(text_of(name))
    css = [_URL.sub(lambda found: _absolute(name, found[2]), own) for own in own_and_named[::2]]
    css[1:] = [
        joined(beside(name, other)) + own
        for other, own in zip(own_and_named[1::2], css[1:], strict=True)
    ]
    return "".join(css)


def parts(name: str) -> Iterator[str]:
    """Yield a static style sheet and all that come with it, by name."""
    yield name
    for other in _IMPORT.findall(text_of(name)):
        yield from parts(beside(name, other))


def text_of(name: str) -> str:
    """Return a static file as text."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def beside(name: str, relative: str) -> str:
    """Return the name of a static file that another one means."""
    return normpath(join(dirname(name), relative))


def smaller(css: str) -> str:
    """Return a style sheet that says the same without comments and without room to read."""
    css = _WORDS_AND_ROOM.sub(lambda one: one[1] or one[2] or (" " if one[3] else ""), css)
    return _NAMED.sub(r"\1:", css).replace(";}", "}")


def _absolute(name: str, relative: str) -> str:
    return f'url("{staticfiles_storage.url(beside(name, relative))}")'
