"""Videos and posts of others: an address in the text, a card of ours when published.

Nothing of the provider is in the card; a reader's click loads it (`static/site/embed.js`). Which
addresses are known, and as what, stands in `providers.toml` and nowhere else; the editor's dialog is told. Of Mastodon,
which anybody may run, only the servers in EMBED_HOSTS are loaded; a post elsewhere is a link.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
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
FRAME = re.compile(r'<figure class="embedded [^>]*data-frame="https://([^/"]+)/')
SIZES = "(min-width: 48rem) 44rem, 100vw"


class Detail(NamedTuple):
    """What an address may say besides, such as where a video begins."""

    pattern: str
    address: str
    frame: str
    time: bool = False


class Provider(NamedTuple):
    """Who hosts something, as `providers.toml` describes it."""

    name: str
    company: str
    kind: str
    pattern: str
    address: str
    frame: str = ""
    details: tuple[Detail, ...] = ()


class Embed(NamedTuple):
    """What an address leads to."""

    provider: Provider
    address: str
    frame: str


_WRITTEN = Path(__file__).with_name("providers.toml").read_text(encoding="utf-8")
PROVIDERS = [
    Provider(**row | {"details": tuple(Detail(**one) for one in row.get("details", ()))})
    for row in tomllib.loads(_WRITTEN)["provider"]
]
# As YouTube and Vimeo write how far into a video: 90, 90s, 1m30s, 1h2m3s.
_TIME = re.compile(r"(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s?)?")
_PATTERNS = [
    (provider, re.compile(rf"https?://{provider.pattern}(?:[/?&#]\S*)?", re.ASCII))
    for provider in PROVIDERS
]


def embed_of(address: str) -> Embed | None:
    """Return what an address leads to, under the address that is kept; None if nobody's we know."""
    address = address.strip()
    for provider, pattern in _PATTERNS:
        if found := pattern.fullmatch(address):
            groups = found.groups()
            kept, frame = provider.address.format(*groups), provider.frame.format(*groups)
            for detail, said in _details(provider, address):
                kept += detail.address.format(said)
                frame += detail.frame.format(said)
            return Embed(provider, kept, frame if _host_of(frame) in _loaded() else "")
    return None


def _details(provider: Provider, address: str) -> Iterator[tuple[Detail, str]]:
    """Yield what an address says besides, and how it says it."""
    for detail in provider.details:
        if found := re.search(detail.pattern, address, re.ASCII):
            said = _seconds(found[1]) if detail.time else found[1]
            if said:
                yield detail, said


def _seconds(written: str) -> str:
    """Return a time in seconds; empty for none, the very beginning, and what is no time."""
    found = _TIME.fullmatch(written)
    if not found:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return str(hours * 3600 + minutes * 60 + seconds or "")


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
    """Return the origins from which a rendered text may load frames, each once; of the house's list alone."""
    return sorted({f"https://{host}" for host in FRAME.findall(html) if host in _loaded()})


def _host_of(frame: str) -> str:
    return frame.removeprefix("https://").partition("/")[0]


def _loaded() -> set[str]:
    """Return the hosts that a reader's click may load something from."""
    return {_host_of(provider.frame) for provider in PROVIDERS} | set(settings.EMBED_HOSTS)
