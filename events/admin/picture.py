"""The timeline of an event's tickets for its form: bars to look at, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from events.admin.remarks import gap_in_words
from events.models import Event, TicketOffer
from events.timeline import Mark, Overlap, Span, Timeline, timeline
from events.when import span_in_words
from forms.moments import in_words

MANY = 6


@dataclass(frozen=True)
class Bar:
    """A row of the picture with its words."""

    name: str
    kind: str
    span: Span
    window: str
    price: str


@dataclass(frozen=True)
class Picture:
    """What the template draws, and says of the time that is still to come."""

    line: Timeline
    bars: tuple[Bar, ...]
    months: tuple[tuple[Mark, str], ...]
    gaps: tuple[str, ...]
    overlaps: tuple[str, ...]
    more: int


def picture(event: Event, offers: Sequence[TicketOffer], now: datetime) -> Picture | None:
    """Return the picture of these tiers, or None without tiers."""
    line = timeline(event, offers, now)
    if line is None:
        return None
    overlaps = [one for one in line.overlaps if one.span.ends_at > now]
    coming = [gap for gap in line.gaps if gap.ends_at > now]
    with timezone.override(event.zone):
        years = line.months and line.months[0].at.year != line.months[-1].at.year
        style = "M y" if years else "M"
        return Picture(
            line=line,
            bars=tuple(_bar(event, *row) for row in line.rows),
            months=tuple((mark, date_format(mark.at, style)) for mark in line.months),
            gaps=tuple(gap_in_words(event, gap.starts_at, gap.ends_at) for gap in coming),
            overlaps=tuple(_overlap(event, overlap) for overlap in overlaps[:MANY]),
            more=max(0, len(overlaps) - MANY),
        )


def _bar(event: Event, offer: TicketOffer, span: Span) -> Bar:
    kinds = {
        "draft": not offer.offered,
        "sold-out": offer.availability == TicketOffer.Availability.SOLD_OUT,
        "business": offer.audience == TicketOffer.Audience.BUSINESS,
    }
    kind = next((name for name, holds in kinds.items() if holds), "open")
    words = [_window(event, offer)]
    words += [str(_("draft"))] if offer.draft else []
    unsold = kinds["sold-out"] or not (offer.offered or offer.draft)
    words += [offer.get_availability_display()] if unsold else []
    words += [offer.get_audience_display()] if kinds["business"] else []
    return Bar(
        name=offer.name,
        kind=kind,
        span=span,
        window="; ".join(words),
        price=f"{number_format(offer.price, 2)} {offer.currency}",
    )


def _window(event: Event, offer: TicketOffer) -> str:
    if offer.sales_start and offer.sales_end:
        return span_in_words(offer.sales_start, offer.sales_end, event.zone)
    if offer.sales_start:
        return _("from %(moment)s until the event begins") % {"moment": in_words(offer.sales_start)}
    if offer.sales_end:
        return _("until %(moment)s") % {"moment": in_words(offer.sales_end)}
    return _("until the event begins")


def _overlap(event: Event, overlap: Overlap) -> str:
    span = overlap.span
    words = _("“%(first)s” and “%(second)s” are sold side by side: %(span)s.")
    return words % {
        "first": overlap.first.name,
        "second": overlap.second.name,
        "span": span_in_words(span.starts_at, span.ends_at, event.zone),
    }
