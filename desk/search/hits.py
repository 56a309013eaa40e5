"""What the search over everything finds, kind by kind; each kind asks one query, and only for who may see it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from blog.search.stems import plain
from desk.pieces import words
from desk.pieces.filters import visible
from desk.pieces.listed import Piece
from desk.pieces.rows import form_of
from desk.pieces.states import states_of
from desk.search.places import commands, settings_places
from disclosures.models import Notice
from events.models import Event
from media.choosing import thumbnail_url
from media.models import Image
from names.folding import with_words
from people.models import Organisation, Person

MOST = 5  # of each kind
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """Something found: its name, a few words about it, where it is, and how it looks if it is a picture."""

    title: str
    address: str
    about: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Kind:
    """Hits of one kind, under its name."""

    name: str | Promise
    hits: list[Hit] = field(default_factory=list)


def find(query: str, user: User) -> list[Kind]:
    """Return the best of each kind; kinds with nothing are left out. Without a query: where to go."""
    asked = " ".join(query.split())[:LONGEST]
    kinds = [
        Kind(gettext_lazy("Pieces"), list(_pieces(asked, user))),
        Kind(gettext_lazy("Commands"), _places(asked, commands(user))),
    ]
    if asked:
        kinds += [Kind(name, search(asked, user)) for name, search in _KINDS]
    return [kind for kind in kinds if kind.hits]


def _pieces(asked: str, user: User) -> Iterator[Hit]:
    """Those with the words in or around their title first, then those that say them."""
    all_pieces = visible(Piece.objects.all(), user)
    if not asked:
        found = list(all_pieces.filter(created_by=user)[:MOST])
    else:
        found = _saying(all_pieces, asked, "title")[:MOST]
        if len(found) < MOST:
            known = {piece.pk for piece in found}
            more = _saying(all_pieces, asked, "body")
            found += [piece for piece in more if piece.pk not in known][: MOST - len(found)]
    states = states_of(found)
    for piece in found:
        yield Hit(piece.title, form_of(piece), states[piece.post_id].word)


def _saying(pieces: QuerySet[Piece], asked: str, column: str) -> list[Piece]:
    ids = words.saying(asked, column)
    return list(pieces.filter(post_id__in=ids)[: 2 * MOST]) if ids else []


def _people(asked: str, user: User) -> list[Hit]:
    if not user.has_perm("people.view_person"):
        return []
    found = with_words(Person.objects.all(), asked)[:MOST]
    return [
        Hit(one.full_name, reverse("admin:people_person_change", args=[one.pk]), one.role_line)
        for one in found
    ]


def _organisations(asked: str, user: User) -> list[Hit]:
    if not user.has_perm("people.view_organisation"):
        return []
    found = with_words(Organisation.objects.all(), asked)[:MOST]
    return [
        Hit(one.name, reverse("admin:people_organisation_change", args=[one.pk])) for one in found
    ]


def _events(asked: str, user: User) -> list[Hit]:
    if not user.has_perm("events.view_event"):
        return []
    found = with_words(Event.objects.order_by("-starts_at"), asked)
    return [
        Hit(str(one), reverse("admin:events_event_change", args=[one.pk]), one.city)
        for one in found[:MOST]
    ]


def _pictures(asked: str, user: User) -> list[Hit]:
    if not user.has_perm("media.view_image"):
        return []
    return [
        Hit(
            one.title,
            reverse("admin:media_image_change", args=[one.pk]),
            one.alternative_text,
            thumbnail_url(one),
        )
        for one in Image.objects.matching(asked)[:MOST]
    ]


def _notices(asked: str, user: User) -> list[Hit]:
    if not user.has_perm("disclosures.view_notice"):
        return []
    found = with_words(Notice.objects.all(), asked)
    return [
        Hit(one.name, reverse("admin:disclosures_notice_change", args=[one.pk]))
        for one in found[:MOST]
    ]


def _settings(asked: str, user: User) -> list[Hit]:
    return _places(asked, settings_places(user))


def _places(asked: str, places: Iterable[tuple[str, str]]) -> list[Hit]:
    """Return the places whose names have every word, or begin with it, whatever the case."""
    wanted = plain(asked).split()
    named = [(name, address) for name, address in places if _has(plain(name), wanted)]
    return [Hit(name, address) for name, address in named[: 2 * MOST]]


def _has(name: str, wanted: list[str]) -> bool:
    return all(word in name for word in wanted)


type Search = Callable[[str, User], list[Hit]]
_KINDS: list[tuple[Promise, Search]] = [
    (gettext_lazy("People"), _people),
    (gettext_lazy("Organisations"), _organisations),
    (gettext_lazy("Events"), _events),
    (gettext_lazy("Images"), _pictures),
    (gettext_lazy("Notices"), _notices),
    (gettext_lazy("Settings"), _settings),
]


def number_of(kinds: Iterable[Kind]) -> str:
    """Say how many hits there are."""
    number = sum(len(kind.hits) for kind in kinds)
    return _("%(number)s found") % {"number": number} if number else _("Nothing found.")
