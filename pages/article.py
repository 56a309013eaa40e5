"""A piece as a reader loads it: the frozen edition with the live furniture around it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Subquery
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from blog.editions import Edition
from blog.facts import event_fact
from blog.models import Correction
from disclosures.decisions import Decision
from disclosures.facts import Facts
from disclosures.library import filled, standards
from disclosures.rules import live
from disclosures.rules.ageing import VERY_OLD
from events.models import Event
from events.ticket_state import State, Tickets, state


@dataclass(frozen=True)
class LiveNote:
    """A sentence above the text that the clock set there."""

    key: str
    text: SafeString
    strong: bool
    of_event: bool


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
        """Return what the clock alone tells readers now, in the wordings frozen with the edition.

        The age of the piece and the end of its event; neither touches a date (standards T2, T3).
        """
        event = self.edition.event
        facts = Facts(
            language=self.edition.language,
            modified_at=self.edition.modified_at,
            event=event_fact(event) if event else None,
        )
        notes = (self._note(decision) for decision in live(facts, self.now) if decision.notice)
        return [note for note in notes if note]

    def _note(self, decision: Decision) -> LiveNote | None:
        """Fill a frozen wording; editions from before wordings were frozen take the first one."""
        frozen = self.data.get("live_notices", {}).get(decision.notice)
        if frozen is None:
            standard = standards()[decision.notice]
            frozen = {"text": standard.wordings[self.edition.language][1]}
        text = filled(frozen["text"], dict(decision.placeholders), html=True)
        months = dict(decision.facts).get("months", 0)
        return LiveNote(decision.notice, mark_safe(text), months >= VERY_OLD, decision.rule == "T3")

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
