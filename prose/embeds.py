"""Videos and posts of others: an address in the text, a card of ours when published.

Nothing of the provider is in the card; a reader's click loads it (`static/site/embed.js`). Which
addresses are known, and as what, stands in `providers.toml` and nowhere else; the editor's dialog is told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from media.frozen import FrozenImage
from media.pictures import render_picture
from prose.tree import read, text_of

# As `sanitise` writes them; nothing else is one.
EMBED = re.compile(
    r'<figure data-embed="(?P<address>[^"]+)"(?: data-poster="(?P<poster>[0-9]+)")?>'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>",
    re.DOTALL,
)
FRAME = re.compile(r'<figure class="embedded [^>]*data-frame="(https://[^/"]+)/')
SIZES = "(min-width: 48rem) 44rem, 100vw"


class Provider(NamedTuple):
    """Who hosts something, as `providers.toml` describes it."""

    name: str
    company: str
    kind: str
    pattern: str
    address: str
    frame: str = ""


class Embed(NamedTuple):
    """What an address leads to."""

    provider: Provider
    address: str
    frame: str


_WRITTEN = Path(__file__).with_name("providers.toml").read_text(encoding="utf-8")
PROVIDERS = [Provider(**row) for row in tomllib.loads(_WRITTEN)["provider"]]
_PATTERNS = [
    (provider, re.compile(rf"https?://{provider.pattern}(?:[/?&#]\S*)?", re.ASCII))
    for provider in PROVIDERS
]


def embed_of(address: str) -> Embed | None:
    """Return what an address leads to, under the address that is kept; None if nobody's we know."""
    for provider, pattern in _PATTERNS:
        if found := pattern.fullmatch(address.strip()):
            groups = found.groups()
            return Embed(provider, provider.address.format(*groups), provider.frame.format(*groups))
    return None


def poster_ids(html: str) -> list[int]:
    """Return the ids of the pictures that stand for embeds in a sanitised text."""
    return [int(match["poster"]) for match in EMBED.finditer(html) if match["poster"]]


def addresses_of(html: str) -> set[str]:
    """Return the addresses that a sanitised text embeds, as they are kept."""
    return {unescape(match["address"]) for match in EMBED.finditer(html)}


def render_embeds(
    html: str, images: Mapping[int, FrozenImage], notes: Mapping[str, str] | None = None
) -> str:
    """Return the html with cards in place of the placeholders, in the active language.

    `images` holds the posters, as for `prose.figures.render_figures`; `notes` what is said at a player,
    by its address.
    """

    def rendered(match: re.Match[str]) -> str:
        embed = embed_of(unescape(match["address"]))
        if embed is None:
            return ""
        poster = match["poster"] and (images.get(int(match["poster"])))
        context = {
            "provider": embed.provider,
            "company": embed.provider.company or urlsplit(embed.address).hostname,
            "address": embed.address,
            "frame": embed.frame,
            "note": (notes or {}).get(unescape(match["address"]), ""),
            "caption": match["caption"],
            "words": text_of(read(match["caption"] or "")),
            "image": poster,
            "picture": render_picture(poster, SIZES, alt="") if poster else "",
        }
        return render_to_string("prose/embed.html", context).strip()

    return EMBED.sub(rendered, html)


def frame_hosts(html: str) -> list[str]:
    """Return the origins from which a rendered text may load frames, each once."""
    return sorted(set(FRAME.findall(html)))
