"""The list of people: everyone who has a live piece, in phonebook order (DIN 5007-2), page by page.

Keyset pagination as in `pages.lists.pagination`: a page costs the same however many people there are. The
letters lead into the middle of it.
"""

from dataclasses import dataclass
from datetime import datetime
from string import ascii_lowercase

from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import live_now
from blog.prepared import A_MOMENT, A_NUMBER, A_TEXT, Prepared
from delivery.cache_headers import shown
from media.models import Image
from people.models import Person

PAGE_SIZE = 24
LETTER, AFTER = "ab", "nach"  # parameters: a letter from which on, a cursor behind which
_SIGNER = signing.Signer(salt="podium.pages.phonebook")


@dataclass(frozen=True)
class Page:
    """Some people, and the cursor of those behind them, or ""."""

    items: list[Person]
    letter: str  # with which the page begins, as far as it is one of those that lead to a page
    further: str = ""


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """A page of the people, from a letter on or behind a cursor."""
    now = timezone.now()
    letter, cursor = request.GET.get(LETTER, ""), request.GET.get(AFTER, "")
    if letter and (len(letter) > 1 or letter not in ascii_lowercase):
        raise Http404
    page = _page(letter, cursor, now)
    letters = ascii_lowercase if letter or cursor or page.further else ""
    return shown(request, "pages/people.html", {"page": page, "letters": letters}, now)


def _with_pieces(now: datetime) -> QuerySet[Person]:
    # Looked up person by person; `edition__in` would list all live pieces first.
    pieces = live_now(now).filter(person_rows__person=OuterRef("pk"))
    listed = Person.objects.only("name", "honorific", "role_line", "slug", "sort_key", "portrait")
    return listed.filter(Exists(pieces)).order_by("sort_key", "pk")


_FROM = Prepared(
    lambda now, letter: _with_pieces(now).filter(sort_key__gte=letter)[: PAGE_SIZE + 1],
    now=A_MOMENT,
    letter=A_TEXT,
)
_BEHIND = Prepared(
    lambda now, key, pk: _with_pieces(now).filter(TupleGreaterThan(("sort_key", "pk"), (key, pk)))[
        : PAGE_SIZE + 1
    ],
    now=A_MOMENT,
    key=A_TEXT,
    pk=A_NUMBER,
)


def _page(letter: str, cursor: str, now: datetime) -> Page:
    if cursor:
        key, pk = _position(cursor)
        found = _BEHIND(now=now, key=key, pk=pk)
    else:
        found = _FROM(now=now, letter=letter)
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    portraits = Image.objects.in_bulk([one.portrait_id for one in found if one.portrait_id])
    for person in found:
        person.portrait = portraits.get(person.portrait_id or 0)
    begins = letter or (found[0].sort_key[:1] if found else "")
    return Page(found, begins, _cursor(found[-1]) if more else "")


def _cursor(person: Person) -> str:
    return _SIGNER.sign_object((person.sort_key, person.pk))


def _position(cursor: str) -> tuple[str, int]:
    try:
        key, pk = _SIGNER.unsign_object(cursor)
        return str(key), int(pk)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
