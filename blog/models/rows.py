"""What belongs to a working copy: its rows as they are stored, or as somebody types them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects

from blog.models.topic import Tag


class Rows:
    """The rows of a piece, each kind in its order, as the database has them.

    A form that nobody has saved has others (`blog.admin.typed`); who judges a piece asks for rows
    here, and never for those that its relations lead to.
    """

    def __init__(
        self,
        piece: models.Model,
        *,
        read: Mapping[type[models.Model], Iterable[Any]] | None = None,
        only: Collection[type[models.Model]] | None = None,
    ) -> None:
        """Know whose rows are asked for; one that is not saved has none. Each kind is read once.

        `read`: kinds that somebody has read already, as they are stored and in their order.
        `only`: a piece that was made a moment ago has rows of these kinds, and of no others.
        """
        self.piece = piece
        self._known = read or {}
        self._only = only
        self._read: dict[tuple[object, ...], list[Any]] = {}

    @property
    def all_known(self) -> bool:
        """Tell whether the piece was made a moment ago: of what was not named then there is nothing."""
        return self._only is not None

    def of[Row: models.Model](self, kind: type[Row], *related: str) -> list[Row]:
        """Return the rows of a kind, together with what they refer to by `related`."""
        if self.piece.pk is None or (self._only is not None and kind not in self._only):
            return []
        if kind in self._known:
            known = list(self._known[kind])
            prefetch_related_objects(known, *related)
            return known
        for (read, *others), rows in self._read.items():
            if read is kind and {*related} <= {*others}:
                return list(rows)
        rows = self._read[kind, *related] = self._stored(kind, *related)
        return list(rows)

    def _stored(self, kind: type[models.Model], *related: str) -> list[Any]:
        relations = self.piece._meta.related_objects
        relation = next(one for one in relations if one.related_model is kind)
        if relation.one_to_one:
            return list(kind._default_manager.filter(**{relation.field.name: self.piece.pk}))
        rows = getattr(self.piece, str(relation.get_accessor_name())).all()
        return list(rows.select_related(*related) if related else rows)

    def tags(self) -> list[Tag]:
        """Return the topics by name."""
        of_piece = Tag.objects.filter(post_tags__content_object=self.piece.pk)
        return list(of_piece.order_by("name", "pk")) if self.piece.pk else []
