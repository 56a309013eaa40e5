"""The forms of a feed: RSS 2.0 (Best Practices Profile), Atom (RFC 4287) and JSON Feed 1.1.

Beyond what Django knows, a feed names its WebSub `hub`; an item has its `language`, its `authors`
and its `content` (HTML). `members` are what JSON alone says of an item.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from prose.xml import printable


class Printable(SyndicationFeed):
    """Keeps out of all that a feed is told what XML forbids."""

    def __init__(self, *args: Any, **about: Any) -> None:
        super().__init__(*args, **_printable(about))

    def add_item(  # type: ignore[override]  # all that Django knows goes on as it is
        self, title: str, link: str, description: str, **told: Any
    ) -> None:
        """Add an item."""
        plain = _printable({"title": title, "link": link, "description": description} | told)
        super().add_item(**plain)

    def latest_post_date(self) -> datetime:
        """When the feed changed last. One without items says the same each time it is asked.

        Django would say "now", and every reader would fetch the empty feed as news.
        """
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class RSS(Printable, Rss201rev2Feed):
    """RSS with whole texts and a creator for each author."""

    def rss_attributes(self) -> dict[str, str]:
        """Declare the namespaces in use."""
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: Any) -> None:
        """Name the hub."""
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the text and who wrote it."""
        super().add_item_elements(handler, item)
        if "content" in item:
            handler.addQuickElement("content:encoded", item["content"])
        for name in item.get("authors", []):
            handler.addQuickElement("dc:creator", name)


class Atom(Printable, Atom1Feed):
    """Atom with whole texts and every author."""

    def add_root_elements(self, handler: Any) -> None:
        """Name the hub."""
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": hub})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the text and who wrote it; Django declares the summary to be html."""
        super().add_item_elements(handler, item | {"description": escape(item["description"])})
        for name in item.get("authors", []):
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if "content" in item:
            attributes = {"type": "html", "xml:lang": item["language"]}
            handler.addQuickElement("content", item["content"], attributes)


class JSONFeed(Printable, SyndicationFeed):
    """JSON Feed 1.1; the house has an `icon` and a `home` in it."""

    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as one object."""
        feed = self.feed
        told = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "description": feed["description"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "icon": feed["icon"],
            "authors": [{"name": feed["author_name"], "url": feed["home"]}],
            "language": feed["language"],
        }
        if hub := feed["hub"]:
            told["hubs"] = [{"type": "WebSub", "url": hub}]
        told["items"] = [self._item(item) for item in self.items]
        outfile.write(json.dumps(told, ensure_ascii=False))

    @staticmethod
    def _item(item: dict[str, Any]) -> dict[str, Any]:
        """Return what is told of an item; its description is the text where it has no other."""
        told = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "date_published": _moment(item["pubdate"]),
            "date_modified": _moment(item["updateddate"]),
            "language": item["language"],
        }
        if "content" in item:
            told |= {"summary": item["description"], "content_html": item["content"]}
            told |= {"authors": [{"name": name} for name in item["authors"]]}
        else:
            told |= {"content_text": item["description"]}
        return told | {"tags": item["categories"]} | item["members"]


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _printable(value: Any) -> Any:
    """Return a value with every text in it `printable`."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return value
