"""The feeds of corrections: RSS, Atom and JSON Feed of the latest."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.models import Correction
from blog.publishing.syndication import printable
from pages.feeds.views import JSON_TYPE, RSS, Atom, json_feed, kept
from pages.house.absolute import absolute
from pages.house.site import current
from pages.structured_data.graph import words
from pages.trust.corrections import LENGTH, published, with_pieces

type Noted = tuple[Correction, Edition]


def latest() -> list[Noted]:
    """Return the latest corrections with the live editions of their pieces, in two queries."""
    return with_pieces(list(published()[:LENGTH]))


def title() -> str:
    """Return the name of the feed."""
    return printable(f"{_('Corrections')} – {current().title}")


def description() -> str:
    """Return one line about the feed."""
    return _("What we have corrected, added or clarified in published pieces")


def title_of(item: Noted) -> str:
    """Return what was done, and to which piece."""
    note, edition = item
    return printable(f"{capfirst(note.get_kind_display())}: {words(edition.teaser['title'])}")


def text_of(item: Noted) -> str:
    """Return the note as plain text; of a reply, who demanded it."""
    note, _edition = item
    return printable(f"{note.by}: {note.text}" if note.by else note.text)


def permanent_id(item: Noted) -> str:
    """Return an id that stays when the piece moves: where it stands on the page of corrections."""
    return f"{absolute(reverse('corrections'))}#{item[0].pk}"


class CorrectionsRSS(Feed):
    """The latest corrections, as RSS."""

    language = settings.LANGUAGE_CODE
    feed_type: type[RSS | Atom] = RSS
    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed, which caches may keep."""
        return kept(super().__call__(request, *args, **kwargs), request)

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """Build links from SITE_URL instead of the request."""
        feed = super().get_feed(obj, request)
        feed.feed["link"] = feed.feed["id"] = self.link()
        feed.feed["feed_url"] = absolute(request.path)
        return feed

    def link(self) -> str:
        """The page of corrections."""
        return absolute(reverse("corrections"))

    def title(self) -> str:
        """Name of the feed."""
        return title()

    def description(self) -> str:
        """One line about the feed."""
        return description()

    def items(self) -> list[Noted]:
        """Corrections with their pieces."""
        return latest()

    def item_title(self, item: Noted) -> str:
        """Kind of the correction and title of the piece."""
        return title_of(item)

    def item_description(self, item: Noted) -> str:
        """The note itself."""
        return text_of(item)

    def item_link(self, item: Noted) -> str:
        """The piece."""
        return absolute(item[1].get_absolute_url())

    def item_guid(self, item: Noted) -> str:
        """An id that stays."""
        return permanent_id(item)

    def item_pubdate(self, item: Noted) -> datetime:
        """When readers were told."""
        return timezone.localtime(item[0].published_at)

    def item_updateddate(self, item: Noted) -> datetime:
        """The same: corrections never change."""
        return timezone.localtime(item[0].published_at)


class CorrectionsAtom(CorrectionsRSS):
    """The same as Atom."""

    feed_type = Atom

    def author_name(self) -> str:
        """The house."""
        return printable(current().title)

    def subtitle(self) -> str:
        """One line about the feed."""
        return description()

    def item_description(self, item: Noted) -> str:
        """The note, which Django declares to be html."""
        return escape(text_of(item))


def corrections_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON Feed 1.1."""
    items = ", ".join(json.dumps(_json_item(item), ensure_ascii=False) for item in latest())
    own, page = absolute(request.path), reverse("corrections")
    body = json_feed(title(), description(), page, own, items)
    return kept(HttpResponse(body, content_type=JSON_TYPE), request)


def _json_item(item: Noted) -> dict[str, Any]:
    note, edition = item
    moment = timezone.localtime(note.published_at).isoformat(timespec="seconds")
    return {
        "id": permanent_id(item),
        "url": absolute(edition.get_absolute_url()),
        "title": title_of(item),
        "content_text": text_of(item),
        "date_published": moment,
        "date_modified": moment,
        "language": edition.teaser["language"],
        "tags": [str(note.get_kind_display())],
    }
