"""What a feed is of: everything, or one topic, series, person or event."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.editions import Edition, EditionQuerySet
from blog.models import Series, Tag
from events.models import Event
from pages.site import current
from people.models import Person

# Below the address of the page that the feed belongs to.
RSS, ATOM, JSON = "feed.xml", "atom.xml", "feed.json"
_OF_ALL = {RSS: "rss", ATOM: "atom", JSON: "json_feed"}


@dataclass(frozen=True)
class Channel:
    """Live pieces in the order of publication, the page they are listed on, and what to call it."""

    title: str
    description: str
    page: str
    pieces: EditionQuerySet
    empty: bool = True  # may be without pieces: what only drafts name stays a secret


def channel(of: str = "", slug: str = "") -> Channel:
    """Return the channel of everything, or of the `tag`, `series`, `person` or `event` at a slug.

    Raises Http404 where there is nothing of that name.
    """
    if not of:
        everything = Edition.objects.live().order_by("-published_at", "-pk")
        site = current()
        description = site.claim or _("The newest posts and interviews")
        return Channel(site.title, description, reverse("home"), everything)
    page, name, pieces = _of(of, slug)
    description = _("The newest posts and interviews: %(name)s") % {"name": name}
    title = f"{name} – {current().title}"
    return Channel(title, description, page, pieces, empty=of == "event")


def feeds_with(editions: Iterable[Edition]) -> list[str]:
    """Return the paths of every feed that these pieces are in."""
    found = {reverse(name): None for name in _OF_ALL.values()}
    for edition in editions:
        data = edition.data
        named = [
            *(("tag", tag["slug"]) for tag in data["tags"]),
            *(("person", credit["slug"]) for credit in data["credits"]),
            *((of, data[of]["slug"]) for of in ("series", "event") if data[of]),
        ]
        for of, slug in named:
            page = reverse(of, args=[slug])
            found |= dict.fromkeys(f"{page}{form}" for form in _OF_ALL)
    return list(found)


def _of(of: str, slug: str) -> tuple[str, str, EditionQuerySet]:
    live = Edition.objects.live()
    newest = ("-published_at", "-pk")
    match of:
        case "tag":
            topic = get_object_or_404(Tag, slug=slug)
            pieces = live.filter(tag_rows__tag=topic)
            along = ("-tag_rows__published_at", "-tag_rows__edition_id")
            return topic.get_absolute_url(), topic.name, pieces.order_by(*along)
        case "person":
            someone = get_object_or_404(Person, slug=slug)
            pieces = live.filter(person_rows__person=someone)
            along = ("-person_rows__published_at", "-person_rows__edition_id")
            return someone.get_absolute_url(), someone.full_name, pieces.order_by(*along)
        case "series":
            row = get_object_or_404(Series, slug=slug)
            return row.get_absolute_url(), row.name, live.filter(series=row).order_by(*newest)
        case _:
            event = get_object_or_404(Event.objects.public(), slug=slug)
            return event.get_absolute_url(), event.name, live.filter(event=event).order_by(*newest)
