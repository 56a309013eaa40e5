"""Videos and posts of others: an address in the text, a card of ours when published.

Nothing of the provider is in the card; a reader's click loads it (`static/site/embed.js`). Which
addresses are known, and as what, stands here and nowhere else; the editor's dialog is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from media.frozen import FrozenImage
from media.pictures import render_picture
from prose.tree import read, text_of

VIDEO, POST = "video", "post"
# As `sanitise` writes them; nothing else is one.
EMBED = re.compile(
    r'<figure data-embed="(?P<address>[^"]+)"(?: data-poster="(?P<poster>[0-9]+)")?>'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>",
    re.DOTALL,
)
FRAME = re.compile(r'<figure class="embedded [^>]*data-frame="(https://[^/"]+)/')
SIZES = "(min-width: 48rem) 44rem, 100vw"


@dataclass(frozen=True)
class Provider:
    """Who hosts something, which addresses are theirs, and where a frame of it comes from.

    `pattern` is understood by Python and JavaScript alike and matches the beginning of an address
    without https; its groups fill `address`, which readers may follow, and `frame`. Without a frame
    the card is a link.
    """

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


PROVIDERS = (
    Provider(
        "YouTube",
        "Google",
        VIDEO,
        r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)"
        r"|youtu\.be/)([A-Za-z0-9_-]{11})",
        "https://www.youtube.com/watch?v={0}",
        "https://www.youtube-nocookie.com/embed/{0}?autoplay=1",
    ),
    Provider(
        "Vimeo",
        "Vimeo Inc.",
        VIDEO,
        r"(?:www\.|player\.)?vimeo\.com/(?:video/)?([0-9]{6,12})",
        "https://vimeo.com/{0}",
        "https://player.vimeo.com/video/{0}?dnt=1&autoplay=1",
    ),
    Provider(
        "Instagram",
        "Meta",
        POST,
        r"(?:www\.)?instagram\.com/(?:[A-Za-z0-9_.]+/)?(p|reel)/([A-Za-z0-9_-]{5,20})",
        "https://www.instagram.com/{0}/{1}/",
    ),
    Provider(
        "LinkedIn",
        "Microsoft",
        POST,
        r"(?:[a-z]{2,3}\.)?linkedin\.com/(posts/[A-Za-z0-9_%-]+|feed/update/urn:li:[a-zA-Z]+:[0-9]+)",
        "https://www.linkedin.com/{0}",
    ),
    Provider(
        "TikTok",
        "ByteDance",
        VIDEO,
        r"(?:www\.)?tiktok\.com/@([A-Za-z0-9_.]+)/video/([0-9]{10,20})",
        "https://www.tiktok.com/@{0}/video/{1}",
    ),
    Provider(
        "X",
        "X Corp.",
        POST,
        r"(?:www\.|mobile\.)?(?:x|twitter)\.com/([A-Za-z0-9_]{1,20})/status/([0-9]{5,20})",
        "https://x.com/{0}/status/{1}",
    ),
    Provider(
        "Bluesky",
        "Bluesky Social",
        POST,
        r"bsky\.app/profile/([a-z0-9.:-]{3,100})/post/([a-z0-9]{8,20})",
        "https://bsky.app/profile/{0}/post/{1}",
    ),
    # Last: any host may be an instance. Its company is the host itself.
    Provider(
        "Mastodon",
        "",
        POST,
        r"((?:[a-z0-9-]+\.)+[a-z]{2,20})/@([A-Za-z0-9_]{1,40})/([0-9]{12,20})",
        "https://{0}/@{1}/{2}",
        "https://{0}/@{1}/{2}/embed",
    ),
)
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


def render_embeds(html: str, images: Mapping[int, FrozenImage]) -> str:
    """Return the html with cards in place of the placeholders, in the active language.

    `images` holds the posters, as for `prose.figures.render_figures`.
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
