"""What readers load of a piece and what it is listed under, against the content that was frozen."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Self

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
from names.addresses import Lasting
from people.models import Organisation, Person

_COMPARED = tuple(name for name in RENDERED if name not in ("rendered_by", "seal"))
# What each list is of, how it is called here, and what its rows lead to.
_LISTS: dict[type[Model], tuple[str, str, type[Model]]] = {
    EditionTag: ("tag", "topics", Tag),
    EditionPerson: ("person", "people", Person),
    EditionQuestion: ("question", "answers", SeriesQuestion),
    EditionTie: ("organisation", "ties", Organisation),
}

# What else their rows tell.
_TOLD: dict[type[Model], str] = {EditionQuestion: "anchor", EditionTie: "paid"}


class _Row(NamedTuple):
    """A row of a list: under what an edition is found there, its date, and what else it tells."""

    of: int
    published_at: datetime
    told: Any


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
        if standing != told and standing != _meant(model, [told] if told else []).get(told or 0):
            yield piece.edition(edition, name, "is not that of its content")
    if content.recap is not None and content.recap != edition.recap:
        yield piece.edition(edition, "recap", "is not that of its content")


@dataclass(frozen=True)
class Lists:
    """The rows under which current editions are found, and what there still is to be found under."""

    rows: Mapping[type[Model], Mapping[int, list[_Row]]]
    wordings: Mapping[int, set[int]]
    there: Mapping[type[Model], dict[int, int]]  # by what it was then

    @classmethod
    def of(cls, first: int, last: int) -> Self:
        """Load the rows of the pieces from one to another, in a query for each list."""
        between = {"edition__post__gte": first, "edition__post__lte": last}
        rows: dict[type[Model], dict[int, list[_Row]]] = {}
        there: dict[type[Model], dict[int, int]] = {}
        for model, (name, _called, target) in _LISTS.items():
            names = ("edition", name, "published_at", _TOLD.get(model, "pk"))
            rows[model] = {}
            there[target] = {}
            for values in model._base_manager.filter(**between).values_list(*names):
                row = _Row(values[1], values[2], values[3] if model in _TOLD else None)
                rows[model].setdefault(values[0], []).append(row)
                there[target][row.of] = row.of
        wordings: dict[int, set[int]] = {}
        carried = EditionNotice.objects.filter(**between)
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
        return {row.of: row.told for row in self.rows[model].get(edition.pk, [])}

    def _existing(self, model: type[Model], told: dict[int, Any]) -> dict[int, Any]:
        """Leave out what is there no more: its rows have gone with it. Two that became one are one."""
        target = _LISTS[model][2]
        there = self.there[target]
        if unknown := told.keys() - there.keys():
            there |= _meant(target, unknown)
        found: dict[int, Any] = {}
        for pk in told.keys() & there.keys():
            found[there[pk]] = found.get(there[pk]) or told[pk]
        return found


def _meant(model: type[Model], ids: Iterable[int]) -> dict[int, int]:
    """Return what rows are today that an edition names."""
    if issubclass(model, Lasting):
        return model.meant_by(ids)
    known = model._base_manager.filter(pk__in=list(ids)).values_list("pk", flat=True)
    return {pk: pk for pk in known}
