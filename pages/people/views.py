"""The page of a person."""

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from delivery.cache_headers import shown
from delivery.keeping import kept
from events.models import Ambassadorship, ProgrammeItem
from pages.events.click_out import CODE
from pages.lists.pagination import CURSOR, teasers_for
from pages.lists.views import nothing_unpublished
from pages.people.employers import employers_of
from people.models import Person

_STANDS_FOR = Ambassadorship.objects.filter(event__public=True).select_related("event")
# Of each event in the order of its programme; what has no time yet comes last.
_ON_STAGE = ProgrammeItem.objects.filter(event__public=True).select_related("event")
# With all that their page shows.
PEOPLE = Person.objects.select_related("portrait", "affiliation").prefetch_related(
    "links",
    "also_works_for",
    Prefetch("ambassadorships", _STANDS_FOR.order_by("-event__starts_at", "pk")),
    Prefetch(
        "talks",
        _ON_STAGE.order_by("-event__starts_at", F("starts_at").asc(nulls_last=True), "pk"),
    ),
)


@kept(CURSOR, CODE)
@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person: who they are or were, for whom they work, what they stand for, their pieces."""
    now = timezone.now()
    someone = get_object_or_404(PEOPLE, slug=slug)
    page = teasers_for(request, through="person_rows", person=someone)
    nothing_unpublished(page.items, someone.ambassadorships.all(), someone.talks.all())
    employers = employers_of(someone, timezone.localdate(now))
    context = {"person": someone, "employers": employers, "page": page}
    return shown(request, "pages/person.html", context, now)
