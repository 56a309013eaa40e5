"""Pieces as the newsroom's pages show them: with state, people, how often they were read, and their form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.counts.readings import LATELY, Reading
from blog.models import Credit
from desk.pieces.listed import Piece
from desk.pieces.states import PieceState, states_of

_FORMS = {"post": "blog_post", "interview": "interviews_interview", "page": "pages_page"}
_WORDS = {"post": _("Post"), "interview": _("Interview"), "page": _("Page")}


@dataclass(frozen=True)
class Row:
    """A piece with all that a list tells of it."""

    piece: Piece
    state: PieceState
    people: str
    read: int

    @property
    def kind(self) -> str:
        """What kind of piece it is, in a word."""
        return str(_WORDS[self.piece.kind])

    @property
    def event(self) -> str:
        """The event by its hashtag, which is shorter."""
        event = self.piece.event
        return (event.hashtag or event.name) if event else ""

    @property
    def address(self) -> str:
        """Where its form is."""
        return form_of(self.piece)


def form_of(piece: Piece) -> str:
    """Return the address of a piece's form."""
    return reverse(f"admin:{_FORMS[piece.kind]}_change", args=[piece.post_id])


def rows(pieces: Sequence[Piece]) -> list[Row]:
    """Return these pieces with what lists tell of them, in three queries."""
    ids = [piece.post_id for piece in pieces]
    states, named, read = states_of(pieces), _people(ids), _read(ids)
    return [
        Row(piece, states[pk], ", ".join(named.get(pk, ())), read.get(pk, 0))
        for pk, piece in zip(ids, pieces, strict=True)
    ]


def _people(ids: Sequence[int]) -> dict[int, dict[str, None]]:
    named: dict[int, dict[str, None]] = {}
    taking_part = (
        Credit.objects.filter(post_id__in=ids).select_related("person").order_by("ordering")
    )
    for credit in taking_part:
        named.setdefault(credit.post_id, {})[credit.person.full_name] = None
    return named


def _read(ids: Sequence[int]) -> dict[int, int]:
    first = timezone.localdate() - timedelta(days=LATELY - 1)
    counted = Reading.objects.filter(post_id__in=ids, day__gte=first).order_by().values("post_id")
    return dict(counted.annotate(total=Sum("number")).values_list("post_id", "total"))
