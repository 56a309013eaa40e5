"""Blocks of a page as readers get them: people, partners, coming events, newest pieces, as they are now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.models import Series, Tag
from blog.publishing.rendering import renew
from events import ambassadors, sponsors
from events.models import Event
from pages.lists.pagination import live_pieces
from pages.lists.replied import attach_replies
from people.models import Person
from prose.blocks import replaced

PIECES, EVENTS, PEOPLE = 4, 6, 60  # so many of each at most
OFFERED = 30  # events and the like that the newsroom offers
type Values = dict[str, Any]


def with_blocks(html: str) -> SafeString:
    """Return a rendered text with its blocks filled as of now, in the active language.

    What a block is about may be gone, or have nothing to show: then nothing stands there.
    """
    now = timezone.now()

    def filled(kind: str, of: int) -> str:
        values = _BLOCKS[kind](of, now) if kind in _BLOCKS else None
        return render_to_string(f"pages/blocks/{kind}.html", values) if values else ""

    return mark_safe(replaced(html, filled))


def choices() -> list[tuple[str, str]]:
    """Return what can be placed in a page, as references with names for the newsroom."""
    events = list(Event.objects.public().order_by("-starts_at").values_list("pk", "name")[:OFFERED])
    topics = Tag.objects.order_by("name").values_list("pk", "name")[:OFFERED]
    series = Series.objects.order_by("name").values_list("pk", "name")[:OFFERED]
    return [
        ("people", _("The newsroom")),
        ("events", _("Coming events")),
        ("pieces", _("Newest pieces")),
        *(
            (f"ambassadors:{pk}", _("Ambassadors: %(name)s") % {"name": name})
            for pk, name in events
        ),
        *((f"partners:{pk}", _("Partners: %(name)s") % {"name": name}) for pk, name in events),
        *((f"topic:{pk}", _("Newest pieces on: %(name)s") % {"name": name}) for pk, name in topics),
        *(
            (f"series:{pk}", _("Newest pieces of: %(name)s") % {"name": name})
            for pk, name in series
        ),
    ]


def _people(_of: int, now: datetime) -> Values | None:
    """Return who is of the newsroom; whoever has no page, because no piece is live, has no link."""
    pieces = Edition.objects.live_at(now).filter(person_rows__person=OuterRef("pk"))
    rows = Person.objects.filter(newsroom=True).select_related("portrait", "affiliation")
    found = list(rows.annotate(has_page=Exists(pieces)).order_by("sort_key", "pk")[:PEOPLE])
    return {"people": found} if found else None


def _ambassadors(of: int, now: datetime) -> Values | None:
    rows = Event.objects.public().prefetch_related("ambassadorships__person__portrait")
    event = rows.filter(pk=of).first()
    found = ambassadors.shown(event, now) if event else []
    return {"standing": found} if found else None


def _partners(of: int, now: datetime) -> Values | None:
    event = Event.objects.public().filter(pk=of).first()
    if event is None:
        return None
    rows = event.sponsorships.select_related("organisation__logo")
    found = sponsors.shown(event, rows, now)
    return {"levels": found} if found else None


def _events(_of: int, now: datetime) -> Values | None:
    coming = Event.objects.upcoming(now).exclude(status=Event.Status.CANCELLED)
    found = list(coming[:EVENTS])
    return {"events": found} if found else None


def _pieces(through: str = "", by: str = "") -> Callable[[int, datetime], Values | None]:
    def newest(of: int, now: datetime) -> Values | None:
        wanted = live_pieces(through).filter(**({by: of} if by else {})).listed()
        found = list(wanted[:PIECES])
        renew(found)
        attach_replies(found)
        return {"pieces": found} if found else None

    return newest


_BLOCKS: dict[str, Callable[[int, datetime], Values | None]] = {
    "people": _people,
    "ambassadors": _ambassadors,
    "partners": _partners,
    "events": _events,
    "pieces": _pieces(),
    "topic": _pieces("tag_rows", "tag_rows__tag"),
    "series": _pieces("", "series"),
}
