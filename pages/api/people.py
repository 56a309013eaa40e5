"""People who have something to show, as their pages tell of them; never what is for the newsroom alone."""

from typing import Any

from django.db.models import Q
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from blog.editions.edition import Edition
from delivery.cache_headers import moved
from pages.api import shapes
from pages.api.answers import reading, told
from pages.api.cursors import CURSOR, LIMIT, Way, limit
from pages.api.events import named_event
from pages.api.pictures import picture
from pages.house.absolute import absolute
from pages.lists.views import nothing_unpublished
from pages.people.employers import Employer, employers_of
from pages.people.phonebook import ORDER, with_pieces
from pages.people.views import PEOPLE
from pages.templatetags.syndication import syndicated
from people.models import Person
from prose.sanitising import sanitise


@reading(CURSOR, LIMIT)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who has a live piece, in the order of a phonebook, a page at a time."""
    most, way = limit(request.GET), Way(request.path, request.GET)
    place = way.behind(lambda place: (str(place[0]), int(place[1])))
    where = Q(TupleGreaterThan(ORDER, place)) if place else Q()
    found = list(with_pieces().filter(where)[: most + 1])
    more, found = len(found) > most, found[:most]
    further = way.on(found[-1].sort_key, found[-1].pk) if more else None
    items = [shapes.Person(**_short(one)) for one in found]
    return told(request, shapes.PersonList(items, further), timezone.now())


@reading()
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody with a live piece, or who stands for or speaks at an announced event."""
    someone = get_object_or_404(PEOPLE, addresses__slug=slug)
    pieces = Edition.objects.live().filter(person_rows__person=someone).order_by()[:1]
    nothing_unpublished(pieces, someone.ambassadorships.all(), someone.talks.all())
    if someone.slug != slug:
        return moved(request, reverse("api_person", args=[someone.slug]))
    now = timezone.now()
    employers = employers_of(someone, timezone.localdate(now))
    return told(request, _whole(someone, employers), now, employers)


def _whole(someone: Person, employers: list[Employer]) -> shapes.WholePerson:
    address = absolute(someone.get_absolute_url())
    return shapes.WholePerson(
        **_short(someone),
        html=syndicated(sanitise(someone.bio, "simple"), address),
        died_on=someone.died_on,
        employers=[
            f"{one.name} ({one.standing})" if one.standing else one.name for one in employers
        ],
        links=[link.url for link in someone.links.all() if link.url],
        ambassador_of=[
            shapes.Stands(one.role_line, named_event(one.event))
            for one in someone.ambassadorships.all()
        ],
        pieces_url=absolute(f"{reverse('api_pieces')}?person={someone.slug}"),
    )


def _short(someone: Person) -> dict[str, Any]:
    return {
        "slug": someone.slug,
        "url": absolute(someone.get_absolute_url()),
        "api_url": absolute(reverse("api_person", args=[someone.slug])),
        "name": someone.full_name,
        "role_line": someone.role_line,
        "portrait": picture(someone.portrait.frozen(), "1x1") if someone.portrait else None,
    }
