"""Feeds: RSS 2.0 (Best Practices Profile), Atom (RFC 4287) and JSON Feed 1.1.

Labels and notices are part of every item, so that they survive syndication (standards 2.1).
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from blog.editions import Edition
from blog.models import Correction
from blog.rendering import renew
from pages import channels
from pages.absolute import absolute
from pages.calls import attach
from pages.channels import Channel
from pages.freshness import expires
from pages.marks import icon
from pages.site import current
from pages.templatetags.syndication import printable
from pages.websub import hub, linked

LENGTH = 20


def newest(of: Channel) -> list[Edition]:
    """Return the newest pieces of a channel with all that an item needs, in a few queries.

    Raises Http404 where a channel without pieces is none.
    """
    editions = list(of.pieces.select_related("event").syndicated()[:LENGTH])
    renew(editions)
    if not editions and not of.empty:
        raise Http404
    replies = Correction.objects.filter(
        kind=Correction.Kind.RIGHT_OF_REPLY,
        post__in=[edition.post_id for edition in editions],
        published_at__lte=timezone.now(),
    )
    by_post: dict[int, list[Correction]] = {}
    for reply in replies:
        by_post.setdefault(reply.post_id, []).append(reply)
    for edition in editions:
        edition.replies = by_post.get(edition.post_id, [])  # type: ignore[attr-defined]
    events = [edition.event for edition in editions if edition.event]
    attach(editions, timezone.now(), loaded=events)
    return editions


def permanent_id(edition: Edition) -> str:
    """Return the tag URI of a piece (RFC 4151); it survives a change of address."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{edition.published_at:%Y-%m-%d}:post/{edition.post_id}"


def content_of(edition: Edition) -> str:
    """Return the whole piece as html: labels first, then text, sources and notices.

    Replies and what its event offers are all that publishing has not rendered.
    """
    if not edition.replies and not edition.call:  # type: ignore[attr-defined]
        labels = (f"<p><strong>{escape(label)}</strong></p>" for label in edition.feed["labels"])
        return f"{''.join(labels)}\n\n{edition.feed['html']}"
    with translation.override(edition.language):
        context = {
            "edition": edition,
            "replies": getattr(edition, "replies", []),
            "call": getattr(edition, "call", None),
        }
        html = render_to_string("pages/feed_item.html", context)
    return printable(html.strip())


def address_of(edition: Edition) -> str:
    """Return the present address of a piece."""
    return absolute(edition.get_absolute_url())


def authors_of(edition: Edition) -> list[str]:
    """Return the names of those who wrote or asked."""
    return [printable(name) for name in edition.feed["authors"]]


def categories_of(edition: Edition) -> list[str]:
    """Return labels, then topics."""
    return [printable(name) for name in (*edition.feed["labels"], *edition.feed["topics"])]


class RSS(Rss201rev2Feed):
    """RSS that names its hub, with full content and one dc:creator per author."""

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

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write content:encoded after the description, and the authors."""
        super().add_item_elements(handler, item)
        if content := item.get("content"):
            handler.addQuickElement("content:encoded", content)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)


class Atom(Atom1Feed):
    """Atom that names its hub, with full content and its authors."""

    def add_root_elements(self, handler: Any) -> None:
        """Name the hub."""
        super().add_root_elements(handler)
        if address := hub():
            handler.addQuickElement("link", "", {"rel": "hub", "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write authors and content."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if content := item.get("content"):
            language = {"xml:lang": item["language"]}
            handler.addQuickElement("content", content, {"type": "html"} | language)


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

    feed_type: type[Rss201rev2Feed | Atom1Feed] = RSS

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

    def items(self, obj: Channel) -> list[Edition]:
        """None that Django would ask about one attribute at a time: see `get_feed`."""
        return []

    def get_feed(self, obj: Channel, request: HttpRequest) -> Any:
        """Add the live pieces."""
        feed = super().get_feed(obj, request)
        for edition in newest(obj):
            feed.add_item(**self.item(edition))
        return feed

    def item(self, edition: Edition) -> dict[str, Any]:
        """Return what is told of a piece. Images stand in the content, where their credits are."""
        return {
            "title": printable(edition.feed["title"]),
            "link": address_of(edition),
            "description": printable(edition.feed["summary"]),
            "unique_id": permanent_id(edition),
            "unique_id_is_permalink": False,
            "pubdate": timezone.localtime(edition.published_at),
            "updateddate": timezone.localtime(edition.modified_at),
            "categories": categories_of(edition),
            "content": content_of(edition),
            "language": edition.language,
            "authors": authors_of(edition),
        }


class AtomFeed(RSSFeed):
    """The same as Atom."""

    feed_type = Atom

    def author_name(self, obj: Channel) -> str:
        """Of pieces that credit nobody (RFC 4287 4.2.1)."""
        return printable(current().title)

    def item(self, edition: Edition) -> dict[str, Any]:
        """Return the same; Django declares the summary to be html."""
        told = super().item(edition)
        return told | {"description": escape(told["description"])}

    def subtitle(self, obj: Channel) -> str:
        """One line about the feed."""
        return self.description(obj)


def json_feed(request: HttpRequest, of: str = "", slug: str = "") -> HttpResponse:
    """The same as JSON Feed 1.1, with notices as the extension `_hinweise`."""
    source = channels.channel(of, slug)
    items = [_json_item(edition) for edition in newest(source)]
    return as_json(request, source.title, source.description, source.page, items)


def as_json(
    request: HttpRequest, title: str, description: str, page: str, items: list[dict[str, Any]]
) -> HttpResponse:
    """Return a JSON Feed of items for the page at a path."""
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
        "items": items,
    }
    if address := hub():
        feed["hubs"] = [{"type": "WebSub", "url": address}]
    response = JsonResponse(
        feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False}
    )
    return expires(linked(response, own), timezone.now())


def _json_item(edition: Edition) -> dict[str, Any]:
    return {
        "id": permanent_id(edition),
        "url": address_of(edition),
        "title": printable(edition.feed["title"]),
        "summary": printable(edition.feed["summary"]),
        "content_html": content_of(edition),
        "date_published": timezone.localtime(edition.published_at).isoformat(timespec="seconds"),
        "date_modified": timezone.localtime(edition.modified_at).isoformat(timespec="seconds"),
        "authors": [{"name": name} for name in authors_of(edition)],
        "language": edition.language,
        "tags": categories_of(edition),
        "_hinweise": edition.feed["notices"],
    }
