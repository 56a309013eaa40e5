"""What feeds have to keep: RSS 2.0 with its Best Practices Profile, Atom (RFC 4287), JSON Feed 1.1.

Each function returns what is wrong, in words; an empty list is a feed that keeps the rules. They
stand in for the W3C's feed validator, which is on no package registry.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC822 = re.compile(r"(?:\w{3}, )?\d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}\Z")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z")
MARKUP = re.compile(r"</?(?:p|br|a|em|strong|span|div|figure|img)\b|&(?:amp|lt|gt|quot|nbsp|#)")


def rss_faults(content: bytes, own: str) -> list[str]:
    """Check RSS 2.0 and the profile (rssboard.org/rss-profile)."""
    return list(_rss(etree.fromstring(content), own))


def atom_faults(content: bytes, own: str) -> list[str]:
    """Check RFC 4287, 4.1 and 4.2."""
    return list(_atom(etree.fromstring(content), own))


def json_faults(content: bytes, own: str) -> list[str]:
    """Check JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    return list(_json(json.loads(content), own))


def _rss(rss: Any, own: str) -> Iterator[str]:
    if rss.tag != "rss" or rss.get("version") != "2.0":
        yield "the root is not <rss version='2.0'>"
    (channel,) = rss.findall("channel")
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        found = channel.findall(name)
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"channel: exactly one {name}"
    selves = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if [link.get("href") for link in selves] != [own]:
        yield "channel: exactly one atom:link rel=self with the feed's own address"
    if "hub" in {child.get("rel") for child in channel} and len(selves) != 1:
        yield "channel: a hub without self"
    if channel.find("textInput") is not None:
        yield "channel: textInput"
    children = [child.tag for child in channel]
    if "item" in children and any(tag != "item" for tag in children[children.index("item") :]):
        yield "channel: something stands behind the items"
    yield from _plain(channel, "title", "channel")
    yield from _rss_date(channel, "lastBuildDate", "channel")
    yield from _absolute(channel.findtext("link"), "channel")
    guids = []
    for item in channel.findall("item"):
        guids.append(item.findtext("guid"))
        yield from _rss_item(item)
    if len(guids) != len(set(guids)):
        yield "items: one guid twice"


def _rss_item(item: Any) -> Iterator[str]:
    where = item.findtext("title") or "item"
    for name in ("title", "link", "guid", "pubDate", "description"):
        if len(item.findall(name)) != 1 or not (item.findtext(name) or "").strip():
            yield f"{where}: exactly one {name}"
    if item.find("guid").get("isPermaLink") != "false" and not _is_absolute(item.findtext("guid")):
        yield f"{where}: a guid that is no address needs isPermaLink=false"
    if item.find("author") is not None:
        yield f"{where}: author needs a mail address; dc:creator does not"
    if len(item.findall("enclosure")) > 1:
        yield f"{where}: more than one enclosure"
    tags = [child.tag for child in item]
    if CONTENT in tags and tags.index(CONTENT) < tags.index("description"):
        yield f"{where}: content:encoded before description"
    for name in ("title", "description"):
        yield from _plain(item, name, where)
    yield from _rss_date(item, "pubDate", where)
    yield from _absolute(item.findtext("link"), where)
    yield from _whole_addresses(item.findtext(CONTENT) or "", where)


def _plain(parent: Any, name: str, where: str) -> Iterator[str]:
    if MARKUP.search(parent.findtext(name) or ""):
        yield f"{where}: markup in {name}, which is plain text"


def _rss_date(parent: Any, name: str, where: str) -> Iterator[str]:
    text = parent.findtext(name) or ""
    if not RFC822.match(text) or parsedate_to_datetime(text).tzinfo is None:
        yield f"{where}: {name} is no date of RFC 822 with four digits of the year: {text!r}"


def _atom(feed: Any, own: str) -> Iterator[str]:
    if feed.tag != f"{ATOM}feed":
        yield "the root is not atom:feed"
    if not feed.get(XML_LANG):
        yield "feed: no language"
    for name in ("id", "title", "updated"):
        if len(feed.findall(f"{ATOM}{name}")) != 1:
            yield f"feed: exactly one {name}"
    links = feed.findall(f"{ATOM}link")
    if [link.get("href") for link in links if link.get("rel") == "self"] != [own]:
        yield "feed: exactly one link rel=self with the feed's own address"
    yield from _atom_date(feed, "updated", "feed")
    has_author = feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = []
    for entry in feed.findall(f"{ATOM}entry"):
        ids.append(entry.findtext(f"{ATOM}id"))
        yield from _atom_entry(entry, has_author=has_author)
    if len(ids) != len(set(ids)):
        yield "entries: one id twice"
    for link in links:
        yield from _absolute(link.get("href"), "feed")


def _atom_entry(entry: Any, *, has_author: bool) -> Iterator[str]:
    where = entry.findtext(f"{ATOM}title") or "entry"
    for name in ("id", "title", "updated", "published"):
        if len(entry.findall(f"{ATOM}{name}")) != 1:
            yield f"{where}: exactly one {name}"
    if not re.match(r"(?:tag|https?|urn):", entry.findtext(f"{ATOM}id") or ""):
        yield f"{where}: its id is no IRI"
    if not has_author and entry.find(f"{ATOM}author/{ATOM}name") is None:
        yield f"{where}: no author, here or of the feed"
    for author in entry.findall(f"{ATOM}author"):
        if len(author.findall(f"{ATOM}name")) != 1:
            yield f"{where}: an author has exactly one name"
    yield from _alternates(entry, where)
    for name in ("updated", "published"):
        yield from _atom_date(entry, name, where)
    for content in entry.findall(f"{ATOM}content"):
        if content.get("type") != "html":
            yield f"{where}: content is html"
        yield from _whole_addresses(content.text or "", where)


def _alternates(entry: Any, where: str) -> Iterator[str]:
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in entry.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(alternates) != len(set(alternates)):
        yield f"{where}: two alternates of one kind"
    if not alternates and entry.find(f"{ATOM}content") is None:
        yield f"{where}: neither content nor link"


def _atom_date(parent: Any, name: str, where: str) -> Iterator[str]:
    text = parent.findtext(f"{ATOM}{name}") or ""
    if not RFC3339.match(text):
        yield f"{where}: {name} is no date of RFC 3339: {text!r}"


TOP = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "user_comment": str, "next_url": str, "icon": str, "favicon": str, "authors": list,
    "language": str, "expired": bool, "hubs": list, "items": list,
}  # fmt: skip
ITEM = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str,
    "content_text": str, "summary": str, "image": str, "banner_image": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list,
    "language": str, "attachments": list,
}  # fmt: skip


def _json(feed: dict[str, Any], own: str) -> Iterator[str]:
    yield from _shape(feed, TOP, "feed")
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "feed: version 1.1"
    if feed.get("feed_url") != own:
        yield "feed: feed_url is its own address"
    for name in ("title", "items"):
        if name not in feed:
            yield f"feed: {name} is missing"
    yield from _absolute(feed.get("home_page_url"), "feed")
    for hub in feed.get("hubs", []):
        if set(hub) != {"type", "url"}:
            yield "feed: a hub has type and url"
    ids = []
    for item in feed["items"]:
        ids.append(item.get("id"))
        yield from _json_item(item)
    if len(ids) != len(set(ids)):
        yield "items: one id twice"


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    where = item.get("title", "item")
    yield from _shape(item, ITEM, where)
    if not item.get("id"):
        yield f"{where}: no id"
    if not {"content_html", "content_text"} & set(item):
        yield f"{where}: neither content_html nor content_text"
    for name in ("date_published", "date_modified"):
        if name in item and not RFC3339.match(item[name]):
            yield f"{where}: {name} is no date of RFC 3339"
        elif name in item:
            datetime.fromisoformat(item[name])
    for author in item.get("authors", []):
        if not {"name", "url", "avatar"} & set(author):
            yield f"{where}: an author without name, url and avatar"
    if not all(isinstance(tag, str) for tag in item.get("tags", [])):
        yield f"{where}: tags are strings"
    yield from _absolute(item.get("url"), where)
    yield from _whole_addresses(item.get("content_html", ""), where)


def _shape(value: dict[str, Any], known: dict[str, type], where: str) -> Iterator[str]:
    for name, inner in value.items():
        if not name.startswith("_") and not isinstance(inner, known.get(name, type(None))):
            yield f"{where}: {name} is unknown or no {known.get(name)}"


def _whole_addresses(markup: str, where: str) -> Iterator[str]:
    """Nothing in content may depend on where it is shown, or run."""
    if not markup.strip():
        return
    tree = html.fromstring(f"<div>{markup}</div>")
    if tree.xpath("//script | //style | //iframe | //form | //@onclick | //@style"):
        yield f"{where}: content that runs or styles"
    for address in tree.xpath("//a/@href | //img/@src"):
        if not re.match(r"(?:https?|mailto|tel):", address):
            yield f"{where}: a relative address in the content: {address}"


def _absolute(address: str | None, where: str) -> Iterator[str]:
    if not _is_absolute(address):
        yield f"{where}: {address!r} is not absolute"


def _is_absolute(address: str | None) -> bool:
    return bool(address) and urlsplit(address or "").scheme in ("http", "https")
