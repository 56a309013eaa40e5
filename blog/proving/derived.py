"""What readers load of a piece and what it is listed under, against the content that was frozen."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Model

from blog.editions.edition import Edition
from blog.editions.indexes import (
    EditionNotice,
    EditionPerson,
    EditionQuestion,
    EditionTag,
    EditionTie,
)
from blog.models import Post, Series, SeriesQuestion, Tag
from blog.proving.findings import Findings, Piece
from blog.publishing.rendering import RENDERED, render, rendered_by
from blog.publishing.sealing import is_sealed
from events.models import Event
from people.models import Organisation, Person

_COMPARED = tuple(name for name in RENDERED if name not in ("rendered_by", "seal"))
# What each list is of, how it is called here, and what its rows lead to.
_LISTS: dict[type[Model], tuple[str, str, type[Model]]] = {
    EditionTag: ("tag", "topics", Tag),
    EditionPerson: ("person", "people", Person),
    EditionQuestion: ("question", "answers", SeriesQuestion),
    EditionTie: ("organisation", "ties", Organisation),
}


def rendering(piece: Piece, edition: Edition, *, quick: bool) -> Findings:
    """Yield what readers load that is not what the content renders; quickly, by its seal alone."""
    if edition.rendered_by != rendered_by():
        what = "is another release's, or of another address (rebuild_editions)"
        yield piece.edition(edition, "rendered_by", what)
    elif not quick:
        fresh = copy(edition)
        render(fresh)
        for name in _COMPARED:
            if getattr(fresh, name) != getattr(edition, name):
                yield piece.edition(edition, name, "is not what its content renders")
    if not is_sealed(edition):
        what = (
            "does not fit what readers load (it is none of Podium's own, or SECRET_KEY has changed)"
        )
        yield piece.edition(edition, "seal", what)


def places(piece: Piece, edition: Edition) -> Findings:
    """Yield where an edition stands with another event, series or first language than its content says."""
    content = edition.piece
    wanted: dict[str, tuple[Any, type[Model]]] = {
        "event": (content.event, Event),
        "series": (content.series, Series),
        "original": (content.translation_of, Post),
    }
    for name, (frozen, model) in wanted.items():
        standing = getattr(edition, f"{name}_id")
        told = frozen.id if frozen else None
        if standing != told and (standing or model._base_manager.filter(pk=told).exists()):
            yield piece.edition(edition, name, "is not that of its content")
    if content.recap is not None and content.recap != edition.recap:
        yield piece.edition(edition, "recap", "is not that of its content")


@dataclass(frozen=True)
class Lists:
    """The rows under which current editions are found, and what there still is to be found under."""

    rows: Mapping[type[Model], Mapping[int, list[Any]]]
    wordings: Mapping[int, set[int]]
    there: Mapping[type[Model], set[int]]

    @classmethod
    def of(cls, editions: Iterable[Edition]) -> Self:
        """Load the rows of some editions, in a query for each list."""
        ids = [edition.pk for edition in editions]
        rows: dict[type[Model], dict[int, list[Any]]] = {}
        there = {}
        for model, (name, _called, target) in _LISTS.items():
            found: list[Any] = list(model._base_manager.filter(edition__in=ids))
            rows[model] = {}
            for row in found:
                rows[model].setdefault(row.edition_id, []).append(row)
            known = {getattr(row, f"{name}_id") for row in found}
            there[target] = known
        wordings: dict[int, set[int]] = {}
        carried = EditionNotice.objects.filter(edition__in=ids)
        for edition, version in carried.values_list("edition", "version"):
            wordings.setdefault(edition, set()).add(version)
        return cls(rows, wordings, there)

    def findings(self, piece: Piece, edition: Edition) -> Findings:
        """Yield the lists that an edition is missing from, or stands on without reason."""
        content = edition.piece
        wanted: dict[type[Model], dict[int, Any]] = {
            EditionTag: {tag.id: None for tag in content.tags},
            EditionPerson: {credit.person: None for credit in content.credits},
            EditionQuestion: {asked.id: asked.anchor for asked in content.series_questions},
            EditionTie: {tie.organisation: tie.paid for tie in content.ties or ()},
        }
        if content.ties is None:  # from before they were frozen
            del wanted[EditionTie]
        for model, told in wanted.items():
            if self._standing(model, edition) != self._existing(model, told):
                name = f"list of {_LISTS[model][1]}"
                yield piece.edition(edition, name, "is not that of its content")
            for row in self.rows[model].get(edition.pk, []):
                if row.published_at != edition.published_at:
                    yield piece.edition(edition, "published_at", "differs in a list")
        if self.wordings.get(edition.pk, set()) != content.wordings:
            yield piece.edition(edition, "list of notices", "is not that of its content")

    def _standing(self, model: type[Model], edition: Edition) -> dict[int, Any]:
        name = f"{_LISTS[model][0]}_id"
        value = {EditionQuestion: "anchor", EditionTie: "paid"}.get(model)
        rows = self.rows[model].get(edition.pk, [])
        return {getattr(row, name): getattr(row, value) if value else None for row in rows}

    def _existing(self, model: type[Model], told: dict[int, Any]) -> dict[int, Any]:
        """Leave out what is there no more: its rows have gone with it."""
        target = _LISTS[model][2]
        unknown = told.keys() - self.there[target]
        self.there[target].update(
            target._base_manager.filter(pk__in=unknown).values_list("pk", flat=True)
            if unknown
            else ()
        )
        return {pk: value for pk, value in told.items() if pk in self.there[target]}
