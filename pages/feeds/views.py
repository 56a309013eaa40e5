"""Feeds of pieces: of everything, and of one topic, series, person or event."""

from copy import copy
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.translation import gettext as _

from blog.editions.edition import Edition, EditionQuerySet
from blog.models import Series, Tag
from blog.publishing.rendering import renew
from events.models import Event
from pages.feeds.formats import JSONFeed
from pages.feeds.items import COLUMNS, Item, items_of
from pages.feeds.page_feed import PageFeed, local
from pages.house.absolute import absolute
from pages.house.site import current
from people.models import Person

LENGTH = 20


class PieceFeed(PageFeed):
    """The newest pieces of all."""

    def page(self, obj: Any) -> str:
        """The front page."""
        return reverse("home")

    def title(self, obj: Any) -> str:
        """The name of the site."""
        return current().title

    def description(self, obj: Any) -> str:
        """What the site says of itself."""
        return current().claim or _("The newest posts and interviews")

    def pieces(self, obj: Any) -> EditionQuerySet:
        """Return all live pieces, newest first."""
        return Edition.objects.live().in_streams().order_by("-published_at", "-pk")

    def items(self, obj: Any) -> list[Item]:
        """The newest of these, with what lives around them."""
        editions = list(self.pieces(obj).only(*COLUMNS)[:LENGTH])
        renew(editions)
        return items_of(editions)

    def item_title(self, item: Any) -> str:
        """Text, which each format escapes."""
        return item.title

    def item_description(self, item: Any) -> str:
        """Text, too."""
        return item.summary

    def item_link(self, item: Item) -> str:
        """The page of the piece."""
        return item.address

    def item_guid(self, item: Item) -> str:
        """An id that stays."""
        return item.id

    def item_pubdate(self, item: Item) -> datetime:
        """When it was first published."""
        return local(item.edition.published_at)

    def item_updateddate(self, item: Item) -> datetime:
        """When something of substance was changed."""
        return local(item.edition.modified_at)

    def item_categories(self, item: Item) -> list[str]:
        """Labels and topics."""
        return item.categories

    def item_enclosures(self, item: Item) -> list[Enclosure]:
        """The lead picture."""
        return item.enclosures

    def item_extra_kwargs(self, item: Item) -> dict[str, Any]:
        """Language, authors, the whole text; in JSON the notices as well."""
        whole: dict[str, Any] = {
            "language": item.edition.language,
            "authors": item.authors,
            "content": item.content,
        }
        if self.feed_type is JSONFeed:
            image = {"image": absolute(item.picture.url)} if item.picture else {}
            whole["members"] = {"_hinweise": item.notices} | image
        return whole


class PlaceFeed(PieceFeed):
    """The newest pieces of something that has a page of its own; there is none without pieces.

    What only drafts name stays a secret.
    """

    def page(self, obj: Any) -> str:
        """Its own page."""
        return obj.get_absolute_url()

    def first_page(self, obj: Any) -> str:
        """Its own page, before it moved."""
        then = copy(obj)
        then.slug = obj.first_address()
        return then.get_absolute_url()

    def title(self, obj: Any) -> str:
        """Its name, and that of the site."""
        return f"{self.name(obj)} – {current().title}"

    def description(self, obj: Any) -> str:
        """Of what the pieces are."""
        return _("The newest posts and interviews: %(name)s") % {"name": self.name(obj)}

    def name(self, obj: Any) -> str:
        """Return what it is called."""
        return obj.name

    def items(self, obj: Any) -> list[Item]:
        """Its newest pieces; raises Http404 if there are none."""
        found = super().items(obj)
        if not found:
            raise Http404
        return found


class TopicFeed(PlaceFeed):
    """The newest pieces on a topic."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Tag:
        """The topic at a slug."""
        return Tag.objects.get(**kwargs)

    def pieces(self, obj: Tag) -> EditionQuerySet:
        """Return its live pieces, newest first."""
        live = Edition.objects.live().filter(tag_rows__tag=obj)
        return live.order_by("-tag_rows__published_at", "-tag_rows__edition_id")


class PersonFeed(PlaceFeed):
    """The newest pieces that name a person."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Person:
        """The person at a slug."""
        return Person.objects.get(**kwargs)

    def name(self, obj: Person) -> str:
        """Return the name with its title."""
        return obj.full_name

    def pieces(self, obj: Person) -> EditionQuerySet:
        """Return their live pieces, newest first."""
        live = Edition.objects.live().filter(person_rows__person=obj)
        return live.order_by("-person_rows__published_at", "-person_rows__edition_id")


class SeriesFeed(PlaceFeed):
    """The newest pieces of a series."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Series:
        """The series at a slug."""
        return Series.objects.get(**kwargs)

    def pieces(self, obj: Series) -> EditionQuerySet:
        """Return its live pieces, newest first."""
        return super().pieces(obj).filter(series=obj)


class EventFeed(PlaceFeed):
    """The newest pieces of an announced event, which has a page even while there are none."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Event:
        """The event at a slug."""
        return Event.objects.public().get(**kwargs)

    def pieces(self, obj: Event) -> EditionQuerySet:
        """Return its live pieces, newest first."""
        return super().pieces(obj).filter(event=obj)

    def items(self, obj: Event) -> list[Item]:
        """Its newest pieces, if any."""
        return PieceFeed.items(self, obj)
