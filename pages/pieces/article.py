"""A piece as a reader loads it: the frozen edition with the live furniture around it."""

import html
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property

from blog.disclosing.live_notes import Clock, LiveNote, clock
from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.models import Correction, Discussion
from events.models import Event
from pages.events.ticket_call import TicketCall, call
from pages.pieces.leading_on import LeadingOn, Neighbours, leading_on, neighbours
from pages.pieces.present_addresses import with_present_addresses
from pages.pieces.translations import Translation, translations_of
from prose.links import web_address

# What the page shows, and what it asks by.
_SHOWN = (
    *("post", "number", "kind", "slug", "language", "content", "html", "appendix", "teaser"),
    *("rendered_by", "starts_at", "published_at", "modified_at", "event", "series", "original"),
)


def live_at(slug: str) -> Edition | None:
    """Return the edition that readers find at an address now, with its event."""
    live = Edition.objects.live().filter(slug=slug).annotate(discussed_at=_discussed_at())
    return live.select_related("event").only(*_SHOWN).first()


def _discussed_at() -> Subquery:
    """Return the addresses of its posts on networks, a line each: no query of their own."""
    rows = Discussion.objects.filter(post=OuterRef("post")).order_by().values("post")
    words = TextField()
    line = Concat(Cast("ordering", words), Value(" "), Cast("address", words), output_field=words)
    lines = StringAgg(line, Value("\n"))  # in no order on older SQLites, so each says its place
    return Subquery(rows.annotate(lines=lines).values("lines"))


@dataclass(frozen=True)
class Article:
    """An edition and what is true around it at a moment; each question is asked once, when it comes up."""

    edition: Edition
    now: datetime

    @cached_property
    def piece(self) -> Content:
        """The frozen content; what it names is linked to where that is today."""
        return with_present_addresses(self.edition.piece)

    @property
    def title(self) -> str:
        """The title as it is set, in plain text."""
        return html.unescape(self.edition.teaser.title)

    @property
    def standfirst(self) -> str:
        """The standfirst, or how the text begins, as it is set, in plain text."""
        return html.unescape(self.edition.teaser.standfirst)

    @property
    def modified(self) -> bool:
        """Tell whether its substance has changed since it was published."""
        return self.edition.modified_at > self.edition.published_at

    @cached_property
    def translations(self) -> list[Translation]:
        """The same piece in other languages."""
        return translations_of(self.edition)

    @property
    def event(self) -> Event | None:
        """The event of the piece, announced or not."""
        return self.edition.event

    @cached_property
    def call(self) -> TicketCall | None:
        """The call to action of the piece's event, if it has one that is announced."""
        if self.event is None or not self.event.public or not self.piece.ticket_box:
            return None
        return call(self.event, self.now, besides=self.edition.post_id)

    @property
    def live_notes(self) -> list[LiveNote]:
        """What the clock alone tells readers now: the age, the end of the event."""
        return self._clock.notes

    @cached_property
    def _clock(self) -> Clock:
        return clock(self.edition, self.now)

    @property
    def changes_at(self) -> datetime | None:
        """The next moment at which the clock alone changes what stands on the page."""
        moments = [self._clock.changes_at, self.call.changes_at if self.call else None]
        return min((moment for moment in moments if moment), default=None)

    @cached_property
    def corrections(self) -> list[Correction]:
        """The public notes on what was changed, latest first."""
        notes = Correction.objects.filter(post=self.edition.post_id, published_at__lte=self.now)
        return list(notes)

    @cached_property
    def discussions(self) -> list[Discussion]:
        """Its posts on social networks; none of what was not read as a live piece."""
        lines = (getattr(self.edition, "discussed_at", None) or "").splitlines()
        placed = sorted((int(place), address) for place, address in map(str.split, lines))
        return [Discussion(address=one) for _place, one in placed if web_address(one)]

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

    @cached_property
    def neighbours(self) -> Neighbours:
        """The live pieces before and after this one in its series."""
        return neighbours(self.edition)

    @cached_property
    def related(self) -> list[LeadingOn]:
        """The live pieces to read next, and why, besides those before and after in the series."""
        return leading_on(self.edition, besides=self.neighbours)
