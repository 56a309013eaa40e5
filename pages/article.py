"""A piece as a reader loads it: the frozen edition with the live furniture around it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.functional import cached_property

from blog.editions import Edition, EditionQuerySet
from blog.live_notes import LiveNote, live_notes, next_change
from blog.models import Correction
from blog.prepared import A_MOMENT, A_TEXT, Prepared
from pages.calls import Call
from pages.event_now import EventNow, event_now


def _live(slug: str, now: datetime) -> EditionQuerySet:
    """Return the edition at an address with what tells whether more must be asked for.

    `prev` and `next` name its neighbours in its series, `corrected` says that it has corrections.
    """
    here = OuterRef("published_at"), OuterRef("pk")
    row = Edition.objects.live(now).filter(retired=False, series_id=OuterRef("series_id"))
    others = row.exclude(post_id=OuterRef("post_id"))
    # Not the OR form, and no row value, which takes no OuterRef: both walk the index.
    before = others.filter(published_at__lte=here[0]).exclude(published_at=here[0], pk__gte=here[1])
    after = others.filter(published_at__gte=here[0]).exclude(published_at=here[0], pk__lte=here[1])
    told = JSONObject(kind="kind", slug="slug", title=KT("teaser__title"))
    notes = Correction.objects.filter(post_id=OuterRef("post_id"), published_at__lte=now)
    return (
        Edition.objects.live(now)
        .filter(retired=False, slug=slug)
        .only(*_COLUMNS)
        .annotate(
            prev=Subquery(before.order_by("-published_at", "-pk").values(told=told)[:1]),
            next=Subquery(after.order_by("published_at", "pk").values(told=told)[:1]),
            corrected=Exists(notes),
        )
        .order_by()
    )


# All that the page shows; the content itself only for the wordings of what the clock tells.
_COLUMNS = (
    "post",
    "kind",
    "slug",
    "language",
    "content",
    "html",
    "appendix",
    "parts",
    "rendered_by",
    "published_at",
    "modified_at",
    "event",
)
at_address = Prepared(_live, slug=A_TEXT, now=A_MOMENT)


@dataclass(frozen=True)
class Neighbour:
    """A piece of the same series; `title` is html."""

    kind: str
    slug: str
    title: str

    @property
    def path(self) -> str:
        """Its address."""
        return reverse(self.kind, args=[self.slug])


@dataclass(frozen=True)
class Article:
    """An edition and what is true around it at a moment; asks at most three more queries."""

    edition: Edition
    now: datetime

    @property
    def data(self) -> dict:
        """The frozen content."""
        return self.edition.data

    def live_notes(self) -> list[LiveNote]:
        """Return what the clock alone tells readers now: the age, the end of the event."""
        return list(live_notes(self._clocked, self.now))

    @cached_property
    def _clocked(self) -> Edition:
        """The edition, knowing its event without asking for it again."""
        self.edition.event = self.event.event if self.event else None
        return self.edition

    @cached_property
    def event(self) -> EventNow | None:
        """The event of the piece, as it stands now."""
        return event_now(self.edition.event_id, self.edition.post_id)

    @property
    def call(self) -> Call | None:
        """The call to action of the piece's event, if it has one that is announced."""
        return self.event.call if self.event else None

    @property
    def changes_at(self) -> datetime | None:
        """The next moment at which the clock alone changes what stands on the page."""
        moments = [next_change(self._clocked, self.now)]
        moments += [self.call.changes_at] if self.call else []
        return min((moment for moment in moments if moment), default=None)

    @cached_property
    def corrections(self) -> list[Correction]:
        """The public notes on what was changed, latest first."""
        if not getattr(self.edition, "corrected", True):
            return []
        notes = Correction.objects.filter(post_id=self.edition.post_id, published_at__lte=self.now)
        return list(notes)

    @property
    def replies(self) -> list[Correction]:
        """The rights of reply; they stand with the piece for as long as it is offered (§ 20 MStV)."""
        return [note for note in self.corrections if note.kind == Correction.Kind.RIGHT_OF_REPLY]

    @property
    def notes_above(self) -> list[Correction]:
        """The corrections of such weight that they stand above the text."""
        return [note for note in self.corrections if note.top and note not in self.replies]

    @property
    def notes_below(self) -> list[Correction]:
        """All other corrections."""
        above = [*self.replies, *self.notes_above]
        return [note for note in self.corrections if note not in above]

    @property
    def neighbours(self) -> list[tuple[str, Neighbour]]:
        """The live pieces before and after this one in its series: "prev", "next" and which."""
        found = [(way, getattr(self.edition, way, None)) for way in ("prev", "next")]
        return [(way, Neighbour(**told)) for way, told in found if told]
