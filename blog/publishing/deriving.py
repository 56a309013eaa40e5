"""What follows from the frozen columns of an edition: what is rendered, and what it belongs to."""

from dataclasses import replace
from typing import Any

from blog.editions.content import Content, EventName, FrozenTie, TranslationOf
from blog.editions.edition import Edition
from blog.models import Post, Series
from blog.publishing.rendering import RENDERED, render
from events.models import Event

# What `derive` sets.
DERIVED = (*RENDERED, "event", "series", "original", "recap")


def derive(edition: Edition, *, preview: bool = False) -> None:
    """Set the columns that follow from the frozen ones; in a `preview` nothing leads out of it."""
    render(edition, preview=preview)
    piece = edition.piece
    edition.event = _existing(Event, piece.event)
    series = Series.meant_by([piece.series.id]) if piece.series else {}
    edition.series_id = next(iter(series.values()), None)
    edition.original = _existing(Post, piece.translation_of)
    if piece.recap is not None:
        edition.recap = piece.recap


def complete(edition: Edition) -> Content:
    """Return the content of an edition with what its schema did not keep yet, as it is derived."""
    piece = edition.piece
    if piece.recap is None:
        piece = replace(piece, recap=edition.recap)
    if piece.ties is None:
        rows = edition.tie_rows.select_related("organisation").order_by("pk")
        ties = (FrozenTie(row.organisation_id, row.organisation.name, row.paid) for row in rows)
        piece = replace(piece, ties=tuple(ties))
    return piece


def _existing(model: Any, frozen: EventName | TranslationOf | None) -> Any:
    return model.objects.filter(pk=frozen.id).first() if frozen else None
