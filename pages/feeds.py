"""Feeds: RSS 2.0 (Best Practices Profile), Atom (RFC 4287) and JSON Feed 1.1.

Labels and notices are part of every item, so that they survive syndication (standards 2.1).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from blog import syndication
from blog.syndication import printable
from pages import channels
from pages.absolute import absolute
from pages.channels import Channel
from pages.feed_items import items_of
from pages.freshness import expires
from pages.marks import icon
from pages.site import current
from pages.websub import hub, linked


class RSS(Rss201rev2Feed):
    """RSS that names its hub."""

    def rss_attributes(self) -> dict[str, str]:
        """Declare the namespaces in use."""
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: Any) -> None:
        """Name the hub."""
        super().add_root_elements(handler)
        if address := hub():
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": address})


class Atom(Atom1Feed):
    """Atom that names its hub."""

    def add_root_elements(self, handler: Any) -> None:
        """Name the hub."""
        super().add_root_elements(handler)
        if address := hub():
            handler.addQuickElement("link", "", {"rel": "hub", "href": address})


class Written:
    """A feed of pieces, whose items are written already: it only puts them into its frame."""

    written: Sequence[str] = ()
    latest: datetime | None = None

    def take(self, editions: list[Any], form: str) -> None:
        """Take the items of pieces (rows that are `syndicated`) in the form of this feed."""
        self.written = items_of(editions, form)
        self.latest = max((edition.modified_at for edition in editions), default=None)

    def latest_post_date(self) -> datetime:
        """Return the moment of the last change to any of them; of an empty feed, the present."""
        return timezone.localtime(self.latest)

    def write_items(self, handler: Any) -> None:
        """Write them as they are, which is how SAX writes white space."""
        handler.ignorableWhitespace("".join(self.written))


class RSSOfPieces(Written, RSS):
    """RSS whose items have their full content and one dc:creator per author."""


class AtomOfPieces(Written, Atom):
    """Atom whose entries have their full content and their authors."""


class ReaderFeed(Feed):
    """A feed under the site's own address, which caches may keep."""

    language = settings.LANGUAGE_CODE

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed; its header names the hub, too."""
        response = super().__call__(request, *args, **kwargs)
        return expires(linked(response, absolute(request.path)), timezone.now())

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """Build links from SITE_URL instead of the request."""
        feed = super().get_feed(obj, request)
        feed.feed["link"] = feed.feed["id"] = self.link(obj)
        feed.feed["feed_url"] = absolute(request.path)
        return feed


class RSSFeed(ReaderFeed):
    """What a channel has published, newest first, as RSS."""

    feed_type: type[RSSOfPieces | AtomOfPieces] = RSSOfPieces
    form = syndication.RSS

    def get_object(self, request: HttpRequest, of: str = "", slug: str = "") -> Channel:
        """Find what the feed is of."""
        return channels.channel(of, slug)

    def title(self, obj: Channel) -> str:
        """Name of the channel."""
        return printable(obj.title)

    def description(self, obj: Channel) -> str:
        """One line about the feed."""
        return printable(obj.description)

    def link(self, obj: Channel) -> str:
        """The page with the same pieces."""
        return absolute(obj.page)

    def items(self, obj: Channel) -> list[Any]:
        """None that Django would ask about one attribute at a time: see `get_feed`."""
        return []

    def get_feed(self, obj: Channel, request: HttpRequest) -> Any:
        """Add the live pieces."""
        feed = super().get_feed(obj, request)
        feed.take(newest(obj, self.form), self.form)
        return feed


class AtomFeed(RSSFeed):
    """The same as Atom."""

    feed_type = AtomOfPieces
    form = syndication.ATOM

    def author_name(self, obj: Channel) -> str:
        """Of pieces that credit nobody (RFC 4287 4.2.1)."""
        return printable(current().title)

    def subtitle(self, obj: Channel) -> str:
        """One line about the feed."""
        return self.description(obj)


def newest(of: Channel, form: str) -> list[Any]:
    """Return the newest pieces of a channel; one without pieces may be none (Http404)."""
    editions = of.newest(form)
    if not editions and not of.empty:
        raise Http404
    return editions


def json_feed(request: HttpRequest, of: str = "", slug: str = "") -> HttpResponse:
    """The same as JSON Feed 1.1, with notices as the extension `_hinweise`."""
    source = channels.channel(of, slug)
    items = items_of(newest(source, syndication.JSON), syndication.JSON)
    return as_json(request, source.title, source.description, source.page, items)


def as_json(
    request: HttpRequest, title: str, description: str, page: str, items: list[str]
) -> HttpResponse:
    """Return a JSON Feed of written items for the page at a path."""
    own = absolute(request.path)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": description,
        "home_page_url": absolute(page),
        "feed_url": own,
        "icon": absolute(icon(current())["url"]),
        "authors": [{"name": current().title, "url": absolute("/")}],
        "language": settings.LANGUAGE_CODE,
    }
    if address := hub():
        feed["hubs"] = [{"type": "WebSub", "url": address}]
    frame = json.dumps(feed, ensure_ascii=False).removesuffix("}")
    body = f'{frame}, "items": [{", ".join(items)}]}}'
    response = HttpResponse(body, content_type="application/feed+json")
    return expires(linked(response, own), timezone.now())
