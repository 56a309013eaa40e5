"""The list of people: everyone who has a live piece, in phonebook order (DIN 5007-2), page by page.

The first page begins with those who make the blog and those who stand for a coming event; everybody else
follows, and whoever is looked for by a letter is found there, whatever they are.

Keyset pagination as in `pages.lists.pagination`: a page costs the same however many people there are. The
letters lead into the middle of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from string import ascii_lowercase

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from delivery.cache_headers import shown
from delivery.keeping import kept
from events.models import Ambassadorship, Event
from people.models import Person

PAGE_SIZE = 24
OF_GROUP = 48  # people of a group; more of them stand with everybody
LETTER, AFTER = "ab", "nach"  # parameters: a letter from which on, a cursor behind which
ORDER = ("sort_key", "pk")
_SIGNER = signing.Signer(salt="podium.pages.phonebook")


@dataclass(frozen=True)
class Group:
    """People who belong together, under a heading, until the moment `changes_at`, if there is one."""

    heading: str
    people: list[Person]
    changes_at: datetime | None = None


@dataclass(frozen=True)
class PhonebookPage:
    """Some people, and the cursor of those behind them, or ""."""

    items: list[Person]
    letter: str  # with which the page begins, as far as it is one of those that lead to a page
    further: str = ""


@kept(LETTER, AFTER)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """A page of the people, from a letter on or behind a cursor."""
    letter, cursor = request.GET.get(LETTER, ""), request.GET.get(AFTER, "")
    if letter and (len(letter) > 1 or letter not in ascii_lowercase):
        raise Http404
    now = timezone.now()
    groups = [] if letter or cursor else _groups(now)
    page = _page(letter, cursor, [one.pk for group in groups for one in group.people])
    letters = ascii_lowercase if letter or cursor or page.further else ""
    context = {"page": page, "groups": groups, "letters": letters}
    return shown(request, "pages/people.html", context, now)


def _groups(now: datetime) -> list[Group]:
    """Return the newsroom, and the ambassadors of coming events who do not belong to it."""
    newsroom = list(with_pieces().filter(newsroom=True)[:OF_GROUP])
    coming = list(Event.objects.upcoming(now).only("ends_at"))
    stand = Ambassadorship.objects.filter(event__in=coming)
    others = with_pieces().filter(newsroom=False, pk__in=stand.values("person"))
    over = min((event.ends_at for event in coming), default=None)
    ambassadors = Group(_("Ambassadors"), list(others[:OF_GROUP]), over)
    return [one for one in (Group(_("Newsroom"), newsroom), ambassadors) if one.people]


def with_pieces() -> QuerySet[Person]:
    """Return everybody who has a live piece, in the list's order, with what it shows of them."""
    # Looked up person by person; `edition__in` would list all live pieces first.
    pieces = Edition.objects.live().filter(person_rows__person=OuterRef("pk"))
    everyone = Person.objects.filter(Exists(pieces)).prefetch_related("portrait")
    shown = ("name", "honorific", "role_line", "slug", "sort_name", "sort_key", "portrait")
    return everyone.only(*shown).order_by(*ORDER)


def _page(letter: str, cursor: str, above: Sequence[int]) -> PhonebookPage:
    where = Q(TupleGreaterThan(ORDER, _position(cursor))) if cursor else Q(sort_key__gte=letter)
    found = list(with_pieces().filter(where).exclude(pk__in=above)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    begins = letter or (found[0].sort_key[:1] if found else "")
    return PhonebookPage(found, begins, _cursor(found[-1]) if more else "")


def _cursor(person: Person) -> str:
    return _SIGNER.sign_object((person.sort_key, person.pk))


def _position(cursor: str) -> tuple[str, int]:
    try:
        key, pk = _SIGNER.unsign_object(cursor)
        return str(key), int(pk)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
