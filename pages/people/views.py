"""The page of a person."""

import math

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.gathered import Gathered, Whole
from blog.prepared import A_TEXT
from delivery.cache_headers import shown
from events.models import Ambassadorship, ProgrammeItem
from media.models import Image
from pages.lists.pagination import page_for
from pages.lists.views import OF_PERSON, nothing_unpublished
from people.models import Organisation, Person, ProfileLink


def _in_time(item: ProgrammeItem) -> tuple[float, int]:
    """Return the key by which talks stand in order; those without a time yet come last."""
    return (item.starts_at.timestamp() if item.starts_at else math.inf, item.pk)


_person_at = Whole(
    lambda slug: Person.objects.filter(slug=slug),
    parts={
        "portrait": Gathered(Image.objects.all(), "pk", of="portrait"),
        "affiliation": Gathered(Organisation.objects.all(), "pk", of="affiliation"),
        "links": Gathered(ProfileLink.objects.all(), "person"),
        "ambassadorships": Gathered(
            Ambassadorship.objects.filter(event__public=True),
            "person",
            along=("event",),
            order=lambda row: (-row.event.starts_at.timestamp(), row.pk),
        ),
        "talks": Gathered(
            ProgrammeItem.objects.filter(event__public=True),
            "speakers",
            along=("event",),
            order=lambda item: (-item.event.starts_at.timestamp(), *_in_time(item)),
        ),
    },
    slug=A_TEXT,
)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person: who they are, what they stand for, their pieces."""
    found = _person_at(slug=slug)
    if not found:
        raise Http404
    someone = found[0]
    page = page_for(request, OF_PERSON, person=someone.pk)
    nothing_unpublished(page.items, someone.ambassadorships.all(), someone.talks.all())
    context = {"person": someone, "page": page}
    return shown(request, "pages/person.html", context, timezone.now())
