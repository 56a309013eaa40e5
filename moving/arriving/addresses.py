"""Old addresses in one spelling, and where each leads now.

An address that came from an export stands in the table as its path, decoded and in small letters, without the
last slash; of queries only the one parameter that WordPress reads it by (`/?p=123`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.urls import NoReverseMatch, reverse

from blog.editions.edition import Edition
from blog.models import Post
from moving.arriving.records import OldAddress

# What WordPress's addresses without a permalink are read by.
PARAMETERS = ("p", "page_id", "attachment_id", "cat", "tag", "author", "author_name", "feed", "m")
LONGEST = 700
_SLASHES = re.compile(r"/{2,}")
# What a page of WordPress has below itself: further pages, a feed, what is shown elsewhere.
_BELOW = re.compile(
    r"/(?:page/\d{1,6}|comment-page-\d{1,6}|\d{1,4}|amp|embed|trackback|feed(?:/(?:rss|rss2|atom|rdf))?"
    r"|index\.(?:html?|php))\Z"
)
_FEED = re.compile(r"(?:/|\A)(?:feed(?:/(?:rss|rss2|atom|rdf))?|rss\.xml|atom\.xml)\Z")
_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(\.[a-z]{3,4})\Z")
_DATE = re.compile(r"/\d{4}(?:/\d{2}){0,2}\Z")


def spelt(address: str) -> str:
    """Return an address as the table has it, "" if it is none or too long for any link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = _SLASHES.sub("/", "/" + unquote(parts.path, errors="replace").lower()).rstrip("/") or "/"
    path = path.replace("\x00", "")
    asked = {name.lower(): value for name, value in parse_qsl(parts.query)}
    known = next((name for name in PARAMETERS if asked.get(name)), "")
    whole = f"{path}?{known}={asked[known].lower()}" if known else path
    return whole if len(whole) <= LONGEST else ""


def leads_to(address: str) -> str:
    """Return the path at which readers find today what had this address, "" if nothing is there."""
    whole = spelt(address)
    feed = bool(_FEED.search(whole.partition("?")[0])) or "?feed=" in whole
    path = whole.partition("?")[0]
    if _DATE.search(path) and OldAddress.objects.filter(path__startswith=f"{path}/").exists():
        return reverse("blog")
    for candidate in _candidates(whole):
        if known := _known(candidate):
            return _of_today(known, feed=feed or known.feed)
    return ""


def _candidates(whole: str) -> list[str]:
    """Return an address and those that it may lie below, the nearest first."""
    if not whole:
        return []
    found = [whole]
    path, _mark, query = whole.partition("?")
    if query and path.endswith("/index.php"):
        found.append(f"{path.removesuffix('/index.php') or '/'}?{query}")
    while below := _BELOW.search(path):
        path = path[: below.start()]
        if path or below[0].startswith("/page/"):
            found.append(path or "/")
    if _SIZE.search(path):
        found.append(_SIZE.sub(r"\1", path))
    return found


def _known(path: str) -> OldAddress | None:
    return OldAddress.objects.filter(path=path).first()


def _of_today(known: OldAddress, *, feed: bool) -> str:
    if known.to:
        return known.to
    row = known.became
    if row is None:
        return ""
    if known.post:
        return _of_piece(known.post)
    if known.image:
        return str(known.image.file.url)
    try:
        return _feed_of(known) if feed else str(row.get_absolute_url())
    except (AttributeError, NoReverseMatch):
        return ""


def _feed_of(known: OldAddress) -> str:
    for name in ("tag", "series", "person", "event"):
        if row := getattr(known, name):
            return reverse(f"{name}_rss", args=[row.slug])
    return ""


def _of_piece(post: Post) -> str:
    """Return where a piece is, or was last seen; "" of one that no reader has seen."""
    seen = Edition.objects.ever_live().filter(post=post).order_by("-number").first()
    return seen.get_absolute_url() if seen else ""


def keep(address: str, *, feed: bool = False, to: str = "", **what: Any) -> bool:
    """Remember where an old address leads; tell whether it leads there (one that is another's stays)."""
    return address not in keep_all([address], feed=feed, to=to, **what)


def keep_all(
    addresses: Iterable[str], *, feed: bool = False, to: str = "", **what: Any
) -> list[str]:
    """Remember where old addresses lead, all to the same; return those that lead elsewhere already."""
    paths = {path: one for one in addresses if (path := spelt(one))}
    known = {row.path: row for row in OldAddress.objects.filter(path__in=paths)}
    OldAddress.objects.bulk_create(
        (OldAddress(path=path, feed=feed, to=to, **what) for path in paths if path not in known),
        ignore_conflicts=True,
    )
    wanted = {f"{name}_id": row.pk for name, row in what.items()} | {"to": to}
    return [
        paths[path]
        for path, row in known.items()
        if any(getattr(row, name) != value for name, value in wanted.items())
    ]
