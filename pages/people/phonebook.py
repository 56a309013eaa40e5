"""The list of people: everyone who has a live piece, in phonebook order (DIN 5007-2), page by page.

Keyset pagination as in `pages.lists.pagination`: a page costs the same however many people there are. The
letters lead into the middle of it.
"""

from dataclasses import dataclass
from string import ascii_lowercase

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from delivery.cache_headers import shown
from delivery.keeping import kept
from people.models import Person

PAGE_SIZE = 24
LETTER, AFTER = "ab", "nach"  # parameters: a letter from which on, a cursor behind which
_ORDER = ("sort_key", "pk")
_SIGNER = signing.Signer(salt="podium.pages.phonebook")


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
    page = _page(letter, cursor)
    letters = ascii_lowercase if letter or cursor or page.further else ""
    return shown(request, "pages/people.html", {"page": page, "letters": letters}, timezone.now())


def _with_pieces() -> QuerySet[Person]:
    # Looked up person by person; `edition__in` would list all live pieces first.
    pieces = Edition.objects.live().filter(person_rows__person=OuterRef("pk"))
    everyone = Person.objects.filter(Exists(pieces)).prefetch_related("portrait")
    shown = ("name", "honorific", "role_line", "slug", "sort_key", "portrait")
    return everyone.only(*shown).order_by(*_ORDER)


def _page(letter: str, cursor: str) -> PhonebookPage:
    where = Q(TupleGreaterThan(_ORDER, _position(cursor))) if cursor else Q(sort_key__gte=letter)
    found = list(_with_pieces().filter(where)[: PAGE_SIZE + 1])
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
