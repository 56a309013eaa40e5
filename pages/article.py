"""A piece as a reader loads it: the frozen edition with the live furniture around it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from blog.editions import Edition
from blog.live_notes import LiveNote, live_notes, next_change
from blog.models import Correction
from pages.answers import with_ways_on
from pages.asked_again import paths_asked_again
from pages.calls import Call, call
from pages.leading_on import LeadingOn, chosen, leading_on, neighbours


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
        return list(live_notes(self.edition, self.now))

    @cached_property
    def call(self) -> Call | None:
        """The call to action of the piece's event, if it has one that is announced."""
        event = self.edition.event
        if event is None or not event.public:
            return None
        return call(event, self.now, besides=self.edition.post_id)

    @property
    def changes_at(self) -> datetime | None:
        """The next moment at which the clock alone changes what stands on the page."""
        moments = [next_change(self.edition, self.now)]
        moments += [self.call.changes_at] if self.call else []
        return min((moment for moment in moments if moment), default=None)

    @cached_property
    def corrections(self) -> list[Correction]:
        """The public notes on what was changed, latest first."""
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
    def html(self) -> str:
        """The text, with ways on below each answer of an interview."""
        return with_ways_on(self.edition, paths_asked_again(self.edition))

    def series_neighbours(self) -> dict[str, Edition | None]:
        """Return the live pieces before and after this one in its series."""
        return neighbours(self.edition, self._leading_on)

    @property
    def related(self) -> list[LeadingOn]:
        """The live pieces to read next, and why, besides those before and after in the series."""
        beside = self.series_neighbours().values()
        return chosen(self.edition, [one for one in self._leading_on if one not in beside])

    @cached_property
    def _leading_on(self) -> list[Any]:
        return list(leading_on(self.edition, self.now))
