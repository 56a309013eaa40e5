"""A piece as a reader loads it: the frozen edition with the live furniture around it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import cached_property

from blog.disclosing.live_notes import Clock, LiveNote, clock
from blog.editions.edition import Edition, live_now
from blog.gathered import Gathered
from blog.models import Correction
from blog.prepared import A_MOMENT, A_TEXT, Prepared
from pages.events.event_now import EventNow, event_now
from pages.events.ticket_call import Call
from pages.pieces.answers import with_ways_on
from pages.pieces.asked_again import paths_asked_again
from pages.pieces.leading_on import (
    Around,
    LeadingOn,
    Neighbour,
    around,
    chosen,
    neighbours,
    with_leading_on,
)
from pages.pieces.translations import Translation, translations_of, with_translations
from pages.sharing.open_graph import as_of_now

# All that the page shows; never the content itself, which would have to be parsed.
_COLUMNS = (
    "post",
    "kind",
    "slug",
    "language",
    "html",
    "appendix",
    "parts",
    "teaser",
    "rendered_by",
    "published_at",
    "modified_at",
    "event",
    "series",
)


def _notes(now: datetime) -> Gathered[Correction]:
    notes = Correction.objects.filter(published_at__lte=now)
    return Gathered(notes, "post", of="post", order=lambda note: (note.published_at, note.pk))


_NOTES = _notes(A_MOMENT)  # to read what any moment's query gathered


def _live(slug: str, now: datetime) -> QuerySet[Edition]:
    """Return the edition at an address with all around it that has no memory of its own."""
    rows = live_now(now).filter(slug=slug).only(*_COLUMNS).order_by()
    noted = rows.annotate(notes=_notes(now).column())
    return with_leading_on(with_translations(noted, now), now)


at_address = Prepared(_live, slug=A_TEXT, now=A_MOMENT)


@dataclass(frozen=True)
class Article:
    """An edition and what is true around it at a moment.

    All that belongs to no other piece came with the edition, if it was found `at_address`.
    """

    edition: Edition
    now: datetime

    @property
    def data(self) -> dict:
        """The frozen content."""
        return self.edition.data

    @cached_property
    def translations(self) -> list[Translation]:
        """The same piece in other languages."""
        return translations_of(self.edition)

    @property
    def live_notes(self) -> list[LiveNote]:
        """What the clock alone tells readers now: the age, the end of the event."""
        return self._clock.notes

    @cached_property
    def _clock(self) -> Clock:
        # The edition need not ask for its event again.
        self.edition.event = self.event.event if self.event else None
        return clock(self.edition, self.now)

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
        moments = [self._clock.changes_at]
        moments += [self.call.changes_at] if self.call else []
        return min((moment for moment in moments if moment), default=None)

    @cached_property
    def corrections(self) -> list[Correction]:
        """The public notes on what was changed, latest first."""
        if hasattr(self.edition, "notes"):
            return _NOTES.read(self.edition.notes)[::-1] if self.edition.notes else []
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
    def shared(self) -> str:
        """What other sites are told of the piece (Open Graph)."""
        return as_of_now(self.edition.parts["shared"], self.edition)

    @property
    def html(self) -> str:
        """The text, with ways on below each answer of an interview."""
        return with_ways_on(self.edition, paths_asked_again(self.edition))

    def series_neighbours(self) -> dict[str, Neighbour | None]:
        """Return the live pieces before and after this one in its series."""
        return neighbours(self._around)

    @cached_property
    def related(self) -> list[LeadingOn]:
        """The live pieces to read next, and why, besides those before and after in the series."""
        return chosen(self.edition, self._around)

    @cached_property
    def _around(self) -> Around:
        return around(self.edition, self.now)
