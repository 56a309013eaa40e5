"""Feeds: RSS 2.0 (Best Practices Profile), Atom (RFC 4287) and JSON Feed 1.1.

Labels and notices are part of every item, to survive syndication (docs/standards/feeds.md). Items
are written already; what a feed has around them is written once per generation.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from blog.publishing import syndication
from blog.publishing.syndication import printable
from delivery.cache_headers import expires
from delivery.memo import remembered
from pages.feeds import channels
from pages.feeds.channels import Channel
from pages.feeds.items import items_of
from pages.feeds.websub import hub, linked
from pages.house.absolute import absolute
from pages.house.logo import icon
from pages.house.site import current

JSON_TYPE = "application/feed+json"
HOLE = "\x1e"  # where the items belong; no feed may have it


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


class Around:
    """What a feed has around its items, as of the moment `latest`."""

    def __init__(self, latest: datetime, **about: Any) -> None:
        """Take the moment of the last change to any item, and what Django's feeds are told."""
        super().__init__(**about)
        self.latest = latest

    def latest_post_date(self) -> datetime:
        """Return the moment of the last change."""
        return timezone.localtime(self.latest)

    def write_items(self, handler: Any) -> None:
        """Leave a hole, written as SAX writes white space: as it is."""
        handler.ignorableWhitespace(HOLE)


class AroundRSS(Around, RSS):
    """… as RSS."""


class AroundAtom(Around, Atom):
    """… as Atom."""


def feed(request: HttpRequest, form: str, of: str = "", slug: str = "") -> HttpResponse:
    """Answer with what a channel has published, newest first, in a form (`blog.publishing.syndication`)."""
    source = channels.channel(of, slug)
    editions = source.newest(form)
    if not editions and not source.empty:
        raise Http404
    latest = max((edition.modified_at for edition in editions), default=None)
    kind = _FORMS[form]
    before, behind = remembered(
        ("around the items of a feed", request.path, latest),
        lambda: kind.write(source, absolute(request.path), latest).split(HOLE),
    )
    body = f"{before}{kind.between.join(items_of(editions, form))}{behind}"
    return kept(HttpResponse(body, content_type=kind.content_type), request)


def kept(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Let a feed be kept by caches; its header names the hub, too."""
    return expires(linked(response, absolute(request.path)), timezone.now())


def _in_xml(
    kind: type[AroundRSS | AroundAtom], source: Channel, own: str, latest: datetime | None
) -> str:
    """Write a feed at the address `own`; one without items is as new as the present."""
    description = printable(source.description)
    written: str = kind(
        latest or timezone.now(),
        title=printable(source.title),
        link=absolute(source.page),
        description=description,
        subtitle=description if kind is AroundAtom else None,
        author_name=printable(current().title) if kind is AroundAtom else None,
        language=settings.LANGUAGE_CODE,
        feed_url=own,
    ).writeString("utf-8")
    return written


def _in_json(source: Channel, own: str, latest: datetime | None) -> str:
    return json_feed(source.title, source.description, source.page, own, HOLE)


def json_feed(title: str, description: str, page: str, own: str, items: str) -> str:
    """Write a JSON Feed at the address `own` around written items, for the page at a path."""
    about = {
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
        about["hubs"] = [{"type": "WebSub", "url": address}]
    frame = json.dumps(about, ensure_ascii=False).removesuffix("}")
    return f'{frame}, "items": [{items}]}}'


class _Form(NamedTuple):
    """How a feed in a form is written: around its items, and between them."""

    write: Callable[[Channel, str, datetime | None], str]
    content_type: str
    between: str = ""


_FORMS = {
    syndication.RSS: _Form(partial(_in_xml, AroundRSS), AroundRSS.content_type),
    syndication.ATOM: _Form(partial(_in_xml, AroundAtom), AroundAtom.content_type),
    syndication.JSON: _Form(_in_json, JSON_TYPE, between=", "),
}
