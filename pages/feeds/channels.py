"""What a feed is of: everything, or one topic, series, person or event."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.editions.edition import Edition, EditionQuerySet, live_by_rows, live_now
from blog.models import Series, Tag
from blog.prepared import A_MOMENT, A_NUMBER, A_TEXT, Prepared
from blog.publishing import syndication
from blog.publishing.rendering import renew
from delivery.memo import remembered
from events.models import Event
from pages.house.site import current
from people.models import Person

LENGTH = 20
# Below the address of the page that the feed belongs to.
RSS, ATOM, JSON = "feed.xml", "atom.xml", "feed.json"
_OF_ALL = {RSS: "rss", ATOM: "atom", JSON: "json_feed"}


@dataclass(frozen=True)
class Channel:
    """The page that a feed belongs to, what to call it, and its newest live pieces."""

    title: str
    description: str
    page: str
    newest: Callable[
        [str], list[Any]
    ]  # as rows in the form of a feed (`blog.publishing.syndication`)
    empty: bool = True  # may be without pieces: what only drafts name stays a secret


def channel(of: str = "", slug: str = "") -> Channel:
    """Return the channel of everything, or of the `tag`, `series`, `person` or `event` at a slug.

    Raises Http404 where there is nothing of that name.
    """
    site = current()
    if not of:
        description = site.claim or _("The newest posts and interviews")
        return Channel(site.title, description, reverse("home"), _EVERYTHING)
    place = remembered(("place", of, slug), partial(_place, of, slug))
    return Channel(
        title=f"{place.name} – {site.title}",
        description=_("The newest posts and interviews: %(name)s") % {"name": place.name},
        page=place.page,
        newest=partial(_PIECES[of], of=place.pk),
        empty=of == "event",
    )


class _Place(NamedTuple):
    pk: int
    name: str
    page: str


def _place(of: str, slug: str) -> _Place:
    found = next(iter(_AT[of](slug=slug)), None)
    if found is None:
        raise Http404
    name = found.full_name if isinstance(found, Person) else found.name
    return _Place(found.pk, name, found.get_absolute_url())


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


class _Pieces:
    """The query for the newest pieces of a kind of channel, for each form of a feed."""

    def __init__(
        self,
        build: Callable[..., EditionQuerySet],
        along: tuple[str, str] = ("published_at", "pk"),
        **examples: Any,
    ) -> None:
        """Prepare it; `along` names the two columns of its order."""

        def newest(form: str, **values: Any) -> QuerySet[Any]:
            found = build(**values).syndicated(form)
            return found.order_by(*(f"-{column}" for column in along))[:LENGTH]

        self._queries = {
            form: Prepared(partial(newest, form), now=A_MOMENT, **examples)
            for form in (syndication.RSS, syndication.ATOM, syndication.JSON)
        }

    def __call__(self, form: str, **values: Any) -> list[Any]:
        """Ask for them as plain rows, newest first."""
        editions: list[Any] = self._queries[form](now=timezone.now(), **values)
        renew(editions)
        return editions


_EVERYTHING = _Pieces(live_now)
_PIECES = {
    "tag": _Pieces(
        lambda now, of: live_by_rows(now).filter(tag_rows__tag=of),
        along=("tag_rows__published_at", "tag_rows__edition_id"),
        of=A_NUMBER,
    ),
    "person": _Pieces(
        lambda now, of: live_by_rows(now).filter(person_rows__person=of),
        along=("person_rows__published_at", "person_rows__edition_id"),
        of=A_NUMBER,
    ),
    "series": _Pieces(lambda now, of: live_now(now).filter(series=of), of=A_NUMBER),
    "event": _Pieces(lambda now, of: live_now(now).filter(event=of), of=A_NUMBER),
}
_AT: dict[str, Prepared[Any]] = {
    "tag": Prepared(lambda slug: Tag.objects.filter(slug=slug), slug=A_TEXT),
    "person": Prepared(lambda slug: Person.objects.filter(slug=slug), slug=A_TEXT),
    "series": Prepared(lambda slug: Series.objects.filter(slug=slug), slug=A_TEXT),
    "event": Prepared(lambda slug: Event.objects.public().filter(slug=slug), slug=A_TEXT),
}
