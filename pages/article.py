"""A piece as a reader loads it: the frozen edition with the live furniture around it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Subquery
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.utils.functional import cached_property

from blog.editions import Edition
from blog.live_notes import LiveNote, live_notes
from blog.models import Correction
from events.models import Event
from events.ticket_state import State, Tickets, state


@dataclass(frozen=True)
class EventBox:
    """What a piece says about its event right now."""

    event: Event
    tickets: Tickets
    next_edition: Event | None = None

    @property
    def over(self) -> bool:
        """Tell whether the event has ended."""
        return self.tickets.state == State.OVER


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

    @property
    def modified(self) -> bool:
        """Tell whether the piece changed in substance after its first publication."""
        return self.edition.modified_at > self.edition.published_at

    def event_box(self) -> EventBox | None:
        """Return the state of the piece's event and its tickets, if it has an event."""
        return event_box(self.edition.event, self.now) if self.edition.event else None

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

    def series_neighbours(self) -> dict[str, Edition | None]:
        """Return the live pieces before and after this one in its series, in one query."""
        here = self.edition
        if here.series_id is None:
            return {"before": None, "after": None}
        row = Edition.objects.live(self.now).filter(series_id=here.series_id, retired=False)
        others = row.exclude(post_id=here.post_id)
        place = (here.published_at, here.pk or 0)
        along = ("published_at", "pk")
        before = others.filter(TupleLessThan(along, place)).order_by("-published_at", "-pk")
        after = others.filter(TupleGreaterThan(along, place)).order_by(*along)
        nearest = Q(pk=Subquery(before.values("pk")[:1])) | Q(pk=Subquery(after.values("pk")[:1]))
        found = list(Edition.objects.filter(nearest).listed())
        later = [edition for edition in found if (edition.published_at, edition.pk) > place]
        earlier = [edition for edition in found if edition not in later]
        return {"before": next(iter(earlier), None), "after": next(iter(later), None)}


def event_box(event: Event, now: datetime) -> EventBox:
    """Return what is true of an event at `now`; a past one leads to the next edition."""
    tickets = state(event, now)
    gone = tickets.state in (State.OVER, State.CANCELLED)
    return EventBox(event, tickets, event.next_edition(now) if gone else None)
