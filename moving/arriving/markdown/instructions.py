"""What an instruction of a generator shows: a picture, something that is played, a button – whatever it is called there.

`{{< figure src="a.jpg" >}}` is one that Hugo brings along; most are a site's own: `{{< bild datei="a.jpg" >}}`,
`{% include foto.html url="a.jpg" %}`. What they show is known by their values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.utils.html import escape

_VALUE = re.compile(r"(?:([\w-]{1,40})\s{0,9}=\s{0,9})?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=,]+))")
_PICTURE = re.compile(r"\S[^?#]*\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]\S*)?\Z", re.IGNORECASE)
_FILM = re.compile(r"\S[^?#]*\.(?:mp4|webm|mov|mp3|m4a|ogg|wav)(?:[?#]\S*)?\Z", re.IGNORECASE)
_PLAYED = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_CAPTIONS = ("caption", "figcaption", "subtitle", "title", "text", "description")
_HEADINGS = ("title", "summary", "header", "heading", "question")
_LINK = re.compile(r"(?:https?://|/)\S+\Z")
_TARGET = re.compile(r"(?:\A|[_-])(?:link|url|href)\Z")
_LABEL = re.compile(r"(?:\A|[_-])(?:text|label|title)\Z")


def shown(name: str, written: str) -> str:
    """Return the HTML of what an instruction of this name and these values shows, "" if that is not known."""
    named, others = _values(written)
    word = PurePosixPath(name).stem.lower()
    if player := next((one for one in _PLAYED if word.startswith(one)), ""):
        return _played(player, named, others)
    every = [*named.values(), *others]
    picture = next(filter(_PICTURE.match, every), "")
    if not picture and word.startswith(("fig", "im")):  # an address that does not say of what it is
        picture = next(filter(_LINK.match, every), "")
    if picture:
        return _figure(word, picture, named, [one for one in others if one != picture])
    if film := next(filter(_FILM.match, every), ""):
        return f'\n\n<video src="{escape(film)}"></video>\n\n'
    return _button(named)


def heading_of(written: str) -> str:
    """Return what stands above the text that an instruction is around, such as a question to unfold; else ""."""
    named, _others = _values(written)
    words = next((named[one] for one in _HEADINGS if named.get(one)), "")
    return f"\n\n<p><strong>{escape(words)}</strong></p>\n\n" if words else ""


def _values(written: str) -> tuple[dict[str, str], list[str]]:
    """Return the values with names, in small letters, and those without."""
    named, others = dict[str, str](), list[str]()
    for found in _VALUE.finditer(written):
        value = next((one for one in found.groups()[1:] if one is not None), "").strip()
        if found[1]:
            named.setdefault(found[1].lower(), value)
        elif value:
            others.append(value)
    return named, others


def _played(player: str, named: Mapping[str, str], others: list[str]) -> str:
    known = named.get("id") or next(iter([*others, *named.values()]), "")
    address = known if known.startswith("http") else f"{_PLAYED[player]}{known}"
    return f"\n\n{escape(address)}\n\n" if known else ""


def _figure(word: str, picture: str, named: Mapping[str, str], others: list[str]) -> str:
    """Return a picture with its words; one without a name stands under it, or for it where it is an image alone."""
    first = others[0] if others else ""
    alone = word.startswith(("im", "pic", "amp"))
    alt = named.get("alt") or (first if alone else next(iter(others[1:]), ""))
    words = next((named[one] for one in _CAPTIONS if named.get(one)), "" if alone else first)
    image = f'<img src="{escape(picture)}" alt="{escape(alt)}">'
    if _LINK.match(link := named.get("link", "")):
        image = f'<a href="{escape(link)}">{image}</a>'
    under = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    return f"\n\n<figure>{image}{under}</figure>\n\n"


def _button(named: Mapping[str, str]) -> str:
    """Return a link for what has an address and words of its own."""
    target = next((v for k, v in named.items() if _TARGET.search(k) and _LINK.match(v)), "")
    label = next((v for k, v in named.items() if v and _LABEL.search(k)), "")
    return f'\n\n<a href="{escape(target)}">{escape(label)}</a>\n\n' if target and label else ""
