"""The state of pieces by the clock, asked of many at once: sets of ids, never a query for each row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.lists import STATES
from blog.editions.edition import Edition
from blog.models import Source, Waiver
from desk.pieces.listed import Piece
from interviews.models import Authorisation, Interview

STATE_CHOICES = {**STATES, "changed": gettext_lazy("live, changed")}
WAITING = {
    "changed": gettext_lazy("changed, not published"),
    "sign_off": gettext_lazy("sign-off missing"),
    "second": gettext_lazy("second person missing"),
    "source": gettext_lazy("source does not answer"),
}


def in_state(pieces: QuerySet[Piece], state: str) -> QuerySet[Piece]:
    """Keep the pieces in one of `STATE_CHOICES`."""
    live, scheduled = Edition.objects.live(), Edition.objects.scheduled().filter(retired=False)
    if state == "live":
        return pieces.filter(post_id__in=_of(live))
    if state == "scheduled":
        return pieces.filter(post_id__in=_of(scheduled))
    if state == "changed":
        return pieces.filter(_changed())
    seen = Exists(Edition.objects.ever_live().filter(post_id=OuterRef("post_id")))
    off = pieces.exclude(post_id__in=_of(live)).exclude(post_id__in=_of(scheduled))
    return off.filter(seen if state == "withdrawn" else ~seen)


def waiting_for(pieces: QuerySet[Piece], what: str) -> QuerySet[Piece]:
    """Keep the pieces that wait for one of `WAITING`."""
    return pieces.filter(_WAITING[what]())


@dataclass(frozen=True)
class PieceState:
    """Where a piece is: what readers see of it now, what they will see, and whether more waits."""

    piece: Piece
    live: Edition | None = None
    scheduled: Edition | None = None
    seen: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether the working copy says something else than is published, or about to be."""
        published = self.scheduled or self.live
        known = self.piece.text_sha256  # nobody can tell before the text was read
        return bool(known and published and published.pk != self.piece.same_as)

    @property
    def key(self) -> str:
        """One word for the state, as a class has it."""
        if self.live:
            return "changed" if self.changed and not self.scheduled else "live"
        if self.scheduled:
            return "scheduled"
        return "withdrawn" if self.seen else "draft"

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.live and self.scheduled:
            return _("live, next one scheduled")
        return str(STATE_CHOICES[self.key])


def states_of(pieces: Iterable[Piece]) -> dict[int, PieceState]:
    """Return the state of each of these pieces, by its post's id, in one query."""
    rows = {piece.post_id: piece for piece in pieces}
    now = timezone.now()
    live: dict[int, Edition] = {}
    scheduled: dict[int, Edition] = {}
    seen: set[int] = set()
    editions = Edition.objects.filter(post_id__in=rows).order_by("-starts_at", "-pk")
    for edition in editions.only("post_id", "starts_at", "ends_at", "kind", "slug"):
        if edition.ends_at and edition.ends_at <= edition.starts_at:
            continue  # taken back before anybody saw it
        if edition.starts_at > now:
            scheduled[edition.post_id] = edition
            continue
        seen.add(edition.post_id)
        if edition.ends_at is None or edition.ends_at > now:
            live[edition.post_id] = edition
    return {
        pk: PieceState(row, live.get(pk), scheduled.get(pk), seen=pk in seen)
        for pk, row in rows.items()
    }


def _of(editions: QuerySet[Edition]) -> QuerySet[Any]:
    return editions.order_by().values("post_id")


def _changed() -> Q:
    """What readers see, or will see next, is not what the working copy says."""
    live, scheduled = Edition.objects.live(), Edition.objects.scheduled().filter(retired=False)
    next_ones = _of(scheduled)
    published = ~Q(text_sha256="") & (Q(post_id__in=_of(live)) | Q(post_id__in=next_ones))
    upheld = live.exclude(post_id__in=next_ones).order_by().values("pk")
    return published & ~Q(same_as__in=upheld) & ~Q(same_as__in=scheduled.order_by().values("pk"))


def _sign_off() -> Q:
    """The guest's sign-off was agreed on, and this text of the interview has none."""
    agreed = Interview.objects.filter(authorisation_agreed=Interview.AuthorisationAgreed.FULL)
    given = Authorisation.objects.filter(
        interview=OuterRef("post_id"), text_sha256=OuterRef("text_sha256"), withdrawn_at=None
    )
    read = ~Q(text_sha256="")
    return read & Q(post_id__in=agreed.values("pk")) & Q(same_as=0) & Q(~Exists(given))


def _second() -> Q:
    """A notice that the law asks for is to be left out, and nobody has agreed as the second person."""
    asked = Waiver.objects.in_force().filter(legal=True, confirmed_at=None)
    return Q(post_id__in=asked.values("post_id"))


def _source() -> Q:
    """A source answers no more, and no archived copy is named."""
    dead = Source.objects.filter(link_status="dead", archived_url="")
    return Q(post_id__in=dead.values("post_id"))


_WAITING = {"changed": _changed, "sign_off": _sign_off, "second": _second, "source": _source}
